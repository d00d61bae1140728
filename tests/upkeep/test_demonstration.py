"""The demonstration: whole, on its dates, there once; and what it stands among is left as it was."""

from datetime import date, time, timedelta

import pytest
from django.core.management import call_command
from django.db.models import Q

from groups.models import (
    DEMONSTRATION,
    AccessAnswer,
    Area,
    Confirmation,
    Deed,
    Feed,
    Group,
    Meeting,
    MeetingException,
    MeetingTag,
    OldSlug,
    Place,
    Programme,
    Site,
    Venue,
)
from groups.rules.choices import Precision, Status
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK
from groups.search import areas
from groups.upkeep import demonstration
from groups.upkeep.confirming import confirm
from groups.upkeep.demonstration import NoDemonstration
from tests import loading
from tests.factories import make_area, make_exception, make_feed, make_group, make_meeting, make_tag, make_venue

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 5, 8)
ON_A_FEED = (Area, Venue, Group, Meeting)
TABLES = (*ON_A_FEED, Feed, MeetingException, MeetingTag, AccessAnswer, Confirmation, OldSlug)


def everything(*, but=()):
    """Every row of every table, by table."""
    return {
        model: [
            {name: value for name, value in row.items() if name not in but}
            for row in model.objects.order_by("pk").values()
        ]
        for model in TABLES
    }


def loaded_on(day):
    """What `demonstration.load(day)` leaves."""
    loading.put_in(("demonstration", day), lambda: demonstration.load(day))


def meeting_of(key):
    return Meeting.objects.get(feed_key=key)


def test_everything_hangs_on_the_feed_and_could_have_been_entered_by_hand():
    loaded = demonstration.load(FRIDAY)

    feed = Feed.objects.get()
    assert feed.name == DEMONSTRATION
    assert (loaded.groups, loaded.meetings) == (Group.objects.count(), Meeting.objects.count())
    assert loaded.groups >= 75
    assert loaded.meetings >= 175
    for model in ON_A_FEED:
        assert not model.objects.exclude(feed=feed).exists()
        assert not model.objects.filter(Q(feed_key="") | Q(last_seen=None)).exists()
    for model in (*ON_A_FEED, MeetingException, MeetingTag, AccessAnswer, Confirmation):
        for record in model.objects.all():
            record.full_clean()


def test_it_holds_every_recurrence_state_and_way_of_meeting():
    loaded_on(FRIDAY)
    meetings = Meeting.objects.filter(by_arrangement=False)

    assert {*meetings.values_list("weekday", flat=True)} == {*range(7)}
    assert {EVERY_WEEK, 0b000101, 0b001010, 0b010000, 0b100000} <= {*meetings.values_list("weeks", flat=True)}
    assert {*meetings.filter(interval=2).values_list("phase", flat=True)} == {0, 1}
    assert meetings.exclude(months=EVERY_MONTH).exists()
    assert meetings.filter(first__isnull=False, last=None).exists()
    assert meetings.filter(first__lt=FRIDAY, last__gt=FRIDAY).exists()
    assert Meeting.objects.filter(by_arrangement=True).exists()
    assert {*Meeting.objects.values_list("attendance", flat=True)} == {"in-person", "online", "hybrid"}
    assert {*MeetingException.objects.values_list("kind", flat=True)} == {"cancelled", "moved", "extra"}
    standing = {*Group.objects.values_list("status", flat=True)} | {*Meeting.objects.values_list("status", flat=True)}
    assert standing == {"draft", "listed", "paused", "closed"}
    assert not Group.objects.filter(status=Status.CLOSED, status_reason="").exists()


def test_nothing_public_names_the_hidden_venue_and_nobody_gets_letters():
    loaded_on(FRIDAY)

    told = " ".join(
        str(value)
        for model in (Group, Meeting)
        for row in model.objects.values()
        for name, value in row.items()
        if name != "feed_values"
    )
    hidden = Venue.objects.filter(precision=Precision.HIDDEN)
    assert hidden.exists()
    assert [venue for venue in hidden if venue.name in told or venue.address in told or venue.postcode in told] == []
    assert not Group.objects.exclude(private_contact="").exists()


