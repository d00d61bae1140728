"""Each question that can be asked of meetings, with a small example of what it finds and what it does not."""

from datetime import date, timedelta

import pytest

from groups.models import AccessAnswer, AccessFeature, Meeting, MeetingTag
from groups.rules.choices import ABOUT_ANYTHING, About, Answer, Approach, Attendance, Audience, Kind, Precision, Status
from groups.rules.geo import KM_IN, Point, kilometres
from tests.factories import make_area, make_group, make_meeting, make_programme, make_tag, make_venue, reindexed

pytestmark = pytest.mark.django_db

SELF, FAMILY, EVERYONE = Audience.SELF, Audience.FAMILY, Audience.EVERYONE
IN_PERSON, ONLINE, HYBRID = Attendance.IN_PERSON, Attendance.ONLINE, Attendance.HYBRID
IPSWICH = Point(52.0567, 1.1482)
TODAY = date(2026, 11, 23)


def named(found):
    """The names of what was found, in order of name."""
    return sorted(meeting.name for meeting in found)


def of_group(name, programme=None, **group):
    return make_meeting(name=name, group=make_group(programme=programme, **group))


def test_kinds_are_by_approach_and_family_is_a_kind_of_its_own_beside_it():
    twelve_step, smart = Approach.TWELVE_STEP, Approach.SMART
    of_group("AA", make_programme(approach=twelve_step, audience=SELF))
    of_group("Al-Anon", make_programme(approach=twelve_step, audience=FAMILY))
    of_group("SMART", make_programme(approach=smart, audience=SELF))
    of_group("SMART Family", make_programme(approach=smart, audience=FAMILY))
    of_group("AA for parents", make_programme(approach=twelve_step, audience=SELF), audience=FAMILY)
    of_group("Andy’s", make_programme(approach=Approach.COMMUNITY, audience=SELF))
    of_group("Dharma", make_programme(approach=Approach.OTHER, audience=EVERYONE))
    of_group("Café")
    of_group("Carers", audience=FAMILY)
    found = {kind: named(Meeting.objects.of_kinds(kind)) for kind in Kind}

    assert found == {
        Kind.TWELVE_STEP: ["AA", "AA for parents", "Al-Anon"],
        Kind.SMART: ["SMART", "SMART Family"],
        Kind.COMMUNITY: ["Andy’s", "Café", "Carers"],
        Kind.FAMILY: ["AA for parents", "Al-Anon", "Carers", "SMART Family"],
        Kind.OTHER: ["Dharma"],
    }
    assert Meeting.objects.count_by_kind() == {kind: len(names) for kind, names in found.items()}
    assert named(Meeting.objects.of_kinds(Kind.OTHER, Kind.SMART)) == ["Dharma", "SMART", "SMART Family"]


def test_what_is_for_everyone_is_for_both():
    for_all = make_programme(audience=EVERYONE)
    of_group("AA", make_programme(audience=SELF))
    of_group("Al-Anon", make_programme(audience=FAMILY))
    of_group("Anyone", for_all)
    of_group("Café")
    of_group("Brothers", for_all, audience=FAMILY)
    of_group("Own", make_programme(audience=FAMILY), audience=SELF)

    assert named(Meeting.objects.for_whom(SELF)) == ["AA", "Anyone", "Café", "Own"]
    assert named(Meeting.objects.for_whom(FAMILY)) == ["Al-Anon", "Anyone", "Brothers", "Café"]


def test_a_group_for_any_problem_fits_each_and_its_own_word_stands_above_its_programmes():
    of_group("AA", make_programme(about=About.ALCOHOL))
    of_group("NA and AA", make_programme(about=About.ALCOHOL | About.DRUGS))
    of_group("Any", make_programme(about=ABOUT_ANYTHING))
    of_group("Café")
    of_group("Gambling café", about=About.GAMBLING)
    of_group("Own", make_programme(about=About.ALCOHOL), about=About.FOOD)

    assert named(Meeting.objects.about(About.ALCOHOL)) == ["AA", "Any", "Café", "NA and AA"]
    assert named(Meeting.objects.about(About.GAMBLING)) == ["Any", "Café", "Gambling café"]
    assert named(Meeting.objects.about(About.DRUGS | About.FOOD)) == ["Any", "Café", "NA and AA", "Own"]


