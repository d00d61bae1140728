"""The addresses of the first steps, under /admin/first-steps/."""

from django.urls import path

from mutualaid.workplace import views

urlpatterns = [
    path("", views.first_steps, name="first-steps"),
    path("demonstration/", views.demonstration, name="first-steps-demonstration"),
    path("places/", views.places, name="first-steps-places"),
    path("helplines/", views.helplines, name="first-steps-helplines"),
    path("mail/", views.mail, name="first-steps-mail"),
    path("group/", views.first_group, name="first-steps-group"),
]