def test_dates_count_from_the_day_of_loading():
    loaded_on(FRIDAY)

    def exceptions(key):
        return [(e.first, e.last, e.to, e.starts_at) for e in meeting_of(key).exceptions.all()]

    second_coming = date(2026, 5, 22)  # today does not count
    assert exceptions("ropewalk-friday-fri") == [(second_coming, second_coming, None, time(18, 30))]
    assert exceptions("fleece-yard-wed") == [(date(2026, 5, 13), date(2026, 6, 3), None, None)]
    assert exceptions("pier-end-thu") == [(date(2026, 5, 21), date(2026, 5, 21), date(2026, 5, 22), time(19))]
    last_wednesday = date(2026, 5, 27)
    assert exceptions("second-time-around-wed") == [(last_wednesday, last_wednesday, None, None)]
    assert exceptions("late-lantern-sat") == [(date(2026, 5, 17), date(2026, 5, 17), None, time(22))]
    marathon = meeting_of("lantern-morning-marathon")
    assert marathon.first == marathon.last == date(2026, 5, 30)  # the first Saturday 16 days on or later
    assert Group.objects.get(feed_key="fresh-ink").paused_until == date(2026, 6, 17)
    assert Group.objects.get(feed_key="mill-stream-families").paused_until is None  # until told
    assert meeting_of("saturday-bench-sat").paused_until == date(2026, 6, 2)


def test_an_extra_date_that_the_rule_names_already_is_the_day_after():
    nine_days_before_a_saturday = date(2026, 5, 7)
    demonstration.load(nine_days_before_a_saturday)

    assert meeting_of("late-lantern-sat").exceptions.get().first == date(2026, 5, 17)


def test_checks_are_logged_and_shown():
    loaded_on(FRIDAY)

    group = Group.objects.get(feed_key="ropewalk-friday")
    twelve_days_ago = date(2026, 4, 26)
    assert (group.confirmed_on, group.confirmed_by) == (twelve_days_ago, "group")
    assert list(group.confirmations.values_list("on", "by", "role")) == [(twelve_days_ago, "group", DEMONSTRATION)]
    assert Group.objects.filter(confirmed_on=None).exists()
    shown = Group.objects.exclude(confirmed_on=None).count() + Meeting.objects.exclude(confirmed_on=None).count()
    assert shown == Confirmation.objects.count()


def test_addresses_are_readable():
    loaded_on(FRIDAY)

    assert Group.objects.get(feed_key="ropewalk-friday").slug == "ropewalk-friday"
    assert meeting_of("harbour-lights-fri").slug == "harbour-lights-friday-7-30pm"
    assert meeting_of("ropewalk-friday-fri").slug == "ropewalk-friday-7-30pm"
    assert Area.objects.get(feed_key="bury-st-edmunds").slug == "bury-st-edmunds"


def test_loading_again_changes_nothing():
    loaded_on(FRIDAY)
    before = everything(but=["id"])
    keys = {model: [*model.objects.order_by("pk").values_list("pk", flat=True)] for model in ON_A_FEED}

    demonstration.load(FRIDAY)

    assert everything(but=["id"]) == before
    assert {model: [*model.objects.order_by("pk").values_list("pk", flat=True)] for model in ON_A_FEED} == keys


def test_loading_on_another_day_moves_the_dates_and_nothing_else():
    loaded_on(FRIDAY)
    before, later = everything(), FRIDAY + timedelta(weeks=3)
    demonstration.load(later)
    after = everything()

    assert {model: len(rows) for model, rows in after.items()} == {model: len(rows) for model, rows in before.items()}
    moving = {"first", "last", "paused_until", "confirmed_on", "last_seen", "feed_values"}
    for model in ON_A_FEED:
        assert [{k: v for k, v in row.items() if k not in moving} for row in after[model]] == [
            {k: v for k, v in row.items() if k not in moving} for row in before[model]
        ]
    assert not MeetingException.objects.filter(first__lte=later).exists()
    assert Group.objects.get(feed_key="ropewalk-friday").confirmed_on == later - timedelta(days=12)
    assert Confirmation.objects.get(group__feed_key="ropewalk-friday").on == later - timedelta(days=12)
    assert meeting_of("saturday-bench-sat").paused_until == later + timedelta(days=25)
    assert meeting_of("lantern-morning-marathon").first == date(2026, 6, 20)


