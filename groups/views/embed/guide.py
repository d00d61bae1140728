"""`/embed/`: how to put a list or a search box on another site, with the code to copy."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.rules.search_sentence import title_of
from groups.search.filters import MeetingFilter
from groups.views.chips import errors
from groups.views.embed import code
from groups.views.embed.form import EmbedForm
from groups.views.links import SearchLinks
from groups.views.search import asked_in
from groups.views.sending import without_looks
from groups.views.visit import moment_of, site_of, vocabulary_of
from mutualaid.middleware import content_policy


@cache_control(private=True)
@require_safe
def embed(request):
    """A search to choose, the frame as it will look, and the code."""
    form = EmbedForm(request.GET, hosts=(urlsplit(settings.SITE_URL).netloc, request.get_host()))
    asked, at = without_looks(form.search()), moment_of(request)
    _typed, search = asked_in(asked, vocabulary_of(request), at)
    name = site_of(request).name or settings.SITE_NAME
    context = {
        "form": form,
        "home": settings.SITE_URL,
        "box_code": code.box_code(site_name=name),
        "noindex": bool(asked),
        "canonical_url": settings.SITE_URL + request.path,
        "left_out": [f"{one['label']}: {one['message']}" for one in errors(search) if one["field_id"] != "id_near"],
    }
    if search.place_failed:
        context |= _which_place(form, asked, search)
    elif not form.errors:  # whoever copies before reading would copy something else than was meant
        context |= _code(form, asked, search, site_name=name)
    response = render(request, "groups/embed/guide.html", context)
    policy = {**settings.SECURE_CSP, "frame-src": ["'self'"]}
    response.headers["Content-Security-Policy"] = content_policy(policy)
    return response


def _code(form: EmbedForm, asked: QueryDict, search: MeetingFilter, *, site_name: str) -> dict:
    title = title_of(search.wanted, today=search.at.today)
    return {
        "title": title,
        "frame_path": code.frame_path(asked, form.theme_chosen),
        "frame_code": code.frame_code(asked, form.theme_chosen, title=title, site_name=site_name),
    }


def _which_place(form: EmbedForm, asked: QueryDict, search: MeetingFilter) -> dict:
    """A place that is not known, or is several: what to say at its field, and the choices."""
    for message in search.form.errors.get("near", ()):
        form.add_error(form.place_field, message)
    return {"place_choices": [{"label": name, "url": _with_place(form, asked, name)} for name in search.place_names]}


def _with_place(form: EmbedForm, asked: QueryDict, name: str) -> str:
    if form.pasted is None:
        said = {"near": name, "kind": asked.get("kind", "")}
    else:
        said = {"address": SearchLinks(asked).address(near=[name])}
    return f"?{urlencode(said | {'theme': form.theme_chosen})}"
