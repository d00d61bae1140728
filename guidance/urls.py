"""The addresses of the guidance."""

from django.urls import path

from guidance.views import articles, easy_read, help_now

urlpatterns = [
    path("guidance/", articles.page_list, name="guidance"),
    path("guidance/<slug:slug>/", articles.page_detail, name="guidance-page"),
    path("guidance/<slug:slug>/easy-read/", easy_read.page_easy_read, name="guidance-easy-read"),
    path("help-now/", help_now.help_now, name="help-now"),
    path("help-now/easy-read/", easy_read.help_now_easy_read, name="help-now-easy-read"),
]
