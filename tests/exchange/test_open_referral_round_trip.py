"""What we write is read by our own reader, and planned as an import plans it, without any loss."""

import json
from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from groups.exchange.answer_words import answer_word
from groups.exchange.open_referral import read, whole
from groups.exchange.open_referral.writing.pages import page
from groups.exchange.spreadsheet.own_exceptions import say_exceptions
from groups.feeds.applying import apply
from groups.feeds.planning import plan
from groups.feeds.values import OWN_ROWS, GroupValues, MeetingValues, VenueValues
from groups.models import AccessFeature, Feed
from groups.rules.choices import Attendance, Precision, Status
from groups.rules.reading import plain_text
from groups.rules.schedule import EVERY_WEEK
from tests.exchange.open_referral_made import FAMILIES, WRITER, services
from tests.factories import make_area, make_feed, make_programme, make_tag
from tests.feeds.taking_in import NOW

pytestmark = pytest.mark.django_db

HOST = "https://example.org/api/open-referral-uk"
INVENTED = "This listing is invented. Nobody meets there."


class Instead(NamedTuple):
    """Why a field does not come back as it is, and what stands there in its place."""

    because: str
    stands: Callable


def hidden(name):
    """A field of a venue, of which nobody may know where that is hidden."""
    return Instead(
        "A hidden venue is its area alone: the rest is private.",
        lambda _service, one: "" if one.is_hidden else getattr(one.of, f"venue_{name}"),
    )


def degrees(name):
    return Instead(
        "A hidden point is private, and one that is not exact says no more than it knows.",
        lambda _service, one: {
            Precision.EXACT: getattr(one.of, f"venue_{name}"),
            Precision.APPROXIMATE: rounded(getattr(one.of, f"venue_{name}")),
        }.get(one.of.venue_precision),
    )


def rounded(number):
    return None if number is None else round(number, 3)


def named(service, name):
    return f"{name} (demonstration)" if service.is_invented and name else name


INSTEAD = {
    "meeting.time_zone": Instead(
        "Blank leaves it to the site, and the reader’s may be in another zone: it is named.",
        lambda _service, one: one.of.time_zone or "Europe/London",
    ),
    "meeting.name": Instead(
        "What is invented says so wherever it goes.", lambda service, one: named(service, one.of.name)
    ),
    "group.name": Instead(
        "What is invented says so wherever it goes.", lambda service, _one: named(service, service.name)
    ),
    "group.description": Instead(
        "What is invented says so wherever it goes.",
        lambda service, _one: "\n".join(filter(None, [INVENTED if service.is_invented else "", service.description])),
    ),
    "venue.name": hidden("name"),
    "venue.address": hidden("address"),
    "venue.postcode": hidden("postcode"),
    "venue.directions": hidden("directions"),
    "venue.town": hidden("town"),
    "venue.country": Instead(
        "Blank leaves it to the site, and the reader’s may be in another country; hidden it is private.",
        lambda _service, one: "" if one.is_hidden else one.of.venue_country or "GB",
    ),
    "venue.lat": degrees("lat"),
    "venue.lng": degrees("lng"),
}
"""All that does not come back as it stands, each with its reason. Passcodes are private too, and left out before.

Texts come back as text: mark-up in them is taken off, as of everything that a feed says.
"""


@pytest.fixture
def known():
    """What listings name by slugs."""
    area = make_area("Ipswich", slug="ipswich")
    programme = make_programme("Alcoholics Anonymous", slug="alcoholics-anonymous")
    for slug, family in FAMILIES.items():
        make_tag(slug, family=family)
    for slug in ("bsl", "lift", "parking", "step-free"):
        AccessFeature.objects.create(slug=slug, label=slug)
    return {"area": area.pk, "programme": programme.pk}


def planned(service, feed):
    """The plan of taking in a page with this service, whose details stand under an address of their own."""
    short, in_full = WRITER.service_in_short(service), WRITER.service(service)
    answers = {f"{HOST}/services/{short['id']}": in_full}
    data = json.dumps(page([short], number=1, total=1, per_page=50)).encode()
    whole_list = whole(data, f"{HOST}/services", lambda address: json.dumps(answers[address]).encode())
    return plan(feed, read(whole_list), format_name="open-referral-uk", now=NOW)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(service=services())
