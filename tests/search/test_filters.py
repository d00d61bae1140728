"""A query string becomes one search: each parameter alone, and what cannot be understood is left out alone and said."""

from datetime import date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from groups.models import AccessFeature
from groups.rules.choices import About, Attendance, Kind
from groups.rules.criteria import TIMES_OF_DAY, MeetingSearch, Moment
from groups.rules.search_sentence import title_of
from groups.search import vocabulary
from groups.search.filters import MeetingFilter
from tests.factories import make_area, make_meeting, make_place, make_programme, make_tag

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
AT = Moment(datetime(2026, 11, 23, 12, tzinfo=LONDON), LONDON)
MORNING, AFTERNOON, EVENING, NIGHT = TIMES_OF_DAY


def search(query):
    vocabulary.forget()
    return MeetingFilter(QueryDict(query), vocabulary=vocabulary.current(1), at=AT)


def wanted(query):
    return search(query).wanted


def said(query):
    """The sentences beside the fields."""
    asked = search(query)
    asked.form.is_valid()
    return {name: [str(sentence) for sentence in sentences] for name, sentences in asked.form.errors.items()}


def plain(**asked):
    return MeetingSearch(**asked)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", {}),
        ("q=early+birds", {"words": "early birds"}),
        ("q=+early+", {"words": "early"}),
        ("date=2026-12-25", {"on": date(2026, 12, 25)}),
        ("day=mon&day=sun", {"days": (0, 6)}),
        ("day=today", {"dates": (MONDAY,)}),
        ("day=tomorrow&day=sat", {"days": (5,), "dates": (TUESDAY,)}),
        ("time=evening", {"times": (EVENING,)}),
        ("time=night&time=morning", {"times": (MORNING, NIGHT)}),
        ("time=now", {"now": True}),
        ("kind=12-step&kind=family", {"kinds": (Kind.TWELVE_STEP, Kind.FAMILY)}),
        ("for=self", {"audience": "self"}),
        ("for=family", {"audience": "family"}),
        ("for=family&for=self", {}),  # both are all
        ("about=alcohol&about=sex-and-love", {"about": About.ALCOHOL | About.SEX_AND_LOVE}),
        ("attend=in-person&attend=hybrid", {"attendance": (Attendance.IN_PERSON, Attendance.HYBRID)}),
        ("open=yes", {"open_only": True}),
        ("language=en&language=bfi&language=zh-Hant", {"languages": ("en", "bfi", "zh-Hant")}),
        ("slip=yes", {"slip": True}),
        ("children=yes", {"children": True}),
        ("within=25", {"within": 25}),
        ("sort=name", {"sort": "name"}),
        ("day=mon&day=mon&day=", {"days": (0,)}),
        ("nonsense=1&page=3&view=week&plan=1.2", {}),
    ],
)
def test_each_parameter_asks_one_thing(query, asked):
    assert wanted(query) == plain(**asked)
    assert said(query) == {}


@pytest.mark.parametrize(
    ("query", "asked", "sentences"),
    [
        ("day=mon&day=moonday", {"days": (0,)}, {"day": ["“moonday” is not one of the choices."]}),
        ("day=Mon", {}, {"day": ["“Mon” is not one of the choices."]}),
        ("time=noonish&day=tue", {"days": (1,)}, {"time": ["“noonish” is not one of the choices."]}),
        ("kind=aa", {}, {"kind": ["“aa” is not one of the choices."]}),
        ("open=no", {}, {"open": ["“no” is not one of the choices."]}),
        ("programme=moonies", {}, {"programme": ["“moonies” is not one of the choices."]}),
        ("within=7&day=tue", {"days": (1,)}, {"within": ["“7” is not one of the choices."]}),
        ("sort=best", {}, {"sort": ["“best” is not one of the choices."]}),
        ("language=en&language=!", {"languages": ("en",)}, {"language": ["“!” is not one of the choices."]}),
        ("date=tomorrow&slip=yes", {"slip": True}, {"date": ["Enter a date such as 2026-11-24."]}),
        ("date=2026-02-30", {}, {"date": ["Enter a date such as 2026-11-24."]}),
        ("date=2037-01-01", {}, {"date": ["Choose a date within ten years of today."]}),
        ("date=0001-01-01", {}, {"date": ["Choose a date within ten years of today."]}),
        ("date=9999-12-31", {}, {"date": ["Choose a date within ten years of today."]}),
    ],
)
def test_a_value_that_cannot_be_understood_is_left_out_alone_and_said(query, asked, sentences):
    assert wanted(query) == plain(**asked)
    assert said(query) == sentences


def test_a_date_of_these_ten_years_is_understood():
    assert [wanted(f"date={year}-06-01").on for year in (2016, 2036)] == [date(2016, 6, 1), date(2036, 6, 1)]


