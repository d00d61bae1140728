"""The whole map of addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from groups.views import front
from mutualaid import editing_help, pages, paper, sitemap, views
from mutualaid.style_page import view as style_page

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
        # with DEBUG on, and else not found
        path("about/style/", style_page.style, name="style"),
        path("about/style/frame/", style_page.frame, name="style-frame"),
        path("about/style/pointed-at.css", style_page.pointed_at, name="style-pointed-at"),
        path("privacy/", pages.privacy, name="privacy"),
        path("accessibility/", pages.accessibility, name="accessibility"),
        path("meetings.pdf", paper.meetings_pdf, name="meetings-pdf"),
        path("", include("groups.urls")),
        path("", include("guidance.urls")),
        prefix_default_language=False,
    ),
]
