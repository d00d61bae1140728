"""A usual week as a picture: days across, hours down. Where each thing stands in it, in the drawing's own units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from groups.rules.planning.candidate import NIGHT_ENDS
from groups.rules.planning.fortnight import FORTNIGHT, Span
from groups.rules.schedule import MINUTES_IN_A_DAY
from groups.rules.words import clock
from groups.views.cards import KIND_SHORT
from groups.views.plan.time_words import at_clock
from groups.views.plan.usual_week import Taken, UsualWeek

WIDE = 360
SIDE = 36
"""Where the hours stand."""
END = 6
"""Room for the sign of a clash on the last day."""
TOP = 22
"""Where the days stand."""
COLUMN = (WIDE - SIDE - END) / 7
TALL = 330
FEWEST_HOURS = 9
LETTER, WIDER = 5, 3.3
"""How wide a letter is, and how much wider an m; nothing is written that would not fit."""
LINE = 11.5
"""How high a line of text is."""
EDGE = 1.5
INNER_EDGE = 3


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True)
class Text:
    """A word at a point, which is the middle of its line."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Block:
    """One thing on one day."""

    look: str
    kind: str
    box: Box
    texts: tuple[Text, ...]
    journeys: tuple[Box, ...] = ()
    shape: Text | None = None
    """Where the shape of its kind stands, if there is room."""
    sign: Text | None = None
    """Where the sign of a clash stands."""
    outline: Box | None = None
    """What is drawn round one that clashes."""


@dataclass(frozen=True)
class Picture:
    """All of it."""

    name: str
    high: float
    days: list[Text]
    hours: list[Text]
    lines: list[float]
    columns: list[float]
    blocks: list[Block]
    wide: float = WIDE
    side: float = 0
    """Where the field of the days begins."""
    field: float = WIDE - SIDE - END
    """How wide that field is."""

    @property
    def foot(self) -> float:
        """Where it ends."""
        return self.lines[-1]


@dataclass(frozen=True)
class Look:
    """One look of the picture, and what it means."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True)
class _Piece:
    """The part of something that lies on one day, which begins at 5:00, in minutes after that day's midnight."""

    taken: Taken
    column: int
    span: Span
    inner: Span
    """The same without the journeys; empty where this day has nothing but a journey."""
    lane: int = 0
    lanes: int = 1


@dataclass(frozen=True)
class _Sheet:
    """From days and minutes to the units of the drawing; mirrored where one reads from right to left."""

    first: int
    hour: float
    mirrored: bool

    def down(self, minutes: int) -> float:
        return round(TOP + (minutes / 60 - self.first) * self.hour, 1)

    def across(self, x: float, wide: float) -> float:
        return round(WIDE - x - wide if self.mirrored else x, 1)

    def middle(self, column: int) -> float:
        return self.across(SIDE + (column + 0.5) * COLUMN, 0)

    def box(self, piece: _Piece, span: Span, *, edge: float) -> Box:
        lane = (COLUMN - 2 * edge) / piece.lanes
        x = SIDE + piece.column * COLUMN + edge + piece.lane * lane
        wide = round(lane - (1 if piece.lanes > 1 else 0), 1)
        top = self.down(span[0])
        return Box(self.across(x, wide), top, wide, round(self.down(span[1]) - top, 1))


def pictures_of(weeks: Sequence[UsualWeek]) -> list[Picture]:
    """The picture of each of these usual weeks, all for the same hours."""
    pieces = [[piece for one in week.taken for piece in _pieces(one, week)] for week in weeks]
    if not any(pieces):
        return []
    first, last = _hours_shown([piece for some in pieces for piece in some])
    sheet = _Sheet(first, TALL / (last - first), mirrored=get_language_bidi())
    return [_picture(week, some, sheet, last) for week, some in zip(weeks, pieces, strict=True)]


def _picture(week: UsualWeek, pieces: list[_Piece], sheet: _Sheet, last: int) -> Picture:
    every = 2 if last - sheet.first <= 14 else 3
    hours = range(sheet.first, last, every)
    return Picture(
        name=week.title,
        high=sheet.down(60 * last) + 4,
        days=[Text(sheet.middle(n), TOP - 8, str(WEEKDAYS_ABBR[(week.first_day + n) % 7])) for n in range(7)],
        hours=[
            Text(sheet.across(SIDE / 2 - 2, 0), sheet.down(60 * hour) + 3, clock(time(hour % 24))) for hour in hours
        ],
        lines=[sheet.down(60 * hour) for hour in (*hours, last)],
        columns=[sheet.across(SIDE + n * COLUMN, 0) for n in range(8)],
        blocks=[*_blocks(pieces, sheet)],
        side=sheet.across(SIDE, WIDE - SIDE - END),
    )


