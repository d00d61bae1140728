"""The desk of meetings: what people type becomes facts, and what cannot be one is said beside its field."""

import re
from datetime import date, time

import pytest
from django.utils import timezone

from groups.models import AccessAnswer, AccessFeature, Meeting, MeetingException, MeetingTag, OldSlug, Site
from groups.rules.choices import Status
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK, FIFTH, FIRST, LAST, SECOND
from tests.admin.pages import errors, filled_in, form_of, page_of, save
from tests.factories import (
    make_area,
    make_exception,
    make_feed,
    make_group,
    make_meeting,
    make_programme,
    make_tag,
    make_venue,
)

pytestmark = pytest.mark.django_db

DESK = "/admin/groups/meeting/"


@pytest.fixture(autouse=True)
def site():
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0]


@pytest.fixture
def at_noon(monkeypatch):
    """Monday 23 November 2026."""
    noon = timezone.datetime(2026, 11, 23, 12, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "now", lambda: noon)


def found(client, query: str) -> list[str]:
    return sorted(meeting.title for meeting in client.get(f"{DESK}?{query}").context["cl"].result_list)


def saved(client, meeting, **changed) -> Meeting:
    response = save(client, meeting, **changed)
    assert errors(response) == {}
    return Meeting.objects.get(pk=meeting.pk)


@pytest.mark.parametrize("typed", ["IP12 1AA", "ip121aa", "IP12", "deben", "kettle", "trinity", "woodbridge", "AA"])
def test_a_meeting_is_found_by_what_callers_say(admin_client, typed):
    group = make_group("Kettle On", programme=make_programme(short_name="AA"))
    venue = make_venue("Trinity Hall", town="Woodbridge", postcode="IP12 1AA")
    make_meeting(name="Deben Steps", group=group, venue=venue)
    make_meeting(group=make_group("Other"), venue=make_venue("Quay", postcode="IP1 2AA"))

    assert found(admin_client, f"q={typed}") == ["Deben Steps"]


def test_the_filters_narrow_to_what_they_say(admin_client):
    suffolk = make_area("Suffolk", slug="suffolk", kind="county")
    ipswich = make_area("Ipswich", slug="ipswich", parent=suffolk)
    steps = make_group("Steps", programme=make_programme(slug="alcoholics-anonymous"), area=make_area("Norfolk"))
    feed = make_feed()
    make_meeting(group=steps, venue=make_venue(area=ipswich), feed=feed, feed_key="1")
    make_meeting(group=make_group("Kettle", area=ipswich), attendance="online", weekday=6)
    make_meeting(group=make_group("Café"), by_arrangement=True, weekday=6, status=Status.DRAFT)

    assert found(admin_client, "day=6") == ["Kettle"]
    assert found(admin_client, "day=by-arrangement") == ["Café"]
    assert found(admin_client, "attendance__exact=online") == ["Kettle"]
    assert found(admin_client, "programme=alcoholics-anonymous") == ["Steps"]
    assert found(admin_client, "kind=community") == ["Café", "Kettle"]
    assert found(admin_client, "in=suffolk") == ["Kettle", "Steps"]
    assert found(admin_client, "status__exact=draft") == ["Café"]
    assert found(admin_client, f"feed__id__exact={feed.pk}") == ["Steps"]


def test_a_row_says_when_and_where(admin_client):
    make_meeting(group=make_group("Harbour Lights"), weeks=LAST, weekday=4, starts_at=time(12), attendance="hybrid")

    page = admin_client.get(DESK).content.decode()

    assert "Last Friday of the month, midday" in page
    assert "Trinity Hall, Ipswich and online" in page


def test_a_page_says_the_rule_in_words_and_the_next_six_dates(admin_client, at_noon):
    meeting = make_meeting(weeks=FIRST | LAST, minutes=90, status=Status.DRAFT)
    make_exception(meeting, "cancelled", date(2026, 12, 7))
    make_exception(meeting, "moved", date(2026, 12, 28), to=date(2026, 12, 29))

    page = admin_client.get(page_of(meeting)).content.decode()

    assert "1st and last Mondays, 7:30pm to 9pm" in page
    coming = re.findall(r"<div>([^<\n]*, 7:30pm[^<\n]*)</div>", page)
    assert coming == [
        "Monday 30 November, 7:30pm",
        "Tuesday 29 December, 7:30pm (moved here)",
        "Monday 4 January, 7:30pm",
        "Monday 25 January, 7:30pm",
        "Monday 1 February, 7:30pm",
        "Monday 22 February, 7:30pm",
    ]


@pytest.mark.parametrize(
    ("typed", "kept"), [("7.30pm", time(19, 30)), ("19:30", time(19, 30)), ("noon", time(12)), ("9am", time(9))]
)
def test_a_time_is_typed_as_people_say_it(admin_client, typed, kept):
    assert saved(admin_client, make_meeting(), starts_at=typed).starts_at == kept


