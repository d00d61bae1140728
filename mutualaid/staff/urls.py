"""The doors of the workplace that stand open to who is not signed in; those for who is, StaffSite has."""

from django.urls import path

from mutualaid.staff import forgotten, welcome

urlpatterns = [
    path("welcome/<str:token>/", welcome.welcome, name="staff_welcome"),
    # Django's names: its own pages look for these
    path("password_reset/", forgotten.ask, name="admin_password_reset"),
    path("password_reset/done/", forgotten.asked, name="password_reset_done"),
    path("password_reset/chosen/", forgotten.chosen, name="password_reset_complete"),
    path("password_reset/<uidb64>/<token>/", forgotten.choose, name="password_reset_confirm"),
]