def looks_of(weeks: Sequence[UsualWeek]) -> list[Look]:
    """What the pictures of these weeks show, each look with its words."""
    taken = [one for week in weeks for one in week.taken]
    kinds = {one.kind for one in taken}
    looks = [Look("meeting", kind, str(words)) for kind, words in KIND_SHORT.items() if kind in kinds]
    if any(one.journey for one in taken):
        looks.append(Look("journey", "", _("the way there and back")))
    if any(one.look == "mine" for one in taken):
        looks.append(Look("mine", "", _("your times")))
    if any(one.look == "theirs" for one in taken):
        looks.append(Look("theirs", "", _("the other’s times")))
    if any(one.clashes for one in taken):
        looks.append(Look("clash", "", _("clashes")))
    return looks


def _pieces(one: Taken, week: UsualWeek) -> Iterator[_Piece]:
    for n in range(7):
        midnight = week.weeks.offsets[0] + (week.first_day + n) % 7 * MINUTES_IN_A_DAY
        begins, ends = midnight + NIGHT_ENDS, midnight + MINUTES_IN_A_DAY + NIGHT_ENDS
        for turn in (-FORTNIGHT, 0, FORTNIGHT):
            span, inner = (
                tuple(min(max(at + turn, begins), ends) - midnight for at in both) for both in (one.span, one.inner)
            )
            if span[0] < span[1]:
                yield _Piece(one, n, span, inner)


def _hours_shown(pieces: Sequence[_Piece]) -> tuple[int, int]:
    first = min(piece.span[0] for piece in pieces) // 60
    last = -(-max(piece.span[1] for piece in pieces) // 60)
    first = max(NIGHT_ENDS // 60, min(first, last - FEWEST_HOURS))
    return first, max(last, first + FEWEST_HOURS)


def _blocks(pieces: Sequence[_Piece], sheet: _Sheet) -> Iterator[Block]:
    """Fixed times first: the two people side by side where both have any; then meetings above them."""
    looks = [look for look in ("mine", "theirs") if any(piece.taken.look == look for piece in pieces)]
    for lane, look in enumerate(looks):
        for piece in (piece for piece in pieces if piece.taken.look == look):
            yield _fixed(replace(piece, lane=lane, lanes=len(looks)), sheet)
    meetings = [piece for piece in pieces if piece.taken.look == "meeting"]
    for column in range(7):
        for piece in _in_lanes([piece for piece in meetings if piece.column == column]):
            yield _meeting(piece, sheet)


def _in_lanes(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Meetings of one day that lie over one another, side by side."""
    together: list[_Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.span):
        if together and piece.span[0] >= max(one.span[1] for one in together):
            yield from _spread(together)
            together = []
        together.append(piece)
    yield from _spread(together)


def _spread(together: list[_Piece]) -> list[_Piece]:
    return [replace(piece, lane=lane, lanes=len(together)) for lane, piece in enumerate(together)]


def _fixed(piece: _Piece, sheet: _Sheet) -> Block:
    box = sheet.box(piece, piece.span, edge=EDGE)
    return Block(piece.taken.look, "", box, _texts(box, [piece.taken.label]))


def _meeting(piece: _Piece, sheet: _Sheet) -> Block:
    box = sheet.box(piece, piece.inner, edge=INNER_EDGE)
    ways = [(piece.span[0], piece.inner[0]), (piece.inner[1], piece.span[1])]
    outline = sheet.box(piece, piece.span, edge=INNER_EDGE - 2) if piece.taken.clashes else None
    texts = _texts(box, [at_clock(piece.inner[0]), piece.taken.label])
    used = texts[-1].y + 3 if texts else box.y + 3
    return Block(
        look="meeting",
        kind=piece.taken.kind,
        box=box,
        texts=texts,
        shape=Text(round(box.x + box.wide / 2 - 4, 1), round(used, 1), "") if used + 9 < box.y + box.high else None,
        journeys=tuple(sheet.box(piece, way, edge=INNER_EDGE) for way in ways if way[0] < way[1]),
        outline=outline,
        sign=outline and Text(outline.x + (0 if sheet.mirrored else outline.wide), outline.y, "!"),
    )


def _texts(box: Box, lines: list[str]) -> tuple[Text, ...]:
    """As many of the lines as there is room for, each only whole."""
    fit = [line for line in lines if line and _width(line) <= box.wide - 1][: int(box.high // LINE)]
    top = box.y + LINE - 2
    if len(fit) * LINE + 5 > box.high:
        top = box.y + (box.high - len(fit) * LINE) / 2 + LINE - 3
    return tuple(Text(round(box.x + box.wide / 2, 1), round(top + n * LINE, 1), line) for n, line in enumerate(fit))


def _width(text: str) -> float:
    return LETTER * len(text) + WIDER * text.count("m")
