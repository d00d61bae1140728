"""The columns of the sheet: what each is called, what stands in it, how it is read and written."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.fields import Field
from import_export.widgets import Widget

from groups.models import Group, Meeting, Venue
from groups.rules import cells, postcodes
from groups.rules.choices import Attendance, BankHolidays, Cost, Joining, Status, WhoMayCome
from groups.rules.keeping_private import take_passcode_off_link
from groups.rules.languages import WELL_FORMED
from groups.rules.reading import one_line, plain_text
from groups.upkeep.spreadsheet.book import Book
from groups.upkeep.spreadsheet.listing import GROUP, MEETING, VENUE

HEADINGS = {
    "number": "Number", "group": "Group", "programme": "Programme", "area": "Area", "name": "Meeting name",
    "weekday": "Day", "hours": "Time", "rhythm": "Weeks", "months": "Months", "first": "First date",
    "last": "Last date", "attendance": "Attendance", "venue": "Venue", "address": "Address", "town": "Town",
    "postcode": "Postcode", "room": "Room", "door": "Which door", "online_link": "Online link",
    "online_phone": "Phone to join", "online_ask": "Ask how to join online", "who": "Who may come",
    "open_weeks": "Open weeks", "joining": "How to join", "cost": "Cost", "cost_note": "Note on cost", "tags": "Tags",
    "languages": "Languages", "bank_holidays": "Bank holidays", "note": "Note", "status": "Status",
    "website": "Group website", "email": "Group public e-mail", "phone": "Group public phone",
    "private_contact": "Group private contact",
}  # fmt: skip
"""The first line of the sheet, in English as its cells are."""

ALSO = {
    "id": "number", "group name": "group", "fellowship": "programme", "meeting": "name", "name": "name",
    "starts": "hours", "start": "hours", "location": "venue", "town or city": "town", "city": "town",
    "post code": "postcode", "link": "online_link", "zoom": "online_link", "notes": "note",
    "in person or online": "attendance",
}  # fmt: skip
"""Other headings that people write."""

HELP = {
    "number": gettext_lazy("By which a listing is known again. Leave it as it is; a new listing has none."),
    "group": gettext_lazy("The group’s name. Rows of one group have the same."),
    "programme": gettext_lazy("Its fellowship, by name or short name: Alcoholics Anonymous, AA. Empty: none."),
    "area": gettext_lazy("As under Areas. Empty for a new group: where it meets, or the area that you look after."),
    "name": gettext_lazy("Only where the meeting has a name of its own."),
    "weekday": gettext_lazy("One day; a group that meets on two has two rows."),
    "hours": gettext_lazy("7:30pm, or 7:30pm to 8:30pm."),
    "rhythm": gettext_lazy(
        "Every week (or empty), 2nd and 4th, last, Every other week (5 January 2027 is one), By arrangement."
    ),
    "months": gettext_lazy("Empty for all, else Not in August, or January to June."),
    "first": gettext_lazy("5 January 2027, where it has not begun yet."),
    "last": gettext_lazy("Where it ends on a known date."),
    "attendance": gettext_lazy("In person, Online, or In person and online."),
    "venue": gettext_lazy("The name of the place. One of the same name and postcode that is known here is used."),
    "address": gettext_lazy("Street lines, without the town."),
    "town": gettext_lazy("Town or village."),
    "postcode": gettext_lazy("Its point on the map comes from here."),
    "room": gettext_lazy("The room in it."),
    "door": gettext_lazy("Side door, round the back."),
    "online_link": gettext_lazy("Without a passcode."),
    "online_phone": gettext_lazy("The number to join by."),
    "online_ask": gettext_lazy("Yes where one has to ask the group for the way in."),
    "who": gettext_lazy("Anyone can come, People the group is for, Ask first. Empty: not stated."),
    "open_weeks": gettext_lazy("The weeks in which anyone can come: last."),
    "joining": gettext_lazy("Just turn up, Contact the group first, By referral."),
    "cost": gettext_lazy("Free; Free, with a collection; There is a charge."),
    "cost_note": gettext_lazy("How much."),
    "tags": gettext_lazy("As under Tags, with ; between, weeks in brackets: Women; Speaker (1st)."),
    "languages": gettext_lazy("en, cy, pl, bfi (British Sign Language), with spaces between."),
    "bank_holidays": gettext_lazy("Meets as usual, Does not meet, Meets a week later, Ask the group."),
    "note": gettext_lazy("For everyone to read. No surnames, no private numbers."),
    "status": gettext_lazy("Listed (or empty), Draft, Paused, Closed."),
    "website": gettext_lazy("Of the group: the same in all of its rows."),
    "email": gettext_lazy("A role’s address, never a member’s own."),
    "phone": gettext_lazy("A helpline or role’s number."),
    "private_contact": gettext_lazy("For our letters. Only staff see it."),
}

EXAMPLE = {
    "number": "Example", "group": "Harbour Lights", "programme": "Alcoholics Anonymous", "weekday": "Tuesday",
    "hours": "7:30pm to 8:30pm", "rhythm": "Every week", "attendance": "In person", "venue": "Trinity Hall",
    "address": "1 Church Street", "town": "Woodbridge", "postcode": "IP12 1AA", "door": "Side door",
    "who": "Anyone can come", "joining": "Just turn up", "cost": "Free, with a collection",
    "bank_holidays": "Meets as usual", "note": "Tea from 7pm.", "status": "Listed",
}  # fmt: skip
"""A row that shows how; one that is numbered so is never taken in."""

_ATTENDANCE = {"both": Attendance.HYBRID.value, "online and in person": Attendance.HYBRID.value}
_WHO = {"anyone": "anyone", "open": "anyone", "members": "members", "closed": "members"}
_LONG = {"address", "note"}


class Cell(Widget):
    """How a cell is read into a fact, and how a fact is written into a cell."""

    def __init__(self, read: Callable, say: Callable = str):
        super().__init__()
        self.read, self.say = read, say

    def clean(self, value, row=None, **kwargs):
        return self.read("" if value is None else str(value))

    def render(self, value, obj=None, **kwargs):
        return self.say(value)


class Weeks(Field):
    """The weeks of a meeting are said and read with its day."""

    around: date = date(2026, 1, 1)

    def clean(self, row, **kwargs):
        try:
            weekday = cells.read_day(str(row.get(HEADINGS["weekday"]) or ""))
        except ValueError:  # said beside the day
            weekday = None
        return cells.read_weeks(str(row[self.column_name] or ""), weekday=weekday)

    def export(self, instance, **kwargs):
        return cells.say_weeks(instance.rhythm, weekday=instance.weekday, around=self.around)


def fields(book: Book, *, around: date, private: bool = True) -> dict[str, Field]:
    """Every column by the name of its fact. `around` is a day from which the dates of a rhythm are told."""
    special = {
        "number": Cell(cells.read_number, lambda number: str(number or "")),
        "programme": Cell(book.programmes.read, book.programmes.say),
        "area": Cell(book.areas.read, book.areas.say),
        "weekday": Cell(cells.read_day, cells.say_day),
        "hours": Cell(cells.read_hours, cells.say_hours),
        "months": Cell(cells.read_months, cells.say_months),
        "first": Cell(cells.read_date, cells.say_date),
        "last": Cell(cells.read_date, cells.say_date),
        "online_ask": Cell(cells.read_yes, lambda yes: cells.YES if yes else ""),
        "open_weeks": Cell(cells.read_some_weeks, cells.say_some_weeks),
        "tags": Cell(book.read_tags, book.say_tags),
        "attendance": _choice(Attendance.choices, _ATTENDANCE),
        "who": _choice(WhoMayCome.choices, _WHO),
        "joining": _choice(Joining.choices),
        "cost": _choice(Cost.choices),
        "bank_holidays": _choice(BankHolidays.choices),
        "status": Cell(
            lambda text: cells.read_choice(text, Status.choices) or Status.LISTED.value,
            partial(cells.say_choice, choices=Status.choices),
        ),
    }
    made = {}
    for name, heading in HEADINGS.items():
        if name == "private_contact" and not private:
            continue
        if name == "rhythm":
            made[name] = Weeks(name, heading)
            made[name].around = around
        else:
            made[name] = Field(name, heading, special.get(name) or Cell(partial(_read_text, name)))
    return made


def _choice(choices, also=None) -> Cell:
    return Cell(
        partial(cells.read_choice, choices=choices, also=also or {}), partial(cells.say_choice, choices=choices)
    )


# --- Texts, by the limits of their own fields


def _read_text(name: str, text: str) -> str:
    model, field = _field_of(name)
    limit = model._meta.get_field(field).max_length
    value = (plain_text if name in _LONG else one_line)(text, limit=limit + 1)
    value = _TIDIED.get(name, str)(value)
    if len(value) > limit:
        raise ValueError(_("At most %(limit)d characters.") % {"limit": limit})
    return value


def _field_of(name: str):
    for model, names in ((Meeting, MEETING), (Group, GROUP), (Venue, VENUE)):
        if name in names:
            return model, names[name]
    raise KeyError(name)


def _link(text: str) -> str:
    if text and not text.lower().startswith(("http://", "https://")):
        raise ValueError(_("Write a link that begins with https://."))
    if take_passcode_off_link(text)[1]:
        raise ValueError(_("This link holds a passcode. Leave it out: people ask the group for it."))
    return text


def _email(text: str) -> str:
    try:
        return text if not text else validate_email(text) or text
    except ValidationError as error:
        raise ValueError(_("Write an e-mail address such as help@example.org.")) from error


def _languages(text: str) -> str:
    tags = text.replace(",", " ").replace(";", " ").split()
    if wrong := [tag for tag in tags if not WELL_FORMED.fullmatch(tag)]:
        raise ValueError(_("“%(tag)s” is no language tag such as en-GB, cy, pl or bfi.") % {"tag": wrong[0]})
    return " ".join(dict.fromkeys(tags))


_TIDIED = {
    "postcode": lambda text: postcodes.tidy(text) or text.upper(),
    "online_link": _link,
    "website": _link,
    "email": _email,
    "private_contact": _email,
    "languages": _languages,
}
