"""Listings as hypothesis makes them, with every field: what the round trip of `/meetings.csv` is tried on."""

from datetime import date, time

from hypothesis import strategies as st

from groups.models import (
    AccessAnswer,
    AccessFeature,
    Area,
    Group,
    Meeting,
    MeetingException,
    MeetingTag,
    Programme,
    Tag,
    Venue,
)
from groups.rules.choices import (
    About,
    Answer,
    Attendance,
    Audience,
    BankHolidays,
    CheckedBy,
    Cost,
    Joining,
    Precision,
    WhoMayCome,
    YesNo,
)
from groups.rules.reading import text_as_it_is
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH
from groups.upkeep.confirming import confirm
from tests.factories import make_tag

_LETTERS = "abcXYZéÅñ日=+-@'\"|;,:%()/<>&# "


def _is_kept(text):
    return bool(text) and text == text.strip() and text_as_it_is(text) == text


_words = st.text(_LETTERS, min_size=1, max_size=20).map(str.strip).filter(_is_kept)
_lines = st.lists(_words, min_size=1, max_size=3).map("\n".join)
_or_none = st.just("") | _words
_dates = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def _one_of(choices):
    return st.sampled_from(["", *choices.values])


_checks = st.fixed_dictionaries(
    {"on": st.dates(date(2025, 1, 1), date(2026, 1, 5)), "by": st.sampled_from(CheckedBy.values)}
)
_pauses = st.fixed_dictionaries(
    {
        "status": st.just("paused"),
        "paused_until": st.dates(date(2025, 11, 1), date(2026, 1, 20)),
        "status_reason": _or_none,
    }
)
_standing = st.just({"status": "listed"}) | _pauses
_groups = st.fixed_dictionaries(
    {
        "name": _words,
        "slug": st.sampled_from(["plain-name", "With_Signs-2", "x" * 100, "2"]),
        "has_programme": st.booleans(),
        "has_area": st.booleans(),
        "description": st.just("") | _lines,
        "audience": _one_of(Audience),
        "about": st.integers(0, sum(About)),
        "website": st.sampled_from(["", "https://group.example.org/a?b=c"]),
        "email": st.sampled_from(["", "hello@group.example.org"]),
        "phone": st.sampled_from(["", "0800 1111 111", "ext. 12"]),
        "standing": _standing,
        "check": st.none() | _checks,
    }
)
_answers = st.dictionaries(
    st.sampled_from(["step-free", "lift", "parking"]), st.tuples(st.sampled_from(Answer.values), _or_none)
)
_venues = st.fixed_dictionaries(
    {
        "name": _or_none,
        "address": st.lists(_words, max_size=2).map("\n".join),
        "town": _or_none,
        "postcode": st.sampled_from(["", "IP4 1AA", "BT1 5GS"]),
        "country": st.sampled_from(["", "GB", "IE"]),
        "directions": st.just("") | _lines,
        "precision": st.sampled_from(Precision.values),
        "point": st.none() | st.tuples(st.floats(-89, 89).map(lambda n: round(n, 7)), st.floats(-179, 179)),
        "has_area": st.booleans(),
        "access": _answers,
    }
)
_often = st.one_of(
    st.sampled_from(CANONICAL_WEEKS).map(lambda weeks: {"weeks": weeks}),
    st.integers(2, 6).flatmap(lambda n: st.integers(0, n - 1).map(lambda phase: {"interval": n, "phase": phase})),
)
_clocks = st.times().map(lambda t: time(t.hour, t.minute))
_limits = st.fixed_dictionaries(
    {
        "minutes": st.none() | st.integers(1, 1440),
        "months": st.integers(1, EVERY_MONTH),
        "first": st.none() | st.dates(date(2020, 1, 1), date(2025, 12, 31)),
        "last": st.none() | st.dates(date(2026, 6, 1), date(2027, 12, 31)),
        "drop_in": st.booleans(),
    }
)
_whens = st.one_of(
    st.builds(
        lambda often, limits, **when: {**often, **limits, **when},
        _often, _limits, weekday=st.integers(0, 6), starts_at=_clocks,
    ),
    st.builds(
        lambda often, limits, **when: {**often, **limits, **when},
        _often, _limits, by_arrangement=st.just(True), weekday=st.none() | st.integers(0, 6),
        starts_at=st.none() | _clocks,
    ),
)  # fmt: skip
_facts = st.fixed_dictionaries(
    {
        "name": _or_none,
        "room": _or_none,
        "door": _or_none,
        "online_ask": st.booleans(),
        "who": _one_of(WhoMayCome),
        "who_note": _or_none,
        "open_weeks": st.sampled_from([0, *CANONICAL_WEEKS]),
        "joining": _one_of(Joining),
        "joining_note": _or_none,
        "cost": _one_of(Cost),
        "cost_note": _or_none,
        "youngest": st.none() | st.integers(0, 40),
        "oldest": st.none() | st.integers(40, 120),
        "newcomer_met": _one_of(YesNo),
        "newcomer_contact": _or_none,
        "newcomer_note": _or_none,
        "languages": st.sampled_from(["", "en-GB", "cy bfi", "pl"]),
        "slip": _one_of(YesNo),
        "children": _one_of(YesNo),
        "bank_holidays": _one_of(BankHolidays),
        "note": st.just("") | _lines,
        "time_zone": st.sampled_from(["", "Europe/London", "Europe/Dublin", "America/New_York"]),
    }
)
_elsewhere = st.none() | st.integers(0, 2)
_exceptions = st.one_of(
    st.builds(dict, kind=st.sampled_from(["cancelled", "meets", "ask"]), first=_dates, note=_or_none),
    st.builds(
        dict, kind=st.just("moved"), first=_dates, to=_dates, starts_at=st.none() | _clocks, room=_or_none,
        note=_or_none, venue=_elsewhere,
    ),
    st.builds(dict, kind=st.just("moved"), first=_dates, venue=st.integers(0, 2), room=_or_none),
    st.builds(
        dict, kind=st.just("extra"), first=_dates, starts_at=_clocks, venue=_elsewhere,
        online_link=st.sampled_from(["", "https://meet.example.org/extra"]),
    ),
)  # fmt: skip
_meetings = st.fixed_dictionaries(
    {
        "slug": st.sampled_from(["tuesday-7pm", "With_Signs-2", "-odd", "22", "y" * 120]),
        "group": st.integers(0, 1),
        "venue": st.integers(0, 2),
        "attendance": st.sampled_from(Attendance.values),
        "when": _whens,
        "facts": _facts,
        "online": st.sampled_from(
            [
                {"online_link": "https://meet.example.org/a?b=c"},
                {"online_phone": "+44 20 1234 5678,,123#"},
                {"online_ask": True},
            ]
        ),
        "standing": _standing,
        "check": st.none() | _checks,
        "tags": st.dictionaries(st.sampled_from(["women", "speaker"]), st.sampled_from(CANONICAL_WEEKS)),
        "access": _answers,
        "exceptions": st.lists(_exceptions, max_size=2),
    }
)
listings = st.fixed_dictionaries(
    {
        "groups": st.lists(_groups, min_size=2, max_size=2, unique_by=lambda one: one["slug"]),
        "venues": st.lists(_venues, min_size=3, max_size=3),
        "meetings": st.lists(_meetings, min_size=1, max_size=3, unique_by=lambda one: one["slug"]),
    }
)
"""Two groups, three venues, and meetings of the one and at the other."""


