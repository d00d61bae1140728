"""The nine addresses of Open Referral UK: each reads what is asked, asks for it, and gives plain values."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from groups.exchange.open_referral.ids import LARGEST, Ids
from groups.exchange.open_referral.service import Place, PlaceKind, Service, places_of
from groups.exchange.open_referral.terms import ACCESS, TAXONOMIES, Term, fixed_terms
from groups.exchange.open_referral.writing import Writer
from groups.exchange.open_referral.writing.pages import meta, page
from groups.exchange.open_referral.writing.services import SERVICE
from groups.exchange.open_referral.writing.words import languages_in
from groups.exchange.outgoing.services import services as services_of
from groups.models import AccessFeature, Meeting, Tag
from groups.models.timetable import timetable_of
from groups.search import services as finding
from groups.views.facts import changes
from groups.views.open_referral import asking
from groups.views.open_referral.answering import NotThere, endpoint
from groups.views.visit import moment_of

Fields = dict[str, object]


@endpoint
def root(request) -> Fields:
    """Which standard this is."""
    return meta(described_at=settings.SITE_URL + reverse("groups:openapi"))


@endpoint
def services(request) -> Fields:
    """A page of services, each in short."""
    writer, wanted = _writer(request), asking.paging(request.GET)
    asked = asking.services(request.GET, _terms_if_asked(request), writer)
    found = finding.groups(asked, on=writer.on)
    shown = services_of(list(found[wanted.span]), on=writer.on)
    contents = [writer.service_in_short(one) for one in shown]
    return page(contents, number=wanted.number, total=found.count(), per_page=wanted.per_page)


@endpoint
def service(request, identifier: str) -> Fields:
    """A service with all that belongs to it; of one that has closed, that it has."""
    writer = _writer(request)
    return writer.service(_whole(request, writer, writer.ids.number_of(SERVICE, identifier)))


@endpoint
def service_at_locations(request) -> Fields:
    """A page of the places of services, each in short."""
    writer, wanted = _writer(request), asking.paging(request.GET)
    asked = asking.services(request.GET, _terms_if_asked(request), writer)
    asked = replace(asked, **asking.near(request.GET))
    found = _places(finding.places(asked, on=writer.on), only_venues=asked.near is not None)
    shown = found[wanted.span]
    groups = {one.number: one for one in services_of(list({place.group for place in shown}), on=writer.on)}
    contents = [writer.place_in_short(groups[place.group], place) for place in shown if place.group in groups]
    contents = [fields for fields in contents if fields]
    return page(contents, number=wanted.number, total=len(found), per_page=wanted.per_page)


@endpoint
def service_at_location(request, identifier: str) -> Fields:
    """A place of a service with all that belongs to both."""
    writer = _writer(request)
    place = _place(writer.ids, identifier)
    fields = writer.place(_whole(request, writer, place.group), place)
    if fields is None:
        raise NotThere
    return fields


@endpoint
def taxonomies(request) -> Fields:
    """The closed lists in whose words services are described."""
    writer, wanted = _writer(request), asking.paging(request.GET)
    contents = [writer.taxonomy(one) for one in TAXONOMIES[wanted.span]]
    return page(contents, number=wanted.number, total=len(TAXONOMIES), per_page=wanted.per_page)


@endpoint
def taxonomy(request, identifier: str) -> Fields:
    """One of them with its terms."""
    writer = _writer(request)
    for one in TAXONOMIES:
        if writer.taxonomy_id(one.slug) == identifier.lower():
            terms = [writer.term(term) for term in _terms() if term.taxonomy == one.slug]
            return writer.taxonomy(one) | ({"taxonomy_terms": terms} if terms else {})
    raise NotThere


@endpoint
def taxonomy_terms(request) -> Fields:
    """All words of all lists."""
    writer, wanted, terms = _writer(request), asking.paging(request.GET), _terms()
    contents = [writer.term(one) for one in terms[wanted.span]]
    return page(contents, number=wanted.number, total=len(terms), per_page=wanted.per_page)


@endpoint
def taxonomy_term(request, identifier: str) -> Fields:
    """One word."""
    writer = _writer(request)
    for one in _terms():
        if writer.term_id(one) == identifier.lower():
            return writer.term(one)
    raise NotThere


@endpoint
def nothing(request) -> Fields:
    """Any other address below."""
    raise NotThere


# --- What they share


def _writer(request) -> Writer:
    return Writer(
        ids=Ids(urlsplit(settings.SITE_URL).hostname or ""),
        site=settings.SITE_URL,
        country=settings.COUNTRY,
        time_zone=settings.TIME_ZONE,
        on=moment_of(request).today,
        families=dict(Tag.objects.order_by().values_list("slug", "family")),
    )


def _whole(request, writer: Writer, group: int | None) -> Service:
    """A service as it is shown by itself. Fourteen queries."""
    at = moment_of(request)

    def changes_of(keys: Collection[int]) -> Mapping[int, list[str]]:
        found = Meeting.objects.filter(pk__in=keys).for_calendars()
        return {meeting.pk: changes(meeting, timetable_of(meeting), at) for meeting in found}

    known = group is not None and 0 < group < LARGEST
    found = services_of([group], on=writer.on, in_full=True, changes=changes_of) if known else []
    if not found:
        raise NotThere
    return found[0]


def _places(rows: list[tuple], *, only_venues: bool) -> list[Place]:
    """The places of meetings, each once; near somewhere, those alone that are anywhere."""
    each = (
        place
        for group, meeting, venue, is_hidden, attendance in rows
        for place in places_of(group, meeting, venue, is_hidden=is_hidden, attendance=attendance)
    )
    return [one for one in dict.fromkeys(each) if not (only_venues and one.kind == PlaceKind.ONLINE)]


def _place(ids: Ids, identifier: str) -> Place:
    """The place that an identifier stands for."""
    pair = ids.pair_of(PlaceKind.VENUE, identifier)
    if pair:
        return Place(PlaceKind.VENUE, *pair)
    for kind in (PlaceKind.HIDDEN, PlaceKind.ONLINE):
        meeting = ids.number_of(kind, identifier)
        if meeting and meeting < LARGEST:
            group = Meeting.objects.shown_themselves().filter(pk=meeting).values_list("group_id", flat=True).first()
            if group:
                return Place(kind, group, meeting)
    raise NotThere


def _terms_if_asked(request) -> list[Term]:
    return _terms() if request.GET.get("taxonomy_term_id") else []


def _terms() -> list[Term]:
    """All words of all lists, in order. Three queries."""
    tags = Tag.objects.order_by("family", "slug").values_list("family", "slug", "label", "description")
    features = AccessFeature.objects.order_by("position", "slug").values_list("slug", "label")
    languages = Meeting.objects.exclude(languages="").order_by().values_list("languages", flat=True).distinct()
    found = [*fixed_terms(), *(Term(*tag) for tag in tags), *(Term(ACCESS, *feature) for feature in features)]
    return [*found, *languages_in(languages)]
