"""What stands here already of a feed, as plain values; and the records that are others', or have a new key."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from groups.exchange.answer_words import answer_word, has_notes
from groups.exchange.listing import ExceptionSaid
from groups.exchange.spreadsheet.own_exceptions import say_exceptions
from groups.feeds.plan import Addition
from groups.feeds.values import MOMENTS, OWN_ROWS, REFERENCES, GroupValues, MeetingValues, VenueValues
from groups.models import DEMONSTRATION, AccessAnswer, Feed, Group, Meeting, MeetingException, MeetingTag, Venue
from groups.rules.folding import fold
from groups.rules.schedule import EVERY_WEEK

SYNTHETIC = "synthetic"
"""The name of the feed of made listings, for benchmarks."""

INVENTED = (DEMONSTRATION, SYNTHETIC)
"""Feeds whose venues are not of this world: nothing real is linked to them."""

_CHUNK = 2000
_OWN_COLUMNS = ("pk", "feed_key", "feed_values")


class KnownGroup(NamedTuple):
    """One group of a feed as it stands here, and what the feed last said of it."""

    pk: int
    key: str
    now: GroupValues
    said: dict
    confirmed_on: str
    same_as: int | None = None
    """The group that visitors see in its place."""


class KnownVenue(NamedTuple):
    """One venue of a feed, likewise."""

    pk: int
    key: str
    now: VenueValues
    said: dict


class KnownMeeting(NamedTuple):
    """One meeting of a feed, with what else an import writes of it."""

    pk: int
    key: str
    now: MeetingValues
    said: dict
    confirmed_on: str
    title: str


def columns(values: type[NamedTuple]) -> list[str]:
    """The columns of a record's values, in their order; without what is kept in rows of its own."""
    return [f"{name}_id" if name in REFERENCES else name for name in values._fields if name not in OWN_ROWS]


def groups(feed: Feed) -> Iterator[KnownGroup]:
    """Each group of a feed."""
    if feed.pk:
        own = (*_OWN_COLUMNS, "confirmed_on", "same_as")
        for pk, key, said, checked, same_as, *now in _rows(Group.objects.filter(feed=feed), *own, values=GroupValues):
            yield KnownGroup(pk, key, _plain(GroupValues(*now)), said, _iso(checked), same_as)


def venues(feed: Feed) -> Iterator[KnownVenue]:
    """Each venue of a feed, with its access answers where the feed has given some. A query or two."""
    if feed.pk:
        answers: _Answers | None = None
        for pk, key, said, *now in _rows(Venue.objects.filter(feed=feed), *_OWN_COLUMNS, values=VenueValues):
            if said.get("access") and answers is None:
                answers = _Answers(venue__feed=feed)
            access = answers.of(pk, said) if said.get("access") else ""
            yield KnownVenue(pk, key, VenueValues(*now, access=access), said)


def meetings(feed: Feed) -> Iterator[KnownMeeting]:
    """Each meeting of a feed, with its tags and access answers. Three queries; one more where it gave exceptions."""
    if not feed.pk:
        return
    tags = _texts(
        (pk, slug if weeks == EVERY_WEEK else f"{slug}:{weeks}")
        for pk, slug, weeks in MeetingTag.objects.filter(meeting__feed=feed)
        .values_list("meeting_id", "tag__slug", "weeks")
        .iterator(_CHUNK)
    )
    access = _Answers(meeting__feed=feed)
    exceptions: dict[int, str] | None = None
    own = (*_OWN_COLUMNS, "confirmed_on", "group__name")
    for pk, key, said, confirmed_on, group_name, *now in _rows(
        Meeting.objects.filter(feed=feed), *own, values=MeetingValues
    ):
        if said.get("exceptions") and exceptions is None:
            exceptions = exceptions_of(MeetingException.objects.filter(meeting__feed=feed))
        differs = exceptions.get(pk, "") if said.get("exceptions") else ""
        own_rows = {"tags": tags.get(pk, ""), "access": access.of(pk, said), "exceptions": differs}
        values = _plain(MeetingValues(*now, **own_rows))
        yield KnownMeeting(pk, key, values, said, _iso(confirmed_on), values.name or group_name)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


class _Answers:
    """The answers about access of all meetings or venues of a feed. One query.

    Their notes are a feed's where it has spoken of some; else staff put them there, and they are no difference.
    """

    def __init__(self, **whose):
        (owner,) = whose
        columns = (f"{owner.partition('__')[0]}_id", "feature__slug", "answer", "note")
        rows = AccessAnswer.objects.filter(**whose).values_list(*columns)
        self._notes: dict[tuple[int, str], str] = {}
        self._answers = _texts(map(self._answer, rows.iterator(_CHUNK)))

    def _answer(self, row: tuple[int, str, str, str]) -> tuple[int, str]:
        pk, feature, answer, note = row
        word = answer_word(feature, answer)
        if note:
            self._notes[pk, word] = answer_word(feature, answer, note)
        return pk, word

    def of(self, pk: int, said: Mapping) -> str:
        """Those of one record, of which its feed last `said` this."""
        answers = self._answers.get(pk, "")
        if not has_notes(said.get("access")):
            return answers
        return " ".join(sorted(self._notes.get((pk, word), word) for word in answers.split()))


