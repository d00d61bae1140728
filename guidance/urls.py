"""The addresses of the guidance."""

from django.urls import path

from guidance import views

urlpatterns = [
    path("help-now/", views.help_now, name="help-now"),
]
