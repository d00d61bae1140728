"""Services of every make, for what has to hold of all of them."""

from datetime import UTC, date, datetime, time

from hypothesis import strategies as st

from groups.exchange.listing import NO_AREA, AccessSaid, AreaAround, Columns, ExceptionSaid, Listing, TagSaid
from groups.exchange.open_referral.ids import Ids
from groups.exchange.open_referral.service import Organisation, Pause, Service, is_paused, status_of
from groups.exchange.open_referral.writing import Writer
from groups.rules.choices import (
    ABOUT_ANYTHING,
    Answer,
    Approach,
    Attendance,
    Audience,
    BankHolidays,
    Cost,
    ExceptionKind,
    Joining,
    Precision,
    Status,
    WhoMayCome,
    YesNo,
)
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK

ON = date(2026, 1, 5)
FAMILIES = {"women": "who", "speaker": "format", "tea": "custom"}
SUFFOLK = AreaAround("ipswich", "Ipswich", ("England", "Suffolk"), 52.06, 1.15)
WRITER = Writer(Ids("example.org"), "https://example.org", "GB", "Europe/London", ON, FAMILIES)

WORDS = st.sampled_from(["Harbour", "Quay & Sons", "Môr", "St Mary’s", "Tuesday", "<i>Tea</i>", "7.30", "O’Neill"])
TEXT = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
MAYBE = st.just("") | TEXT
LINKS = st.sampled_from(["", "https://zoom.us/j/123"])
DATES = st.dates(date(2026, 1, 5), date(2027, 12, 31))


def maybe(choices):
    return st.sampled_from(["", *choices.values])


@st.composite
def rules(draw):
    """The rule of a meeting, in the forms that can be stored."""
    way = draw(st.sampled_from(["weekly", "of the month", "every few weeks", "by arrangement"]))
    first, last = draw(st.none() | DATES), draw(st.none() | DATES)
    if first and last and last < first:
        first, last = last, first
    fields = {"weekday": draw(st.integers(0, 6)), "starts_at": draw(st.times()).replace(second=0, microsecond=0),
              "minutes": draw(st.none() | st.integers(1, 1440)), "first": first, "last": last}  # fmt: skip
    if way == "of the month":
        fields["weeks"] = draw(st.sampled_from(CANONICAL_WEEKS))
    if way == "every few weeks":
        fields["interval"] = draw(st.integers(2, 8))
        fields["phase"] = draw(st.integers(0, fields["interval"] - 1))
    if way == "by arrangement":
        fields |= {"by_arrangement": True, "first": None, "last": None}
        fields |= draw(st.sampled_from([{}, {"weekday": None, "starts_at": None, "minutes": None}]))
    elif draw(st.booleans()):
        fields["months"] = draw(st.integers(1, EVERY_MONTH))
    return fields


@st.composite
def venues(draw, number):
    """A venue, of which anything may be unknown but that by which it is told from others."""
    name = draw(MAYBE)
    address = draw(st.sampled_from(["", "{} Fore Street", "The Annexe\n{} Fore Street", "Flat 2, {} Fore Street"]))
    postcode = draw(st.sampled_from(["", "IP{} 1AA"]))
    if not (address or postcode):
        name = f"{name} {number}"
    point = draw(st.none() | st.tuples(st.floats(49, 61), st.floats(-8, 2)))
    return {
        "venue": number, "venue_name": name, "venue_address": address.format(number),
        "venue_town": draw(st.sampled_from(["", "Ipswich", "Stowmarket"])),
        "venue_postcode": postcode.format(number), "venue_country": draw(st.sampled_from(["", "IE"])),
        "venue_area": draw(st.none() | st.just(5)),
        "venue_directions": draw(MAYBE), "venue_precision": draw(st.sampled_from(Precision.values)),
        "venue_lat": point and round(point[0], 5), "venue_lng": point and round(point[1], 5),
    }  # fmt: skip


@st.composite
def exceptions(draw):
    """A date, or a span of dates, on which a meeting differs."""
    kind = draw(st.sampled_from(ExceptionKind.values))
    first = draw(DATES)
    one = ExceptionSaid(kind, first, first, note=draw(MAYBE))
    if kind == ExceptionKind.CANCELLED:
        return one._replace(last=max(first, draw(DATES)))
    if kind == ExceptionKind.MOVED:
        return one._replace(to=draw(st.none() | DATES), starts_at=draw(st.none() | st.just(time(18))), room=draw(TEXT))
    if kind == ExceptionKind.EXTRA:
        return one._replace(starts_at=draw(st.none() | st.just(time(18))), online_link=draw(LINKS))
    return one


@st.composite
def of_the_group(draw):
    """What all meetings of group 7 say of it."""
    return {
        "group_slug": "harbour-lights", "group_name": "Harbour Lights",
        "group_audience": draw(maybe(Audience)), "group_about": draw(st.sampled_from([0, 1, 3])),
        "programme_approach": draw(st.sampled_from(Approach.values)), "programme_audience": Audience.SELF,
        "programme_about": ABOUT_ANYTHING,
    }  # fmt: skip