def exceptions_of(rows: QuerySet) -> dict[int, str]:
    """The dates on which meetings differ, by meeting, as our own files say them; another venue by its number."""
    found: dict[int, list[str]] = {}
    columns = ("kind", "first", "last", "to", "starts_at", "room", "online_link", "note")
    for meeting, venue, *said in rows.values_list("meeting_id", "venue_id", *columns).iterator(_CHUNK):
        one = ExceptionSaid(*said, venue=str(venue) if venue else "")
        found.setdefault(meeting, []).append(say_exceptions([one]))
    return {meeting: "\n".join(sorted(lines)) for meeting, lines in found.items()}


def _rows(queryset: QuerySet, *own: str, values: type[NamedTuple]) -> Iterator[tuple]:
    return queryset.order_by("pk").values_list(*own, *columns(values)).iterator(_CHUNK)


def keys(model: type[Group] | type[Venue], feed: Feed) -> set[str]:
    """The keys of a feed's records."""
    return set(model.objects.filter(feed=feed).values_list("feed_key", flat=True)) if feed.pk else set()


def _texts(pairs: Iterator[tuple[int, str]]) -> dict[int, str]:
    """The words of each number, in order and with blanks between. Most texts are alike, and kept once."""
    words: dict[int, tuple[str, ...]] = {}
    alike: dict[tuple[str, ...], tuple[str, ...]] = {}
    for pk, word in pairs:
        said = (*words.get(pk, ()), word)
        words[pk] = alike.setdefault(said, said)
    joined = {said: " ".join(sorted(said)) for said in alike}
    return {pk: joined[said] for pk, said in words.items()}


def _plain(values):
    """Times and dates as texts, as what a feed says holds them."""
    moments = {name: getattr(values, name, None) for name in MOMENTS}
    texts = {name: moment.isoformat() for name, moment in moments.items() if moment is not None}
    return values._replace(**texts) if texts else values


def venues_of_others(feed: Feed, wanted: Mapping[str, VenueValues]) -> dict[str, int]:
    """Venues that staff or another feed made, of the same name and postcode as some of those wanted: key → number."""
    by_name = {
        (fold(says.name), fold(says.postcode)): key for key, says in wanted.items() if says.name and says.postcode
    }
    others = Venue.objects.exclude(postcode="").exclude(feed__name__in=INVENTED)
    if feed.pk:
        others = others.exclude(feed=feed)
    found: dict[str, int] = {}
    codes = sorted({wanted[key].postcode for key in by_name.values()})
    for start in range(0, len(codes), _CHUNK // 4):
        some = others.filter(postcode__in=codes[start : start + _CHUNK // 4]).order_by("pk")
        for pk, name, postcode in some.values_list("pk", "name", "postcode"):
            key = by_name.get((fold(name), fold(postcode)))
            if key:
                found.setdefault(key, pk)
    return found


# --- A new key for a record that is here


def moves(feed: Feed, coming: Mapping[str, Addition]) -> tuple[dict[str, set], dict[str, set]]:
    """Where the meetings of each group and of each venue of a feed stand in it now: old key → new keys, of both."""
    rows = Meeting.objects.filter(feed=feed).values_list(
        "feed_key", "group_id", "group__feed_id", "group__feed_key", "venue__feed_id", "venue__feed_key"
    )
    doubles: dict[int, list[str]] = {}
    for shown, group_key in Group.objects.filter(feed=feed, same_as__isnull=False).values_list("same_as", "feed_key"):
        doubles.setdefault(shown, []).append(group_key)
    of_groups: dict[str, set] = {}
    of_venues: dict[str, set] = {}
    for key, group, group_feed, group_key, venue_feed, venue_key in rows.iterator(_CHUNK):
        now = coming.get(key)
        if now is None:
            continue
        own = [group_key] if group_feed == feed.pk else []
        for one in (*own, *doubles.get(group, ())):  # of a group that is the same as another, all is with that one
            of_groups.setdefault(one, set()).add(now.says.group)
        if venue_feed == feed.pk:
            of_venues.setdefault(venue_key, set()).add(now.says.venue)
    return of_groups, of_venues


def renamed(moved: Mapping[str, set], coming: Collection[str], here: Collection[str]) -> dict[str, str]:
    """Old key → new key, where a record can only have been renamed: all that was under it is now under one new key."""
    found: dict[str, str] = {}
    for old, new_keys in sorted(moved.items()):
        (new, *others) = new_keys
        if not others and old not in coming and new in coming and new not in here and new not in found.values():
            found[old] = new
    return found


def same_place(one: VenueValues, other: VenueValues) -> bool:
    """Whether two of name, address and postcode are the same, so that the third was corrected."""
    pairs = ((one.name, other.name), (one.address, other.address), (one.postcode, other.postcode))
    return sum(bool(fold(a)) and fold(a) == fold(b) for a, b in pairs) >= 2
