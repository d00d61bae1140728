"""Rows of the sheet read against what stands here: which listing each is, what is wrong with it, what it changes.

Nothing is written here. `import_data` of django-import-export is run as its dry run alone: it goes through the rows,
gathers the errors by column and the differences; what is to be done then stands in `changes`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Diff, Resource
from import_export.results import RowResult

from groups.models import Group, Meeting, Venue
from groups.rules.choices import Attendance
from groups.rules.folding import fold
from groups.rules.listing import OF_A_MEETING
from groups.upkeep.spreadsheet.book import Book
from groups.upkeep.spreadsheet.columns import ALSO, EXAMPLE, HEADINGS, fields
from groups.upkeep.spreadsheet.listing import GROUP, VENUE, Listing, listing_of

MOST_ROWS = 1000
"""What one person can look through, and one short transaction writes. More than that is a feed."""

_BESIDE = {
    "meeting_happens_somewhere": "venue",
    "meeting_online_only_has_no_venue": "venue",
    "meeting_online_can_be_joined": "online_link",
    "meeting_has_a_day_and_time": "weekday",
    "meeting_interval_has_its_phase": "rhythm",
    "meeting_interval_or_weeks_of_the_month": "rhythm",
    "meeting_ends_after_it_begins": "last",
    "meeting_lasts_a_day_at_most": "hours",
}
"""Beside which column a rule of the listing speaks; others speak of the row."""

_SENTENCES = {
    "meeting_has_a_day_and_time": gettext_lazy("Write the day and the time, or By arrangement under Weeks."),
    "meeting_online_can_be_joined": gettext_lazy(
        "Write a link or a number to join by, or Yes under Ask how to join online."
    ),
    "meeting_online_only_has_no_venue": gettext_lazy(
        "A meeting that is only online has no venue: empty Venue, Address, Town "
        "and Postcode, or write In person and online."
    ),
}

Key = tuple
"""A record that a row speaks of: `("known", number)`, or `("new", …)` with what tells two new ones apart."""


@dataclass(frozen=True)
class Scope:
    """Whose rows these are: what they may change, see, and add."""

    meetings: QuerySet[Meeting]
    groups: QuerySet[Group]
    venues: QuerySet[Venue]
    venues_seen: QuerySet[Venue]
    may_hold: Callable[[int | None, int | None], bool]
    area: int | None = None
    programme: int | None = None
    """What a new group has where its row says nothing: the one that somebody looks after alone."""


@dataclass
class Planned:
    """One row that changes or adds something."""

    line: int
    listing: Listing
    stood: Listing
    group: Key
    venue: Key | None


@dataclass
class Planning:
    """All that the sheet would do. Facts of groups and venues are those that differ, by record."""

    rows: list[Planned] = field(default_factory=list)
    groups: dict[Key, dict[str, object]] = field(default_factory=dict)
    venues: dict[Key, dict[str, object]] = field(default_factory=dict)
    said_in: dict[tuple[Key, str], int] = field(default_factory=dict)
    """The row in which a fact of a group or venue is said."""


class SideBySide(Diff):
    """What a row changes: column, before, after."""

    def as_html(self):
        headings = [field.column_name for field in self.fields]
        rows = zip(headings, self.left, self.right, strict=True)
        return [(heading, "" if self.new else one, other) for heading, one, other in rows if one != other]

    def __init__(self, resource, instance, new):
        super().__init__(resource, instance, new)
        self.fields = resource.get_import_fields()


class ListingsResource(Resource):
    """The listings of one person as rows, out and in."""

    class Meta:
        import_id_fields = ()
        skip_unchanged = True
        report_skipped = True
        use_transactions = False
        chunk_size = 1000
        store_instance = True
        instance_loader_class = BaseInstanceLoader

    def __init__(self, scope: Scope | None = None, *, on: date, private: bool = True):
        super().__init__()
        self.book = Book()
        self.fields = fields(self.book, around=on, private=private)
        self.scope = scope
        self.planning = Planning()
        self.left_out: list[str] = []
        """Headings that nobody here knows."""
        self.doubles: list[tuple[int, int]] = []
        self.headings: list[str] = []
        """All of the sheet, as they are called here."""
        self._known: dict[int, Meeting] = {}
        self._lines: dict[int, int] = {}
        self._line = 0

    def get_diff_class(self):
        return SideBySide

    # --- Out

    def rows_of(self, meetings: QuerySet[Meeting]) -> tablib.Dataset:
        """A sheet of these meetings. Two queries and one for each thousand."""
        return self.export(joined(meetings).order_by("group__name", "weekday", "starts_at", "pk"))

    def export_resource(self, instance, selected_fields=None, **kwargs):
        return super().export_resource(listing_of(instance), selected_fields, **kwargs)

    def empty(self, *, example: bool = True) -> tablib.Dataset:
        """The sheet without listings, with the row that shows how."""
        dataset = tablib.Dataset(headers=self.get_export_headers())
        if example:
            dataset.append([EXAMPLE.get(name, "") for name in self.fields])
        return dataset

    # --- In: the whole

    def read(self, dataset: tablib.Dataset):
        """Go through a sheet; the library's Result, with `planning` filled in. Writes nothing."""
        result = self.import_data(dataset, dry_run=True)
        self.doubles = self._alike()
        return result

    def _alike(self) -> list[tuple[int, int]]:
        """New rows that may be a sheet taken in twice: their line, and the number of one of that group at that time."""
        new = [row for row in self.planning.rows if not row.listing.number and row.group[0] == "known"]
        groups = {row.group[1] for row in new}
        rows = self.scope.meetings.filter(group__in=groups).values_list("group", "weekday", "starts_at", "pk")
        here = {tuple(at): pk for *at, pk in rows.order_by("-pk")}
        at = [(row.line, (row.group[1], row.listing.weekday, row.listing.hours.starts_at)) for row in new]
        return [(line, here[when]) for line, when in at if when in here]

    def before_import(self, dataset, **kwargs):
        known = {fold(heading): heading for heading in (one.column_name for one in self.fields.values())}
        also = {fold(word): self.fields[name].column_name for word, name in ALSO.items() if name in self.fields}
        headings = [known.get(fold(one or "")) or also.get(fold(one or "")) or one for one in dataset.headers]
        named = [one for one in headings if one in known.values()]
        if HEADINGS["group"] not in named:
            raise ValueError(_("The first line does not name the columns: Number, Group, Day, Time and so on."))
        if twice := sorted({one for one in named if named.count(one) > 1}):
            raise ValueError(_("The column %(name)s is there twice.") % {"name": twice[0]})
        if len(dataset) > MOST_ROWS:
            raise ValueError(
                _("The sheet has more than %(most)d rows. Cut it into several, or let it in as a feed.")
                % {"most": MOST_ROWS}
            )
        self.left_out = [one for one in headings if one and one not in known.values()]
        dataset.headers = self.headings = headings
        self._look_up(dataset)

    def _look_up(self, dataset) -> None:
        """The listings that its numbers name, of those that are theirs."""
        column = HEADINGS["number"]
        if column not in dataset.headers:
            return
        numbers = {int(cell) for cell in dataset[column] if str(cell).strip().isdecimal() and len(str(cell)) < 16}
        rows = joined(self.scope.meetings.filter(pk__in=numbers))
        self._known = {meeting.pk: meeting for meeting in rows}

    # --- In: a row

    def import_row(self, row, instance_loader, **kwargs):
        """An empty row, and the one that shows how, are passed over."""
        self._line = kwargs["row_number"] + 1
        is_example = fold(str(row.get(HEADINGS["number"]) or "")) == fold(EXAMPLE["number"])
        if is_example or not any(str(cell or "").strip() for cell in row.values()):
            result = RowResult()
            result.import_type = RowResult.IMPORT_TYPE_SKIP
            return result
        return super().import_row(row, instance_loader, **kwargs)

    def get_or_init_instance(self, instance_loader, row):
        try:
            number = self.fields["number"].clean(row) if HEADINGS["number"] in row else None
        except ValueError as error:
            raise ValidationError({"number": str(error)}) from error
        if number is None:
            return Listing(), True
        if number not in self._known:
            raise ValidationError(
                {"number": _("None of your listings has the number %(number)d.") % {"number": number}}
            )
        if self._lines.setdefault(number, self._line) != self._line:
            said = _("Row %(line)d has the same number.") % {"line": self._lines[number]}
            raise ValidationError({"number": said})
        return listing_of(self._known[number]), False

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """A cell that reads as it was exported says nothing new, whatever stands there."""
        written = _written(row.get(field.column_name))
        if field.attribute == "number" or (instance.number and written == _written(field.export(instance))):
            return
        super().import_field(field, instance, row, is_m2m, **kwargs)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        if import_validation_errors:  # the rules speak of facts, and some of these could not be read
            raise ValidationError(import_validation_errors)
        stood = listing_of(self._known[instance.number]) if instance.number else Listing()
        errors = dict(self._wrong(instance, stood))
        if errors:
            raise ValidationError(errors)
        planned = Planned(self._line, instance, stood, self._group(instance, stood), self._venue(instance, stood))
        self._note("groups", planned.group, self._facts(instance, stood, planned.group, GROUP))
        if planned.venue:
            self._note("venues", planned.venue, self._facts_of_venue(instance, stood, planned.venue))
        self.planning.rows.append(planned)

    def save_instance(self, instance, is_create, row, **kwargs):
        """Nothing is saved while the rows are read: `writing.write` does it once all of them are sound."""

    def _wrong(self, listing: Listing, stood: Listing):
        if not listing.group:
            yield "group", _("Write the group’s name.")
        if not listing.attendance:
            yield "attendance", _("Write In person, Online, or In person and online.")
            return
        venue = self._known[listing.number].venue_id if listing.number else None
        is_same_place = listing.number and not listing.differs(stood, VENUE)
        rhythm, hours = listing.rhythm, listing.hours
        meeting = SimpleNamespace(
            attendance=listing.attendance,
            venue_id=venue if is_same_place else (1 if listing.has_place else None),
            online_link=listing.online_link,
            online_phone=listing.online_phone,
            online_ask=listing.online_ask,
            weekday=listing.weekday,
            starts_at=hours.starts_at,
            minutes=hours.minutes,
            months=listing.months,
            first=listing.first,
            last=listing.last,
            open_weeks=listing.open_weeks,
            youngest=None,
            oldest=None,
            status=listing.status,
            paused_until=None,
            **rhythm._asdict(),
        )
        for rule in OF_A_MEETING:
            if not rule.holds(meeting):
                yield _BESIDE.get(rule.name, NON_FIELD_ERRORS), _SENTENCES.get(rule.name, rule.sentence)

    # --- Which group, which venue

    def _group(self, listing: Listing, stood: Listing) -> Key:
        if listing.number:
            group = self._known[listing.number].group
            self._may_hold(listing, stood, is_new=False)
            return "known", group.pk
        found = [pk for pk in self._groups_called(listing.group) if self._fits(pk, listing)]
        if len(found) > 1:
            raise ValidationError(
                {"group": _("Several groups have this name: say its programme and its area, or add it on its page.")}
            )
        if found:
            return "known", found[0]
        self._may_hold(listing, stood, is_new=True)
        return "new", fold(listing.group), listing.programme, listing.area

    def _groups_called(self, name: str) -> list[int]:
        if not hasattr(self, "_groups"):
            self._groups: dict[int, tuple] = {}
            self._by_name: dict[str, list[int]] = {}
            for group in self.scope.groups.order_by("pk"):
                self._groups[group.pk] = group
                self._by_name.setdefault(fold(group.name), []).append(group.pk)
        return self._by_name.get(fold(name), [])

    def _fits(self, pk: int, listing: Listing) -> bool:
        group = self._groups[pk]
        pairs = ((listing.programme, group.programme_id), (listing.area, group.area_id))
        return all(said in (None, stands) for said, stands in pairs)

    def _may_hold(self, listing: Listing, stood: Listing, *, is_new: bool) -> None:
        """A group stays, or begins, among those that the person looks after."""
        if is_new:
            listing.area = listing.area or self.scope.area
            listing.programme = listing.programme or self.scope.programme
        is_moved = (listing.area, listing.programme) != (stood.area, stood.programme)
        if (is_new or is_moved) and not self.scope.may_hold(listing.area, listing.programme):
            raise ValidationError({"area": _("You do not look after groups of this area and programme.")})

    def _venue(self, listing: Listing, stood: Listing) -> Key | None:
        """The venue that it has, another known one, or a new one; None online."""
        if listing.attendance == Attendance.ONLINE:
            return None
        former = self._known[listing.number].venue if listing.number else None
        if former and not listing.differs(stood, VENUE):
            return "known", former.pk
        if former and fold(listing.venue) == fold(stood.venue):
            return self._corrected(former)
        for pk in self._venues_of(listing):
            return "known", pk
        if not (listing.venue or listing.address):
            raise ValidationError({"venue": _("Write the venue’s name, or its address.")})
        return "new", *(fold(str(getattr(listing, name))) for name in VENUE)

    def _corrected(self, venue: Venue) -> Key:
        if not self.scope.venues.filter(pk=venue.pk).exists():
            raise ValidationError(
                {"venue": _("Others look after this venue: ask them to correct it, or write another venue’s name.")}
            )
        return "known", venue.pk

    def _venues_of(self, listing: Listing) -> list[int]:
        """Known venues of this name and postcode."""
        if not (listing.venue and listing.postcode):
            return []
        there = self.scope.venues_seen.filter(postcode__iexact=listing.postcode).order_by("pk")
        return [pk for pk, name in there.values_list("pk", "name") if fold(name) == fold(listing.venue)]

    # --- What the rows of one group, or of one venue, say together

    def _facts(self, listing: Listing, stood: Listing, key: Key, names: dict[str, str]) -> dict[str, object]:
        """Of a known record what differs; a new row says of a known group only what it fills in."""
        if key[0] == "new":
            return {name: getattr(listing, name) for name in names}
        if listing.number:
            return listing.differs(stood, names)
        group = self._groups[key[1]]
        filled = {name: getattr(listing, name) for name in names if name != "group" and getattr(listing, name)}
        return {name: value for name, value in filled.items() if value != getattr(group, names[name])}

    def _facts_of_venue(self, listing: Listing, stood: Listing, key: Key) -> dict[str, object]:
        former = self._known[listing.number].venue_id if listing.number else None
        if key[0] == "known":
            return listing.differs(stood, VENUE) if key[1] == former else {}
        return {name: getattr(listing, name) for name in VENUE}

    def _note(self, table: str, key: Key, facts: dict[str, object]) -> None:
        noted = getattr(self.planning, table).setdefault(key, {})
        for name, value in facts.items():
            line = self.planning.said_in.setdefault((key, name), self._line)
            if _contradict(noted.get(name, value), value, is_new=key[0] == "new"):
                said = _("Row %(line)d says something else of the same group or venue.") % {"line": line}
                raise ValidationError({name: said})
            if name not in noted or (key[0] == "new" and not noted[name]):
                noted[name] = value


def _contradict(one: object, other: object, *, is_new: bool) -> bool:
    """Whether two rows say two things of one record; of a new one a row may leave out what another says."""
    if is_new:
        return bool(one and other) and fold(str(one)) != fold(str(other))
    return one != other


def joined(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With all that a row shows."""
    return meetings.select_related("group", "venue").prefetch_related("meeting_tags")


def _written(cell: object) -> str:
    """The text of a cell without what is lost on the way: spaces at the ends of lines, letters that nobody sees."""
    text = str("" if cell is None else cell).replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(letter for letter in text if letter.isprintable() or letter == "\n")
    return "\n".join(line.strip() for line in seen.split("\n")).strip()