@pytest.mark.parametrize(
    ("ways", "found"),
    [
        ([IN_PERSON], ["both", "hall"]),
        ([ONLINE], ["both", "link"]),
        ([HYBRID], ["both"]),
        ([IN_PERSON, ONLINE], ["both", "hall", "link"]),
        ([ONLINE, HYBRID], ["both", "link"]),
    ],
)
def test_hybrid_counts_as_both(ways, found):
    for name, attendance in (("hall", IN_PERSON), ("link", ONLINE), ("both", HYBRID)):
        make_meeting(name=name, attendance=attendance)

    assert named(Meeting.objects.attended(*ways)) == found


def test_the_meetings_own_access_answer_wins_and_only_yes_is_yes():
    step_free, loop = (AccessFeature.objects.create(slug=slug, label=slug) for slug in ("step-free", "hearing-loop"))

    def make(name, venue=None, own=None, feature=step_free):
        meeting = make_meeting(name=name)
        for answer, of in ((venue, {"venue": meeting.venue}), (own, {"meeting": meeting})):
            if answer:
                AccessAnswer.objects.create(feature=feature, answer=answer, **of)
        reindexed(meeting)

    make("nobody said")
    make("venue yes", venue=Answer.YES)
    make("venue partly", venue=Answer.PARTLY)
    make("venue no, own yes", venue=Answer.NO, own=Answer.YES)
    make("venue yes, own no", venue=Answer.YES, own=Answer.NO)
    make("venue yes, own partly", venue=Answer.YES, own=Answer.PARTLY)
    make("only a loop", venue=Answer.YES, feature=loop)

    assert named(Meeting.objects.with_access("step-free")) == ["venue no, own yes", "venue yes"]
    assert named(Meeting.objects.with_access("step-free").with_access("hearing-loop")) == []


def test_tags_are_any_of_those_asked_and_a_meeting_is_found_once():
    women, newcomers = make_tag("women"), make_tag("newcomers")
    for name, tags in (("both", [women, newcomers]), ("women", [women]), ("none", [])):
        meeting = make_meeting(name=name)
        MeetingTag.objects.bulk_create(MeetingTag(meeting=meeting, tag=tag) for tag in tags)
        reindexed(meeting)

    assert named(Meeting.objects.tagged(["women", "newcomers"])) == ["both", "women"]
    assert named(Meeting.objects.tagged(["newcomers"])) == ["both"]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        (["en"], ["British", "none", "two"]),
        (["en-GB"], ["British", "none", "two"]),
        (["en-gb"], ["British", "none", "two"]),
        (["en-US"], []),
        (["pl"], ["Polish", "two"]),
        (["p"], []),
        (["bfi", "pl"], ["Polish", "signed", "two"]),
    ],
)
def test_languages_are_found_by_prefix_and_none_stated_is_the_sites(tags, found):
    for name, held_in in (("none", ""), ("British", "en-GB"), ("Polish", "pl"), ("two", "en-GB pl"), ("signed", "bfi")):
        make_meeting(name=name, languages=held_in)

    assert named(Meeting.objects.in_languages(*tags, site_language="en-gb")) == found


def test_areas_are_the_venues_else_the_groups():
    ipswich, leeds = make_area("Ipswich"), make_area("Leeds")
    here, there = make_group(area=ipswich), make_group(area=leeds)
    make_meeting(name="venue here", venue=make_venue(area=ipswich), group=there)
    make_meeting(name="venue there", venue=make_venue(area=leeds), group=here)
    make_meeting(name="venue unsaid", venue=make_venue(), group=here)
    make_meeting(name="online", attendance=ONLINE, group=here)
    make_meeting(name="online there", attendance=ONLINE, group=there)
    make_meeting(name="both", attendance=HYBRID, venue=make_venue(area=leeds), group=here)

    assert named(Meeting.objects.in_areas([ipswich.pk])) == ["online", "venue here", "venue unsaid"]
    assert len(Meeting.objects.in_areas([ipswich.pk, leeds.pk])) == 6


