"""The addresses of the directory."""

from django.urls import path, re_path

from groups.views import areas, calendar, confirm, detail, leaflet, message, poster, search, site, suggesting
from groups.views.embed.frame import frame
from groups.views.embed.guide import embed
from groups.views.embed.script import frame_script
from groups.views.files.geo import meetings_geojson
from groups.views.files.guide import meetings_json
from groups.views.files.ics import meetings_ics
from groups.views.files.rss import meetings_rss
from groups.views.files.sheet import meetings_csv
from groups.views.open_data.endpoint import openapi
from groups.views.open_data.page import open_data
from groups.views.open_referral import endpoints as open_referral
from groups.views.plan import fit, missed, take, times, together, week
from groups.views.plan.calendar import plan_calendar

app_name = "groups"

urlpatterns = [
    path("meetings/", search.meeting_list, name="meeting-list"),
    path("meetings.txt", message.next_meetings, name="meeting-text"),
    path("meetings.json", meetings_json, name="meetings-json"),
    path("meetings.geojson", meetings_geojson, name="meetings-geojson"),
    path("meetings.ics", meetings_ics, name="meetings-ics"),
    path("meetings.rss", meetings_rss, name="meetings-rss"),
    path("meetings.csv", meetings_csv, name="meetings-csv"),
    path("leaflet/", leaflet.leaflet, name="leaflet"),
    path("leaflet.svg", leaflet.code, name="leaflet-code"),
    path("meetings/<slug:slug>/", detail.meeting_detail, name="meeting-detail"),
    path("groups/<slug:slug>/", detail.group_detail, name="group-detail"),
    path("meetings/<slug:slug>.ics", calendar.meeting_calendar, name="meeting-calendar"),
    path("groups/<slug:slug>.ics", calendar.group_calendar, name="group-calendar"),
    path("meetings/<slug:slug>/report/", suggesting.report_meeting, name="meeting-report"),
    path("groups/<slug:slug>/report/", suggesting.report_group, name="group-report"),
    path("suggest/", suggesting.suggest, name="suggest"),
    path("programmes/", detail.programme_list, name="programme-list"),
    path("programmes/<slug:slug>/", detail.programme_detail, name="programme-detail"),
    path("areas/", areas.area_list, name="area-list"),
    path("areas/<slug:slug>/", areas.area_detail, name="area-detail"),
    path("areas/<slug:slug>/poster/", poster.area_poster, name="area-poster"),
    path("confirm/<str:token>/", confirm.confirm, name="confirm"),
    path("plan/", week.plan, name="plan"),
    path("plan.ics", plan_calendar, name="plan-calendar"),
    path("plan/times/", times.times, name="plan-times"),
    path("plan/fit/", fit.fit, name="plan-fit"),
    path("plan/together/", together.together, name="plan-together"),
    path("plan/take/", take.take, name="plan-take"),
    path("plan/missed/", missed.missed, name="plan-missed"),
    path("embed/", embed, name="embed"),
    path("embed/meetings/", frame, name="embed-meetings"),
    path("embed/frame.js", frame_script, name="embed-script"),
    path("open-data/", open_data, name="open-data"),
    path("open-data/openapi.json", openapi, name="openapi"),
    path("logo/<str:name>", site.logo, name="logo"),
    # Open Referral UK: its programs put a slash at the end of an address, or none
    re_path(r"^api/open-referral-uk/?$", open_referral.root, name="open-referral"),
    re_path(r"^api/open-referral-uk/services/?$", open_referral.services, name="open-referral-services"),
    re_path(r"^api/open-referral-uk/services/([^/]+)/?$", open_referral.service, name="open-referral-service"),
    re_path(r"^api/open-referral-uk/taxonomies/?$", open_referral.taxonomies, name="open-referral-taxonomies"),
    re_path(r"^api/open-referral-uk/taxonomies/([^/]+)/?$", open_referral.taxonomy, name="open-referral-taxonomy"),
    re_path(r"^api/open-referral-uk/taxonomy_terms/?$", open_referral.taxonomy_terms, name="open-referral-terms"),
    re_path(r"^api/open-referral-uk/taxonomy_terms/([^/]+)/?$", open_referral.taxonomy_term, name="open-referral-term"),
    re_path(
        r"^api/open-referral-uk/service_at_locations/?$",
        open_referral.service_at_locations,
        name="open-referral-places",
    ),
    re_path(
        r"^api/open-referral-uk/service_at_locations/([^/]+)/?$",
        open_referral.service_at_location,
        name="open-referral-place",
    ),
    re_path(r"^api/open-referral-uk/.*$", open_referral.nothing, name="open-referral-nothing"),
]