@pytest.mark.parametrize(
    ("ticked", "kept"),
    [
        ([], EVERY_WEEK),
        (["1", "2", "4", "8", "16", "32"], EVERY_WEEK),
        (["1", "2", "4", "8", "16"], EVERY_WEEK),
        (["2", "32"], SECOND | LAST),
        (["16", "32"], LAST),
        (["16"], FIFTH),
    ],
)
def test_ticked_weeks_are_kept_in_their_one_form(admin_client, ticked, kept):
    assert saved(admin_client, make_meeting(weeks=FIRST), weeks=ticked).weeks == kept


def test_no_month_ticked_is_every_month(admin_client):
    assert saved(admin_client, make_meeting(months=7), months=[]).months == EVERY_MONTH


def test_open_weeks_may_be_none(admin_client):
    assert saved(admin_client, make_meeting(open_weeks=LAST), open_weeks=[]).open_weeks == 0


def test_every_other_week_is_counted_from_a_date_on_which_it_meets(admin_client):
    meeting = saved(admin_client, make_meeting(), interval="2", counted_from="30/11/2026")

    assert meeting.rule.falls_on(date(2026, 11, 30))
    assert not meeting.rule.falls_on(date(2026, 12, 7))


def test_a_fortnightly_meeting_shows_one_of_its_dates_and_keeps_its_weeks(admin_client, at_noon):
    meeting = make_meeting(interval=2, phase=0)
    form = form_of(admin_client, meeting)

    assert form["counted_from"] == ["23/11/2026"] or form["counted_from"] == ["30/11/2026"]
    day = date(*reversed([int(part) for part in form["counted_from"][0].split("/")]))
    assert meeting.rule.falls_on(day)
    assert saved(admin_client, meeting, weekday="2").phase == 0


def test_a_meeting_that_becomes_weekly_counts_no_weeks(admin_client):
    meeting = saved(admin_client, make_meeting(interval=2, phase=1), interval="1")

    assert (meeting.interval, meeting.phase) == (1, 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"counted_from": ""}, "Enter a date on which it meets, to count the weeks from."),
        ({"counted_from": "01/12/2026"}, "This date is a Tuesday."),
    ],
)
def test_every_other_week_needs_a_date_of_its_own(admin_client, typed, said):
    response = save(admin_client, make_meeting(), interval="2", **typed)

    assert errors(response) == {"counted_from": [said]}


@pytest.mark.parametrize(
    ("typed", "kept"), [("en-gb PL", "en-GB pl"), ("bfi, cy", "bfi cy"), ("zh-hant-tw", "zh-Hant-TW"), ("", "")]
)
def test_languages_are_kept_as_tags(admin_client, typed, kept):
    assert saved(admin_client, make_meeting(), languages=typed).languages == kept


@pytest.mark.parametrize("typed", ["Polish", "en_GB", "x", "en GB-"])
def test_what_is_no_language_tag_is_said(admin_client, typed):
    assert "languages" in errors(save(admin_client, make_meeting(), languages=typed))


def test_a_time_zone_may_be_typed_in_any_case(admin_client):
    assert saved(admin_client, make_meeting(), time_zone="america/new york").time_zone == "America/New_York"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"time_zone": "Ipswich"}, {"time_zone": ["Enter a time zone such as Europe/London, or leave it blank."]}),
        ({"venue": ""}, {"venue": ["A meeting in person needs a venue."]}),
        ({"weekday": ""}, {"weekday": ["Enter the day and the time, or tick “By arrangement”."]}),
        ({"starts_at": ""}, {"starts_at": ["Enter the day and the time, or tick “By arrangement”."]}),
        ({"starts_at": "late"}, {"starts_at": ["Enter a time such as 7:30pm or 19:30."]}),
        ({"minutes": "1441"}, {"minutes": ["A meeting lasts from 1 minute to 24 hours."]}),
        (
            {"first": "02/01/2027", "last": "01/01/2027"},
            {"last": ["The last date comes after the first one."]},
        ),
        (
            {"youngest": "18", "oldest": "12"},
            {"oldest": ["The youngest age is below the oldest, and both are 0 to 120."]},
        ),
        (
            {"online_link": "https://zoom.example/j/1?pwd=secret"},
            {"online_link": ["This link holds a passcode. Leave it out: people ask the group for it."]},
        ),
        (
            {"paused_until": "01/01/2030"},
            {"paused_until": ["“Paused until” is for a meeting that is paused."]},
        ),
        (
            {"interval": "0"},
            {"interval": ["The weeks between meetings are 1 to 52, counted from a week of its own."]},
        ),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(admin_client, typed, said):
    assert errors(save(admin_client, make_meeting(), **typed)) == said


def test_an_online_meeting_says_how_to_join_and_has_no_venue(admin_client):
    response = save(admin_client, make_meeting(), attendance="online")

    assert errors(response) == {
        "venue": [
            "A meeting that is only online has no venue. Choose “In person and online” if it meets at a venue too."
        ],
        "online_link": ["An online meeting needs a link, a phone number, or a tick at “Ask the group”."],
    }