@pytest.mark.parametrize(
    ("status", "until", "listed", "or_later"),
    [
        (Status.LISTED, None, True, True),
        (Status.DRAFT, None, False, False),
        (Status.CLOSED, None, False, False),
        (Status.PAUSED, None, False, False),
        (Status.PAUSED, TODAY, False, True),
        (Status.PAUSED, TODAY - timedelta(days=1), True, True),
    ],
)
def test_a_pause_counts_as_listed_again_after_its_end_without_a_job(status, until, listed, or_later):
    stands = {"status": status, "paused_until": until}
    make_meeting(group=make_group(**stands))
    make_meeting(**stands)

    assert len(Meeting.objects.listed(on=TODAY)) == (2 if listed else 0)
    assert len(Meeting.objects.that_search_may_find()) == (2 if or_later else 0)


def test_near_is_within_and_each_row_carries_its_distance():
    spots = {"at it": (52.0567, 1.1482), "Woodbridge": (52.0938, 1.3204), "Norwich": (52.6309, 1.2974)}
    for name, (lat, lng) in spots.items():
        make_meeting(name=name, venue=make_venue(lat=lat, lng=lng))

    found = {meeting.name: meeting.km for meeting in Meeting.objects.near(IPSWICH, 20)}

    assert found == {
        name: pytest.approx(kilometres(IPSWICH, Point(*spots[name])), abs=1e-6) for name in ("at it", "Woodbridge")
    }
    assert named(Meeting.objects.near(IPSWICH, 100 * KM_IN["mi"])) == ["Norwich", "Woodbridge", "at it"]
    assert named(Meeting.objects.near(IPSWICH, 0.001)) == ["at it"]


def test_a_hidden_venue_is_found_by_its_areas_centre_and_an_online_meeting_nowhere():
    ipswich, leeds = make_area("Ipswich", lat=52.0567, lng=1.1482), make_area("Leeds", lat=53.8, lng=-1.55)
    hidden = {"precision": Precision.HIDDEN}
    make_meeting(name="point here, area there", venue=make_venue(area=leeds, **hidden))
    make_meeting(name="point there, area here", venue=make_venue(area=ipswich, lat=53.8, lng=-1.55, **hidden))
    make_meeting(name="no area", venue=make_venue(**hidden))
    make_meeting(name="no point", venue=make_venue(lat=None, lng=None, area=ipswich))
    make_meeting(name="online", attendance=ONLINE, group=make_group(area=ipswich))

    assert named(Meeting.objects.near(IPSWICH, 50)) == ["point there, area here"]


def test_without_a_point_there_is_no_distance():
    make_meeting(attendance=ONLINE)
    make_meeting(venue=make_venue(lat=None, lng=None))
    make_meeting(venue=make_venue(precision=Precision.HIDDEN))

    assert [meeting.km for meeting in Meeting.objects.with_distance(IPSWICH)] == [None] * 3


@pytest.mark.parametrize("here", [179.99, -179.99, 180, -180])
def test_near_goes_across_the_date_line(here):
    for lng in (179.95, -179.95, 179, -179):
        make_meeting(name=str(lng), venue=make_venue(lat=-17, lng=lng))

    assert named(Meeting.objects.near(Point(-17, here), 20)) == ["-179.95", "179.95"]


def test_near_the_other_side_of_the_world_is_half_way_round():
    make_meeting(venue=make_venue(lat=-52.0567, lng=1.1482 - 180))

    [meeting] = Meeting.objects.with_distance(IPSWICH)
    assert meeting.km == pytest.approx(20015.1, abs=0.1)


def test_zones_are_those_that_meetings_state_each_once():
    for zone in ("", "America/New_York", "", "America/New_York", "Asia/Kolkata"):
        make_meeting(time_zone=zone)

    assert Meeting.objects.zones() == ("", "America/New_York", "Asia/Kolkata")
