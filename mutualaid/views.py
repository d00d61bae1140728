"""The answers that machines ask for, and what is said where an answer is refused or fails."""

import sys
from datetime import timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import permission_denied

from groups.models import Site
from groups.views.embed.framing import framed, is_of_the_frame
from guidance import help_file
from mutualaid.shipped import is_at_home
from mutualaid.speaking import taken_apart
from mutualaid.staff import pages
from mutualaid.staff.sign_in import token_was_replaced
from mutualaid.staff.standing import Standing, standing

DAY = 24 * 60 * 60
RETRY_SECONDS = "30"
ICON_SIZES = (192, 512)
FRAME_FILE = settings.ROOT / "templates/500_in_a_frame.html"
DATABASE_AWAY = (OperationalError, InterfaceError)
LAST_RESORT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Something went wrong</title>
<h1>Something went wrong</h1><p>It is our fault. Please try again in a minute.</p>
<p>{numbers}</p>
"""
NUMBERS_AT_HOME = "In danger now? Call 999. To talk to someone, at any hour: Samaritans, 116 123, free."
NUMBERS_ELSEWHERE = "In danger now? Call the emergency number of your country."


@never_cache
@require_safe
def health_live(request):
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def health_ready(request):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DATABASE_AWAY:
        return HttpResponse("the database is out of reach\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


@cache_control(max_age=DAY, public=True)
@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return _plain_text(lines)


@cache_control(max_age=DAY, public=True)
@require_safe
def manifest(request):
    name = Site.objects.the_one().name or settings.SITE_NAME
    about = {
        "name": name,
        "lang": settings.LANGUAGE_CODE,
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fbf8f3",
        "theme_color": "#0f5c56",
        "icons": [
            {"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
            *(_icon(size) for size in ICON_SIZES),
        ],
    }
    return JsonResponse(about, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@cache_control(max_age=DAY, public=True)
@require_safe
def security_txt(request):
    """RFC 9116: where to tell of a weakness, and until when this may be believed."""
    email = Site.objects.the_one().email or settings.STAFF_EMAIL
    until = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: mailto:{email}" if email else f"Contact: {settings.SITE_URL}/about/",
        f"Expires: {until.isoformat()}",
        f"Canonical: {settings.SITE_URL}{request.path}",
        f"Preferred-Languages: {', '.join(tag for tag, _ in settings.LANGUAGES)}",
    ]
    return _plain_text(lines)


@cache_control(max_age=DAY, public=True)
@require_safe
def favicon(request):
    return redirect(static("img/favicon.svg"))


def server_error(request):
    """A complete page that needs no database, template or table of static files; 503 when the database is away.

    In a frame on another site it is a sentence that leads here: a frame that shows nothing at all tells nobody why.
    """
    away = isinstance(sys.exc_info()[1], DATABASE_AWAY)
    status = 503 if away else 500
    if is_of_the_frame(request):
        answer = framed(HttpResponse(FRAME_FILE.read_text(encoding="utf-8"), status=status))
    else:
        answer = HttpResponse(_page_file(status, taken_apart(request.path_info)[0]), status=status)
    if away:
        answer["Retry-After"] = RETRY_SECONDS
    return answer


@never_cache
def not_open(request, exception):
    """What may not be opened: to who is signed in, a page of the workplace that does not tell what it is."""
    if not request.path.startswith(reverse("admin:index")) or standing(request) is not Standing.THROUGH:
        return permission_denied(request, exception)
    shown = {"was_sent": request.method == "POST", "account_url": reverse("admin:account")}
    answer = pages.page(request, "not_yours", _("This belongs to others"), **shown)
    answer.status_code = 403
    return answer


def csrf_failure(request, reason=""):
    return token_was_replaced(request) or permission_denied(request, exception=None)


def _icon(size: int) -> dict:
    picture = static(f"img/icon-{size}.png")
    return {"src": picture, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "maskable"}


def _page_file(status: int, language: str) -> str:
    """The first of the files that is there; those in the language of the address come before those that ship."""
    templates = settings.ROOT / "templates"
    with_numbers = [help_file.numbers_in(language), settings.HELP_FILE] if status == 503 else []
    own = [] if help_file.ships_for(language) else [help_file.sorry_in(language)]
    shipped = templates / (f"{status}.html" if is_at_home() or status == 500 else f"{status}_elsewhere.html")
    for page in (*with_numbers, *own, shipped, templates / "500.html"):
        if page.exists():
            return page.read_text(encoding="utf-8")
    return LAST_RESORT.format(numbers=NUMBERS_AT_HOME if is_at_home() else NUMBERS_ELSEWHERE)


def _plain_text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
