"""The addresses of the directory."""

from django.urls import path

from groups.views import areas, detail, search, site

app_name = "groups"

urlpatterns = [
    path("meetings/", search.meeting_list, name="meeting-list"),
    path("meetings/<slug:slug>/", detail.meeting_detail, name="meeting-detail"),
    path("groups/<slug:slug>/", detail.group_detail, name="group-detail"),
    path("programmes/", detail.programme_list, name="programme-list"),
    path("programmes/<slug:slug>/", detail.programme_detail, name="programme-detail"),
    path("areas/", areas.area_list, name="area-list"),
    path("areas/<slug:slug>/", areas.area_detail, name="area-detail"),
    path("logo/<str:name>", site.logo, name="logo"),
]