def make_vocabulary():
    """What a site has before any listing: what listings point to by slugs."""
    Programme.objects.create(
        name="Alcoholics Anonymous", slug="alcoholics-anonymous", approach="12-step", audience="self"
    )
    Area.objects.create(name="Ipswich", slug="ipswich", kind="town")
    for slug in ("women", "speaker"):
        make_tag(slug)
    for slug in ("step-free", "lift", "parking"):
        AccessFeature.objects.create(slug=slug, label=slug.capitalize())


def write(said):
    """Store what was made."""
    groups = [_group(**one) for one in said["groups"]]
    venues = [_venue(**one) for one in said["venues"]]
    for one in said["meetings"]:
        _meeting(groups, venues, **one)


def _group(*, has_programme, has_area, standing, check, **fields):
    group = Group.objects.create(
        programme=Programme.objects.first() if has_programme else None,
        area=Area.objects.first() if has_area else None, **standing, **fields,
    )  # fmt: skip
    if check:
        confirm(groups=[group], **check)
    return group


def _venue(*, point, has_area, access, **fields):
    lat, lng = point or (None, None)
    venue = Venue.objects.create(lat=lat, lng=lng, area=Area.objects.first() if has_area else None, **fields)
    _answer(access, venue=venue)
    return venue


def _meeting(
    groups, venues, *, group, venue, attendance, when, facts, online, standing, check, tags, access, exceptions, slug
):
    way_in = online if attendance != "in-person" else {}
    meeting = Meeting.objects.create(
        slug=slug, group=groups[group], venue=None if attendance == "online" else venues[venue],
        attendance=attendance, **when, **{**facts, **way_in}, **standing,
    )  # fmt: skip
    for tag, weeks in tags.items():
        MeetingTag.objects.create(meeting=meeting, tag=Tag.objects.get(slug=tag), weeks=weeks)
    _answer(access, meeting=meeting)
    for one in exceptions:
        place = {"venue": venues[one["venue"]]} if one.get("venue") is not None else {}
        MeetingException.objects.create(meeting=meeting, last=one["first"], **{**one, "venue": None, **place})
    if check:
        confirm(meetings=[meeting], **check)


def _answer(answers, **owner):
    for slug, (answer, note) in answers.items():
        feature = AccessFeature.objects.get(slug=slug)
        AccessAnswer.objects.create(feature=feature, answer=answer, note=note, **owner)