def test_what_staff_changed_stays_at_the_next_loading():
    loaded_on(FRIDAY)
    Group.objects.filter(feed_key="ropewalk-friday").update(description="We wrote this.", slug="ropewalk")
    Meeting.objects.filter(feed_key="ropewalk-friday-fri").update(weekday=3)
    kept, dropped = meeting_of("noon-bell-wed"), meeting_of("pier-end-thu")
    own = make_exception(kept, "cancelled", date(2026, 12, 23))
    dropped.exceptions.all().delete()
    confirm(on=FRIDAY, by="visit", role="editor", groups=[dropped.group])

    demonstration.load(FRIDAY + timedelta(weeks=1))

    group = Group.objects.get(feed_key="ropewalk-friday")
    assert (group.description, group.slug) == ("We wrote this.", "ropewalk")
    meeting = meeting_of("ropewalk-friday-fri")
    assert (meeting.weekday, meeting.feed_values["weekday"]) == (3, 4)
    assert own in kept.exceptions.all()
    assert not dropped.exceptions.exists()
    dropped.group.refresh_from_db()
    assert (dropped.group.confirmed_on, dropped.group.confirmed_by) == (FRIDAY, "visit")


def test_an_area_or_venue_that_somebody_entered_already_is_used_as_it_is():
    suffolk = make_area("Suffolk", slug="suffolk", kind="county")
    venue = make_venue("Lantern House", postcode="IP1 1CV", directions="By the door.")
    areas.work_out()
    before = everything()

    demonstration.load(FRIDAY)

    assert Area.objects.filter(name="Suffolk").get() == suffolk
    assert Venue.objects.filter(name="Lantern House").get() == venue
    assert venue.meetings.filter(feed__name=DEMONSTRATION).exists()
    demonstration.clear()
    assert everything() == before


def test_a_slug_that_is_or_was_taken_is_left_to_its_owner():
    make_group("Harbour Lights", slug="harbour-lights")
    OldSlug.objects.create(kind="group", slug="noon-bell", leads_to="harbour-lights")

    demonstration.load(FRIDAY)

    assert Group.objects.get(feed_key="harbour-lights").slug == "harbour-lights-2"
    assert Group.objects.get(feed_key="noon-bell").slug == "noon-bell-2"


def test_clearing_leaves_every_real_row_as_it_was():
    call_command("load_shipped", verbosity=0)
    real_feed = make_feed("a-feed", area=make_area("Leeds"))
    group = make_group(programme=Programme.objects.get(slug="alcoholics-anonymous"), feed=real_feed, feed_key="7")
    meeting = make_meeting(group=group, slug="harbour-lights-friday-7-30pm")
    make_exception(meeting, "cancelled", FRIDAY)
    MeetingTag.objects.create(meeting=meeting, tag=make_tag("quiet"))
    OldSlug.objects.create(kind="group", slug="harbour", leads_to=group.slug)
    confirm(on=FRIDAY, by="phone", groups=[group], meetings=[meeting])
    before, site = everything(), Site.objects.values().get()
    programmes = [*Programme.objects.order_by("pk").values()]

    demonstration.load(FRIDAY)
    demonstration.clear()

    assert everything() == before
    assert [*Programme.objects.order_by("pk").values()] == programmes
    assert Site.objects.values().get() == site | {"revision": Site.objects.get().revision}


def test_what_real_records_share_stays_and_loses_its_mark():
    loaded_on(FRIDAY)
    town, venue = Area.objects.get(slug="woodbridge"), Venue.objects.get(feed_key="lantern-house")
    group = make_group(area=town)
    meeting = make_meeting(group=group, venue=venue)
    moved = make_exception(meeting, "moved", FRIDAY, venue=Venue.objects.get(feed_key="st-osyth"))
    invented = Group.objects.get(feed_key="noon-bell")
    added = make_meeting(group=invented, venue=make_venue("Real Hall", area=Area.objects.get(slug="eye")))
    feed = make_feed(area=Area.objects.get(slug="clare"))
    real = {record: type(record).objects.values().get(pk=record.pk) for record in (group, meeting, moved, added, feed)}
    shared = {
        record: type(record).objects.values().get(pk=record.pk)
        for record in (town, venue, moved.venue, invented, feed.area)
    }
    access = [*venue.access_answers.order_by("pk").values()]

    cleared = demonstration.clear()

    assert {record: type(record).objects.values().get(pk=record.pk) for record in real} == real
    unmarked = {"feed_id": None, "feed_key": "", "feed_values": {}, "last_seen": None}
    never_checked = {"confirmed_on": None, "confirmed_by": ""}
    for record, values in shared.items():
        now = type(record).objects.values().get(pk=record.pk)
        assert now == values | unmarked | (never_checked if record == invented else {})
    assert [*venue.access_answers.order_by("pk").values()] == access
    assert {*Group.objects.all()} == {group, invented}
    assert {*Meeting.objects.all()} == {meeting, added}
    assert {*Venue.objects.values_list("name", flat=True)} == {venue.name, moved.venue.name, "Real Hall"}
    parents = {"england", "east-of-england", "suffolk", "east-suffolk", "west-suffolk", "mid-suffolk"}
    towns = {"woodbridge", "ipswich", "eye", "clare"}
    assert {*Area.objects.values_list("slug", flat=True)} == {*parents, "ipswich-borough", *towns}
    assert cleared.kept == 1 + 2 + Area.objects.count()
    assert not Confirmation.objects.exists()
    assert [*Feed.objects.all()] == [feed]


