"""The addresses of the guidance."""

from django.urls import path

from guidance.views import articles, help_now

urlpatterns = [
    path("guidance/", articles.page_list, name="guidance"),
    path("guidance/<slug:slug>/", articles.page_detail, name="guidance-page"),
    path("help-now/", help_now.help_now, name="help-now"),
]
