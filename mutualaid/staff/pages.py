"""What the pages of signing in and of one's own account share: the admin's look, the way on, and what was typed."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def page(request: HttpRequest, template: str, title: str, **context) -> HttpResponse:
    """A page that leads on to where somebody wanted to go, and carries what they typed before."""
    shared = {**admin.site.each_context(request), "title": title, "subtitle": None}
    ways = {"next": next_address(request), "held": request.POST.get("held", "")}
    request.current_app = admin.site.name
    return render(request, f"admin/staff/{template}.html", {**shared, **ways, **context})


def next_address(request: HttpRequest) -> str:
    """Where somebody wanted to go: inside the workplace of this site alone, else its start page."""
    start = reverse("admin:index")
    wanted = request.POST.get("next", request.GET.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith(start)
    return wanted if is_ours else start


def lead_on(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(next_address(request))