@st.composite
def listings(draw, number, group):
    """A meeting of group 7, of which `group` is what all of them say."""
    attendance = draw(st.sampled_from(Attendance.values))
    fields = {"attendance": attendance, **draw(rules()), **group}
    if attendance != Attendance.ONLINE:
        fields |= draw(venues(number))
    if attendance != Attendance.IN_PERSON:
        fields |= {"online_link": draw(LINKS), "online_phone": draw(st.sampled_from(["", "+44 20 3481 5240"]))}
        fields["online_ask"] = draw(st.booleans()) or not (fields["online_link"] or fields["online_phone"])
    of = Columns(
        number=number, slug=f"meeting-{number}", name=draw(MAYBE), note=draw(MAYBE), room=draw(MAYBE),
        door=draw(MAYBE), drop_in=draw(st.booleans()),
        time_zone=draw(st.sampled_from(["", "Europe/London", "America/Argentina/Ushuaia"])),
        who=draw(maybe(WhoMayCome)), who_note=draw(MAYBE), open_weeks=draw(st.sampled_from([0, 1, 32, 33, 15, 63])),
        joining=draw(maybe(Joining)), joining_note=draw(MAYBE),
        cost=draw(maybe(Cost)), cost_note=draw(MAYBE), youngest=draw(st.none() | st.just(18)),
        oldest=draw(st.none() | st.just(25)), newcomer_met=draw(maybe(YesNo)), newcomer_contact=draw(MAYBE),
        newcomer_note=draw(MAYBE), languages=draw(st.sampled_from(["", "pl", "cy bfi", "en-GB pt"])),
        slip=draw(maybe(YesNo)), children=draw(maybe(YesNo)), bank_holidays=draw(maybe(BankHolidays)),
        confirmed_on=draw(st.none() | st.just(date(2025, 12, 1))),
        changed_at=datetime(2026, 1, 4, 12, tzinfo=UTC), **fields,
    )  # fmt: skip
    tags = draw(st.lists(st.sampled_from(sorted(FAMILIES)), unique=True, max_size=3))
    weeks = st.sampled_from([EVERY_WEEK, EVERY_WEEK, 1, 34])
    answers = st.lists(st.sampled_from(Answer.values), min_size=2, max_size=2)
    own, theirs = draw(answers), draw(answers)
    at_meeting = (AccessSaid("bsl", "BSL", own[0], draw(MAYBE)), AccessSaid("lift", "Lift", own[1]))
    at_venue = (
        AccessSaid("parking", "Parking", theirs[0], draw(MAYBE)),
        AccessSaid("step-free", "Step-free", theirs[1]),
    )
    return Listing(
        of,
        area=SUFFOLK,
        group_area=SUFFOLK if group.get("group_area") else NO_AREA,
        exceptions=tuple(draw(st.lists(exceptions(), max_size=2))),
        tags=tuple(TagSaid(slug, slug.capitalize(), draw(weeks)) for slug in tags),
        access=at_meeting[: draw(st.integers(0, 2))],
        venue_access=() if of.venue_precision == Precision.HIDDEN or of.venue is None else at_venue,
    )


@st.composite
def services(draw):
    """A group with a few meetings, some of which may rest."""
    fellowship = draw(st.none() | st.builds(Organisation, st.just(3), st.just("Alcoholics Anonymous"), MAYBE))
    group = draw(of_the_group()) | {"group_area": draw(st.none() | st.just(5))}
    group["programme"] = "alcoholics-anonymous" if fellowship else None
    meetings = tuple(draw(listings(number, group)) for number in range(1, draw(st.integers(1, 3)) + 1))
    status, until = draw(
        st.sampled_from([(Status.LISTED, None), (Status.PAUSED, None), (Status.PAUSED, date(2026, 3, 1))])
    )
    resting = draw(st.lists(st.sampled_from([one.of.number for one in meetings]), unique=True))
    pauses = {number: Pause(draw(st.none() | DATES), draw(MAYBE)) for number in resting}
    reason = draw(MAYBE)
    pause = Pause(until, reason) if is_paused(status, until, on=ON) else None
    return Service(
        number=7, slug="harbour-lights", name="Harbour Lights",
        status=status_of(status, until, (one.of.number in pauses for one in meetings), on=ON),
        description=draw(MAYBE), email=draw(st.sampled_from(["", "info@harbour.example.org"])),
        phone=draw(st.sampled_from(["", "0800 1111 111"])), website=draw(st.sampled_from(["", "https://harbour.example.org/"])),
        organisation=fellowship, reason=reason, is_invented=draw(st.booleans()), meetings=meetings, pause=pause,
        pauses=pauses,
    )  # fmt: skip
