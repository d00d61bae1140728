"""The whole map of addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from groups.views import front
from mutualaid import editing_help, pages, paper, sitemap, views

handler403 = "mutualaid.views.not_open"
handler500 = "mutualaid.views.server_error"

urlpatterns = [
    path("health/live", views.health_live, name="health-live"),
    path("health/ready", views.health_ready, name="health-ready"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<slug:part>.xml", sitemap.sitemap_part, name="sitemap-part"),
    path("robots.txt", views.robots, name="robots"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("admin/", include("mutualaid.staff.urls")),
    path("admin/first-steps/", include("mutualaid.workplace.urls")),
    path("admin/help/", admin.site.admin_view(editing_help.editing_help), name="editing-help"),
    path("admin/", admin.site.urls),
    # Last, for a site whose own language is another has these in English under /en/.
    *i18n_patterns(
        path("", front.home, name="home"),
        path("about/", pages.about, name="about"),
        path("privacy/", pages.privacy, name="privacy"),
        path("accessibility/", pages.accessibility, name="accessibility"),
        path("meetings.pdf", paper.meetings_pdf, name="meetings-pdf"),
        path("", include("groups.urls")),
        path("", include("guidance.urls")),
        prefix_default_language=False,
    ),
]
