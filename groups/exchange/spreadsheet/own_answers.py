"""Cells of our spreadsheet that hold several words: tags with their weeks, answers about access with their notes."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from groups.exchange.answer_words import answer_word
from groups.exchange.going_public import Public
from groups.exchange.spreadsheet.own import noted
from groups.rules import cells
from groups.rules.choices import ABOUT_BY_SLUG, Answer
from groups.rules.reading import text_as_it_is
from groups.rules.schedule import EVERY_WEEK

LONGEST_NOTE = 200


_BETWEEN = re.compile(r";(?![^()]*\))")
"""A semicolon, but for one that somebody has typed in brackets."""


def words_of(cell: str) -> list[str]:
    """What stands between the semicolons."""
    return [word for word in map(str.strip, _BETWEEN.split(cell)) if word]


def known(values: dict[str, int], word: str) -> int:
    """The value of a word; a ValueError names those there are."""
    if word not in values:
        raise ValueError(_("Write one of these: %(words)s.") % {"words": ", ".join(values)})
    return values[word]


def read_about(cell: str) -> int:
    """The mask of `alcohol; drugs`."""
    return sum({known(ABOUT_BY_SLUG, slug) for slug in words_of(cell)})


def read_tags(cell: str) -> str:
    """`women; speaker (1st)` as values hold it: `speaker:1 women`."""
    return " ".join(sorted(dict(map(_tag, words_of(cell))).values()))


def _tag(word: str) -> tuple[str, str]:
    """A slug, and it with its weeks as a mask where it does not hold in all."""
    slug, bracket, weeks = word.removesuffix(")").partition("(")
    slug = "-".join(slug.split())
    mask = cells.read_some_weeks(weeks) if bracket else EVERY_WEEK
    return slug, slug if mask == EVERY_WEEK else f"{slug}:{mask}"


def read_access(cell: str, public: Public) -> str:
    """`step-free: yes; lift: partly (ask inside)` as values hold it: `lift=partly:ask%20inside step-free=yes`."""
    return " ".join(sorted(dict(_answers(cell, public)).values()))


def _answers(cell: str, public: Public) -> Iterator[tuple[str, str]]:
    for word in words_of(cell):
        slug, _colon, said = word.partition(":")
        answer, bracket, note = said.partition("(")
        note = public.text(text_as_it_is(noted(note.removesuffix(")"))), "access") if bracket else ""
        if len(note) > LONGEST_NOTE:
            raise ValueError(_("A note on access has %(limit)d letters at most.") % {"limit": LONGEST_NOTE})
        slug = "-".join(slug.split())
        answer = cells.read_choice(answer, Answer.choices)
        if answer:
            yield slug, answer_word(slug, answer, note)