def line(part: str, number: int, **values) -> dict:
    """One more line inside a meeting."""
    total = {f"{part}-TOTAL_FORMS": str(number + 1)}
    return total | {f"{part}-{number}-{name}": value for name, value in values.items()}


def test_an_exception_is_entered_for_one_date(admin_client):
    meeting = make_meeting()

    saved(admin_client, meeting, **line("exceptions", 0, kind="cancelled", first="30/11/2026"))

    exception = MeetingException.objects.get()
    assert (exception.first, exception.last) == (date(2026, 11, 30), date(2026, 11, 30))


def test_a_moved_meeting_says_where_to(admin_client):
    response = save(admin_client, make_meeting(), **line("exceptions", 0, kind="moved", first="30/11/2026"))

    assert errors(response) == {"exceptions-0-to": ["Say what is different: the new date, time, venue, room or link."]}


def test_a_moved_meeting_takes_a_time_as_people_say_it(admin_client):
    said = line("exceptions", 0, kind="moved", first="30/11/2026", starts_at="8.15pm")

    saved(admin_client, make_meeting(), **said)

    exception = MeetingException.objects.get()
    assert (exception.starts_at, exception.arrives_on) == (time(20, 15), date(2026, 11, 30))


def test_tags_hold_in_the_weeks_that_are_ticked(admin_client):
    speaker, women = make_tag("speaker"), make_tag("women")
    said = line("meeting_tags", 0, tag=str(speaker.pk), weeks=["1"]) | line("meeting_tags", 1, tag=str(women.pk))

    saved(admin_client, make_meeting(), **said)

    assert dict(MeetingTag.objects.values_list("tag__slug", "weeks")) == {"speaker": FIRST, "women": EVERY_WEEK}


def test_the_same_tag_twice_is_said_beside_the_second(admin_client):
    tag = str(make_tag().pk)
    said = line("meeting_tags", 0, tag=tag) | line("meeting_tags", 1, tag=tag)

    assert errors(save(admin_client, make_meeting(), **said)) == {
        "meeting_tags-1-tag": ["This stands on another line already."]
    }


def test_the_same_feature_twice_is_said_beside_the_second(admin_client):
    feature = str(AccessFeature.objects.create(slug="lift", label="Lift").pk)
    said = line("access_answers", 0, feature=feature, answer="yes") | line(
        "access_answers", 1, feature=feature, answer="no"
    )

    assert errors(save(admin_client, make_meeting(), **said)) == {
        "access_answers-1-feature": ["This stands on another line already."]
    }


def test_a_new_meeting_may_be_entered_whole(admin_client):
    group, venue, tag = make_group("Harbour Lights"), make_venue(), make_tag()
    feature = AccessFeature.objects.create(slug="lift", label="Lift")
    form = filled_in(admin_client.get(f"{DESK}add/"), "meeting_form")
    form |= {
        "group": str(group.pk),
        "attendance": "in-person",
        "venue": str(venue.pk),
        "weekday": "0",
        "starts_at": "7pm",
        "status": "listed",
        **line("meeting_tags", 0, tag=str(tag.pk)),
        **line("access_answers", 0, feature=str(feature.pk), answer="partly"),
        **line("exceptions", 0, kind="extra", first="01/12/2026"),
    }

    assert errors(admin_client.post(f"{DESK}add/", form)) == {}
    meeting = Meeting.objects.get()
    assert meeting.slug == "harbour-lights-monday-7pm"
    assert (meeting.months, meeting.weeks, meeting.interval, meeting.phase) == (EVERY_MONTH, EVERY_WEEK, 1, 0)
    assert (meeting.tags.get(), meeting.exceptions.get().first) == (tag, date(2026, 12, 1))
    assert AccessAnswer.objects.get(meeting=meeting).answer == "partly"


def test_an_answer_is_taken_away_by_an_editor_who_may_delete_nothing(editor_client):
    meeting = make_meeting()
    feature = AccessFeature.objects.create(slug="lift", label="Lift")
    answer = AccessAnswer.objects.create(meeting=meeting, feature=feature, answer="yes")

    saved(editor_client, meeting, **{"access_answers-0-DELETE": "on", "access_answers-0-id": str(answer.pk)})

    assert not AccessAnswer.objects.exists()


def test_every_save_raises_the_revision_once(admin_client):
    before = Site.objects.get().revision

    saved(admin_client, make_meeting(), note="Ring the bell.")

    assert Site.objects.get().revision == before + 1


def test_a_changed_slug_leaves_a_way_from_the_old_one(admin_client):
    saved(admin_client, make_meeting(slug="monday"), slug="mondays")

    assert list(OldSlug.objects.values_list("kind", "slug", "leads_to")) == [("meeting", "monday", "mondays")]
