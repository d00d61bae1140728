"""The whole map of addresses."""

from django.contrib import admin
from django.urls import include, path

from groups.views import front
from mutualaid import pages, views

handler500 = "mutualaid.views.server_error"

urlpatterns = [
    path("", front.home, name="home"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("", include("groups.urls")),
    path("", include("guidance.urls")),
    path("health/live", views.health_live, name="health-live"),
    path("health/ready", views.health_ready, name="health-ready"),
    path("robots.txt", views.robots, name="robots"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("admin/", admin.site.urls),
]
