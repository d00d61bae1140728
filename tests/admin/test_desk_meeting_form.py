"""The page of a meeting: what people type becomes facts, and what cannot be one is said beside its field."""

from datetime import date, time

import pytest

from groups.models import Meeting, OldSlug, Site
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK, FIFTH, FIRST, LAST, SECOND
from tests.admin.pages import errors, form_of, save
from tests.factories import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def saved(client, meeting, **changed) -> Meeting:
    response = save(client, meeting, **changed)
    assert errors(response) == {}
    return Meeting.objects.get(pk=meeting.pk)


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


def test_a_fortnightly_meeting_shows_one_of_its_dates_and_keeps_its_weeks(admin_client):
    meeting = make_meeting(interval=2, phase=0)
    form = form_of(admin_client, meeting)

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


def test_every_save_raises_the_revision_once(admin_client):
    before = Site.objects.get().revision

    saved(admin_client, make_meeting(), note="Ring the bell.")

    assert Site.objects.get().revision == before + 1


def test_a_changed_slug_leaves_a_way_from_the_old_one(admin_client):
    saved(admin_client, make_meeting(slug="monday"), slug="mondays")

    assert list(OldSlug.objects.values_list("kind", "slug", "leads_to")) == [("meeting", "monday", "mondays")]
