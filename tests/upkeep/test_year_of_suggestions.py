"""A year of suggestions through the queue: every listing ends right, every difference is minimal, nothing is lost."""

import random
from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest
from django.contrib.auth.models import User

from groups.models import Change, Group, Meeting, SearchRow, Suggestion
from groups.rules import suggested
from groups.rules.choices import SuggestionKind, SuggestionState, Weekday
from groups.upkeep import suggestions
from tests.factories import make_group, make_meeting, make_programme, make_venue

pytestmark = pytest.mark.django_db

BEGINS = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)
CHANGES, NEW, CLOSURES = 375, 100, 25
TOWNS = ("Ipswich", "Woodbridge", "Leiston", "Stowmarket", "Sudbury", "Felixstowe")
HALLS = ("Trinity Hall", "Quaker Meeting House", "St Mary’s Hall", "Library", "Community Centre", "Chapel")
STREETS = ("Elm Street", "High Street", "Church Lane", "Station Road")
TIMES = (time(10), time(12, 30), time(18), time(19), time(19, 30), time(20))


class Year:
    """The people of the district, who know how it is, and send it as people do: some of it as it was listed already."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)
        self.programmes = [make_programme(name) for name in ("Alcoholics Anonymous", "Al-Anon", "SMART Recovery")]
        self.truth: dict[int, dict[str, object]] = {}

    def listings(self, count: int) -> None:
        for number in range(count):
            group = make_group(f"Group {number}", programme=self.chance.choice(self.programmes), phone="01473 000000")
            venue = make_venue(self.chance.choice(HALLS), town=self.chance.choice(TOWNS), postcode=self.postcode())
            meeting = make_meeting(
                group=group, venue=venue, weekday=self.chance.randrange(7), starts_at=self.chance.choice(TIMES)
            )
            self.truth[meeting.pk] = self.facts(meeting)

    def facts(self, meeting: Meeting) -> dict[str, object]:
        names = ("meeting.weekday", "meeting.starts_at", "meeting.minutes", "meeting.who", "group.phone",
                 "group.website", "venue.name", "venue.address", "venue.town", "venue.postcode")  # fmt: skip
        standing = suggestions.standing(suggested.nested(dict.fromkeys(names)), meeting=meeting, group=meeting.group)
        return {**suggested.flat(standing), "status": meeting.status}

    def postcode(self) -> str:
        number, sector = self.chance.randrange(1, 30), self.chance.randrange(1, 9)
        return f"IP{number} {sector}{self.chance.choice('AB')}{self.chance.choice('DEF')}"

    def what_is_different(self) -> dict[str, object]:
        """One thing, as most people report, now and then two."""
        kinds = {
            "day": {"meeting.weekday": self.chance.randrange(7)},
            "time": {"meeting.starts_at": self.chance.choice(TIMES).isoformat()},
            "length": {"meeting.minutes": self.chance.choice((60, 75, 90))},
            "who": {"meeting.who": self.chance.choice(("anyone", "members", "ask"))},
            "phone": {"group.phone": f"01473 {self.chance.randrange(100000, 999999)}"},
            "website": {"group.website": f"https://example.org/{self.chance.randrange(1000)}"},
            "address": {"venue.address": f"{self.chance.randrange(1, 99)} {self.chance.choice(STREETS)}"},
            "moved": {
                "venue.name": f"{self.chance.choice(HALLS)} {self.chance.randrange(1000)}",
                "venue.postcode": self.postcode(),
            },
        }
        asked = self.chance.sample(sorted(kinds), k=self.chance.choice((1, 1, 1, 2)))
        return {key: value for kind in asked for key, value in kinds[kind].items()}

    def as_people_send_it(self, said: dict[str, object], listed: dict[str, object]) -> dict[str, object]:
        """With what they filled in needlessly: the day as it is, the town in capitals, the postcode without a space."""
        sent = dict(said)
        if self.chance.random() < 0.4:
            sent.setdefault("meeting.weekday", listed["meeting.weekday"])
            sent.setdefault("venue.town", str(listed["venue.town"]).upper())
        if self.chance.random() < 0.3 and "venue.name" not in sent:
            sent.setdefault("venue.postcode", str(listed["venue.postcode"]).replace(" ", "").lower())
        return sent

    def a_listed_one(self) -> Meeting:
        listed = [pk for pk, facts in self.truth.items() if facts["status"] == "listed"]
        return Meeting.objects.select_related("group", "venue").get(pk=self.chance.choice(listed))

    def send(self, number: int, **fields) -> Suggestion:
        now = BEGINS + timedelta(hours=number * 17)
        return suggestions.send(nonce=f"year-{number}", now=now, **fields)


def a_new_group(year: Year, number: int, staff, now) -> str:
    programme = year.chance.choice(year.programmes)
    proposed = {
        "group": {"name": f"New group {number}", "programme": programme.pk, "website": f"https://example.org/{number}"},
        "meeting": {
            "weekday": year.chance.choice(Weekday.values),
            "starts_at": year.chance.choice(TIMES),
            "attendance": "in-person",
        },
        "venue": {
            "name": f"{year.chance.choice(HALLS)} {number}",
            "town": year.chance.choice(TOWNS),
            "postcode": year.postcode(),
        },
    }
    one = year.send(number, kind=SuggestionKind.NEW, proposed=proposed)
    suggestions.accept(one, by=staff, now=now)
    year.truth[one.meeting.pk] = {**year.facts(one.meeting), **suggested.flat(one.proposed), "status": "listed"}
    return "new"


def a_closure(year: Year, number: int, staff, now) -> str:
    meeting = year.a_listed_one()
    suggestions.accept(year.send(number, kind=SuggestionKind.CLOSED, meeting=meeting), by=staff, now=now)
    year.truth[meeting.pk]["status"] = "closed"
    return "closed"


def a_change(year: Year, number: int, staff, now) -> str:
    """Nine of ten are taken, some of them in part; the tenth, and what says nothing new, is turned down."""
    meeting = year.a_listed_one()
    truth, said = year.truth[meeting.pk], year.what_is_different()
    differs = {key: value for key, value in said.items() if value != truth[key]}
    sent = suggested.nested(year.as_people_send_it(said, truth))
    one = year.send(number, kind=SuggestionKind.CHANGE, meeting=meeting, proposed=sent)
    assert suggested.flat(one.proposed) == differs, "only what differs is proposed"
    assert suggested.flat(one.was) == {key: truth[key] for key in differs}
    if not differs or year.chance.randrange(10) == 0:
        suggestions.decline(one, by=staff, now=now, reason="The group says that the listing is right.")
        return "declined"
    if len(differs) > 1 and "venue.name" not in differs:
        key = min(differs)
        suggestions.accept(one, by=staff, now=now, taking={key: differs[key]})
        truth[key] = differs[key]
        return "partly"
    suggestions.accept(one, by=staff, now=now)
    if "venue.name" in differs:
        truth["venue.address"] = ""  # that of the former place, and so is its town where the postcodes differ
        is_near = str(differs["venue.postcode"]).split()[0] == str(truth["venue.postcode"]).split()[0]
        truth["venue.town"] = truth["venue.town"] if is_near else ""
    truth |= differs
    return "accepted"


def test_a_year_of_suggestions_ends_with_every_listing_right():
    year = Year(seed=2026)
    year.listings(60)
    staff = User.objects.create_user("anna", is_staff=True)
    kinds = [a_change] * CHANGES + [a_new_group] * NEW + [a_closure] * CLOSURES
    year.chance.shuffle(kinds)

    decided = Counter(
        handled(year, number, staff, BEGINS + timedelta(hours=number * 17 + 5)) for number, handled in enumerate(kinds)
    )

    every_listing_is_right(year)
    nothing_is_lost(decided)


def every_listing_is_right(year: Year) -> None:
    """As the people of the district know it, field by field; and found by search where it is listed."""
    wrong = {}
    for meeting in Meeting.objects.select_related("group", "venue"):
        facts, truth = year.facts(meeting), year.truth[meeting.pk]
        found = {key: (facts[key], truth[key]) for key in facts if facts[key] != truth[key]}
        if found:
            wrong[meeting.slug] = found
    assert wrong == {}
    listed = {pk for pk, truth in year.truth.items() if truth["status"] == "listed"}
    assert set(SearchRow.objects.values_list("pk", flat=True)) == listed
    assert Group.objects.count() == 60 + NEW


def nothing_is_lost(decided: Counter) -> None:
    """Each is decided, by somebody, at a time; what changed a listing stands in its history, and only that."""
    assert Suggestion.objects.count() == 500
    assert not Suggestion.objects.open().exists()
    states = Counter(Suggestion.objects.values_list("state", flat=True))
    assert states == {
        SuggestionState.ACCEPTED: decided["accepted"] + decided["new"] + decided["closed"],
        SuggestionState.PARTLY: decided["partly"],
        SuggestionState.DECLINED: decided["declined"],
    }
    assert (decided["new"], decided["closed"], CHANGES) == (
        NEW, CLOSURES, decided["accepted"] + decided["partly"] + decided["declined"],
    )  # fmt: skip
    assert min(decided.values()) > 5
    taken = Suggestion.objects.exclude(state=SuggestionState.DECLINED)
    assert set(taken.values_list("deed__source", "deed__by__username")) == {("suggestion", "anna")}
    assert not Suggestion.objects.filter(state=SuggestionState.DECLINED, deed__isnull=False).exists()
    for one in taken.filter(kind=SuggestionKind.CHANGE).prefetch_related("deed__changes"):
        changed = {f"{change.table}.{name}" for change in one.deed.changes.all() for name in change.after}
        assert changed & set(suggested.flat(one.proposed)), one
    assert Change.objects.filter(deed__isnull=True).count() == 0