def test_old_addresses_of_what_is_cleared_go_with_it():
    loaded_on(FRIDAY)
    Group.objects.filter(feed_key="noon-bell").update(slug="midday-bell")
    OldSlug.objects.create(kind="group", slug="noon-bell", leads_to="midday-bell")
    OldSlug.objects.create(kind="group", slug="bell", leads_to="noon-bell")
    other = OldSlug.objects.create(kind="programme", slug="bell", leads_to="midday-bell")

    demonstration.clear()

    assert [*OldSlug.objects.all()] == [other]


def test_after_clearing_it_can_be_loaded_again_as_it_was():
    loaded_on(FRIDAY)
    slugs = {model: {*model.objects.values_list("slug", flat=True)} for model in (Area, Group, Meeting)}
    demonstration.clear()
    assert {model: model.objects.count() for model in TABLES} == dict.fromkeys(TABLES, 0)

    demonstration.load(FRIDAY)

    assert {model: {*model.objects.values_list("slug", flat=True)} for model in (Area, Group, Meeting)} == slugs


def test_the_site_says_suffolk_while_the_demonstration_is_there():
    Site.objects.create(pk=1, name="Somewhere")
    demonstration.load(FRIDAY)
    site = Site.objects.get()
    assert (site.home_area.slug, site.area_covered) == ("suffolk", "Suffolk")
    loaded = site.revision

    demonstration.clear()

    site = Site.objects.get()
    assert (site.home_area, site.area_covered) == (None, "")
    assert site.revision > loaded > 1


def test_what_staff_say_on_the_site_stays():
    leeds = make_area("Leeds")
    Site.objects.create(pk=1, name="Somewhere", area_covered="Suffolk")
    demonstration.load(FRIDAY)
    Site.objects.update(home_area=leeds)
    demonstration.load(FRIDAY)
    demonstration.clear()
    assert Site.objects.values_list("home_area", "area_covered").get() == (leeds.pk, "Suffolk")

    Site.objects.update(area_covered="")
    demonstration.load(FRIDAY)
    Site.objects.update(home_area=Area.objects.get(slug="ipswich"), area_covered="")
    demonstration.load(FRIDAY)
    demonstration.clear()
    assert Site.objects.values_list("home_area__slug", "area_covered").get() == ("ipswich", "")


def test_there_may_be_none_to_clear():
    with pytest.raises(NoDemonstration):
        demonstration.clear()


def test_the_commands_say_what_they_did(capsys):
    call_command("load_demo")
    groups, meetings, places = Group.objects.count(), Meeting.objects.count(), Place.objects.count()
    call_command("clear_demo")
    call_command("clear_demo")

    assert capsys.readouterr().out.splitlines() == [
        f"Loaded {groups} groups and {meetings} meetings of the demonstration, and {places} places."
        " Take the listings away with clear_demo.",
        f"Took away {groups} groups and {meetings} meetings of the demonstration. Places stay: they are facts.",
        "There is no demonstration to take away.",
    ]
    assert (Group.objects.count(), Place.objects.count()) == (0, places)


def test_loading_and_clearing_are_a_deed_each():
    loaded_on(FRIDAY)
    demonstration.clear()

    assert list(Deed.objects.values_list("source", "by_words", "said")) == [
        ("command", "clear_demo", "The demonstration was taken away"),
        ("command", "load_demo", "The demonstration was loaded"),
    ]