def test_every_field_comes_back(known, service):
    made = planned(service, Feed(name="sister"))

    assert [problem.why for problem in made.rejected] == []
    assert made.unknown_codes == {}
    groups, venues, meetings = (
        {one.key: one for one in part.added} for part in (made.groups, made.venues, made.meetings)
    )
    assert len(meetings) == len(service.meetings)
    [group] = groups.values()
    assert group.says._asdict() == group_of(service, known)
    for one in service.meetings:
        found = meetings[WRITER.ids.named("schedule", one.of.number)]
        assert without_references(found.says) == meeting_of(service, one)
        assert found.besides.get("updated") == (one.of.confirmed_on and one.of.confirmed_on.isoformat())
        assert found.slug == one.of.slug
        assert found.cautions == ""
        if one.of.attendance != Attendance.ONLINE:
            assert venues[found.says.venue].says._asdict() == venue_of(service, one, known)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(service=services())
def test_a_second_import_changes_nothing(known, service):
    with transaction.atomic():
        feed = make_feed("sister")
        apply(planned(service, feed), now=NOW)
        again = planned(service, feed)
        assert (again.writes, again.counts["unchanged"]) == (False, len(service.meetings))
        transaction.set_rollback(True)


def without_references(says):
    return {name: value for name, value in says._asdict().items() if name not in ("group", "venue")}


# --- What has to come back


def fields_of(values, table, service, one, given):
    """Each field of a record: what is given, else what stands in its place with a reason, else its own column."""
    found = {}
    prefix = "" if table == "meeting" else f"{table}_"
    for name in values._fields:
        if name in given:
            found[name] = given[name]
            continue
        instead = INSTEAD.get(f"{table}.{name}")
        value = instead.stands(service, one) if instead else getattr(one.of, f"{prefix}{name}")
        if hasattr(value, "isoformat"):
            value = value.isoformat()
        found[name] = plain(value) if isinstance(value, str) and name not in OWN_ROWS else value
    return found


def plain(text):
    return plain_text(plain_text(text))


def rest(pause):
    return {
        "status": Status.PAUSED if pause else Status.LISTED,
        "status_reason": plain(pause.reason) if pause else "",
        "paused_until": pause.until.isoformat() if pause and pause.until else None,
    }


def group_of(service, known):
    one = service.meetings[0]
    return fields_of(
        GroupValues,
        "group",
        service,
        one,
        {
            "programme": known["programme"] if service.organisation else None,
            "area": known["area"] if one.of.group_area else None,
            "email": service.email,
            "phone": service.phone,
            "website": service.website,
            **rest(service.pause),
        },
    )


def venue_of(service, one, known):
    area = known["area"] if one.of.venue_area or one.is_hidden else None
    return fields_of(VenueValues, "venue", service, one, {"area": area, "access": answers(one.venue_access)})


def meeting_of(service, one):
    pause = service.pauses.get(one.of.number)
    given = {
        "tags": " ".join(
            sorted(tag.slug if tag.weeks == EVERY_WEEK else f"{tag.slug}:{tag.weeks}" for tag in one.tags)
        ),
        "access": answers(one.access),
        "exceptions": "\n".join(sorted(say_exceptions([said(exception)]) for exception in one.exceptions)),
        **rest(pause),
    }
    return {
        name: value
        for name, value in fields_of(MeetingValues, "meeting", service, one, given | {"group": 0, "venue": 0}).items()
        if name not in ("group", "venue")
    }


def said(exception):
    return exception._replace(note=plain(exception.note), room=plain(exception.room))


def word_of(tag):
    return tag.slug if tag.weeks == EVERY_WEEK else f"{tag.slug}:{tag.weeks}"


def answers(access):
    return " ".join(sorted(answer_word(one.slug, one.answer, plain(one.note)) for one in access))