def test_three_strange_values_are_said_and_no_more_and_long_ones_shortly():
    strange = [*(f"x{number}" for number in range(9)), "y" * 500]

    assert len(said(urlencode({"day": strange}, doseq=True))["day"]) == 3
    [sentence] = said(urlencode({"day": "y" * 500}))["day"]
    assert len(sentence) < 80


def test_slugs_stand_for_what_the_directory_has():
    suffolk = make_area("Suffolk", slug="suffolk", kind="county")
    ipswich = make_area("Ipswich", slug="ipswich", parent=suffolk)
    aa = make_programme(slug="alcoholics-anonymous", short_name="AA")
    women = make_tag("women")
    feature = AccessFeature.objects.create(slug="step-free", label="Step-free")

    asked = wanted("area=suffolk&programme=alcoholics-anonymous&who=women&access=step-free")

    assert [choice.keys for choice in asked.areas] == [{suffolk.pk, ipswich.pk}]
    assert [(one.slug, one.label, one.keys) for one in asked.programmes] == [(aa.slug, "AA", {aa.pk})]
    assert [choice.keys for choice in asked.who + asked.access] == [{women.pk}, {feature.pk}]


def test_a_place_is_found_and_a_failure_keeps_its_choices():
    make_place("Woodbridge")
    for county, lat in (("Suffolk", 52.04), ("Derbyshire", 52.87)):
        make_place("Sudbury", county=county, lat=lat)

    assert wanted("near=woodbridge").near.name == "Woodbridge"
    assert (search("near=woodbridge").place_failed, search("").place_failed) == (False, False)
    several = search("near=sudbury&day=mon")
    assert (several.wanted, several.place_failed) == (plain(days=(0,)), True)
    assert sorted(several.place_names) == ["Sudbury, Derbyshire", "Sudbury, Suffolk"]
    unknown = search("near=atlantis")
    assert (unknown.place_failed, unknown.place_names) == (True, [])


def test_what_was_found_is_what_is_wanted():
    monday = make_meeting(slip="yes")
    make_meeting(weekday=1, slip="yes")

    assert list(search("day=mon&slip=yes").qs) == [monday]


def test_hundreds_of_languages_are_too_many_and_break_nothing():
    tags = [f"{one}{other}x" for one in "abcdefghijklmnopqrstuvwxyz" for other in "abcdefghijklmnopqrstuvwxyz"]
    many = search(urlencode({"language": tags}, doseq=True))

    assert list(many.qs) == []
    assert many.wanted.languages == tuple(tags[:20])
    assert said(urlencode({"language": tags}, doseq=True))["language"][0] == "“aux” is not one of the choices."


PARAMETERS = [
    "near", "q", "day", "time", "date", "within", "area", "attend", "kind", "about", "programme", "for", "open", "who",
    "children", "access", "language", "slip", "sort", "page", "view", "plan", "[]", "",
]  # fmt: skip
VALUES = [
    "mon", "today", "now", "evening", "2026-11-24", "10", "12-step", "family", "alcohol", "yes", "en", "IP12 1AA",
    "52.1,1.3", "91,181", "Woodbridge", "\x00", "1" * 20, "-1", "%", "_", "'", '"', "\\", "İ", "e\u0301",
    "\ud800", "💚",
]  # fmt: skip
pairs = st.tuples(st.sampled_from(PARAMETERS), st.sampled_from(VALUES) | st.text(max_size=30))


@hypothesis_settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(pairs, max_size=9).map(lambda asked: urlencode(asked, errors="surrogatepass")) | st.text())
@example("near=%00&q=%00&day=%00&date=%00&within=%00&language=%00")
@example("near=%ED%A0%80&q=%ED%A0%80&day=%ED%A0%80")
@example("near=%FF%FE&q=%FF&sort=%FF")
@example("date=99999999999999999999-01-01&within=99999999999999999999&page=99999999999999999999")
@example("near=-0.0,-0.0&near=90,180&within=100&sort=nearest")
def test_no_query_string_breaks_it(db, query):
    asked = search(query)

    list(asked.qs)
    said = title_of(asked.wanted, today=MONDAY)
    assert said.startswith(said[:1].upper())
    assert hash(asked.wanted) == hash(search(query).wanted)


@pytest.mark.parametrize(
    ("query", "view", "page"),
    [
        ("", "list", 1),
        ("view=week&page=3", "week", 3),
        ("view=map&page=zzz", "map", 1),
        ("view=globe&page=-1", "list", 1),
        ("view=&page=", "list", 1),
        ("page=99999999999999999999", "list", 1),
        ("page=1.5&view=WEEK", "list", 1),
    ],
)
def test_how_to_look_is_read_with_the_rest_and_never_fails(query, view, page):
    asked = search(query)

    assert (asked.view, asked.page, asked.form.errors) == (view, page, {})
