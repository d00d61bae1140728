"""When do the words of a foreign listing say that it is not weekly? Plain words become a rule, others a caution.

Feeds such as Meeting Guide can only say "weekly", and what is not is said in a name or a note: "1st & 3rd Wednesday".
The same words also speak of what is no recurrence: a business meeting, an open week, a speaker, the format of a week.
So a rule is made only of words that say of the meeting itself when it meets; it is by arrangement where they say that
it is not weekly without saying its dates ("one Sunday a month"); else it stays weekly, and staff are shown the words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from groups.rules.months_in_words import MONTH, months_in
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK, canonical_weeks, week_number
from groups.rules.words_of_weeks import DAY, FROM_DATE, FULL_DATE, WeeksSaid, date_in, weeks_said

LONGEST_QUOTE = 160

_TRIGGERS = re.compile(
    r"\b(?:first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last|final|every (?:other|two|2|three|3|four|4)\b"
    r"|weeks? [1-5]|2x|alternat|fortnight|bi-?weekly|(?:two|three|four)[ -]weekly|bi-?month|\w*monthly|months?\b|amonth"
    r"|quarterly|once|twice|season|summer|winter|term|dates?\b|temp|hiatus|suspend|paus|not currently|not presently"
    r"|resumes|restarts|starts|begins"
    rf"|starting|beginning|{MONTH}"
    r"|del mes|mensual|quincenal|cada dos|du mois|im monat|alle zwei|14-t)",
    re.IGNORECASE,
)
_SLOGANS = re.compile(r"first things first|one day at a time|last call", re.IGNORECASE)

_APART = (
    r"business|conscience|inventory|steering|committee|intergroup|newcomers?|beginners?|orientation|speakers?"
    r"|anniversar\w*|birthdays?|celebrat\w*|chips?|medallions?|tokens?|coins?|milestones?|pot[ -]?luck|dinner|supper"
    r"|lunch|breakfast|eating|food|cake|refreshments|coffee|open|closed|panel|guests?|qualif\w*|child\w*|baby\w*"
    r"|sponsors?\w*|alateen|teens?|service|picnic|sign language|asl|interpret\w*|chairs?|workshop|social|collection"
    r"|masks?"
)
"""Gatherings and customs beside the meeting."""
_FORMAT = (
    r"steps?|traditions?|concepts?|topics?|literature|books?|discussions?|study|studies|format|meditation|candle\w*"
    r"|(?:wo)?men(?:['’]?s)?|readings?|read|slogans?|promises|reflections?|grapevine|gratitude"
)
"""What a meeting can be, or one week of it."""
_ASIDE = re.compile(rf"\b(?:{_APART}|{_FORMAT})\b", re.IGNORECASE)
_IS_APART = re.compile(rf"\b(?:{_APART})\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:zoom|virtual(?:ly)?|on-?line|in[ -]person|face[ -]to[ -]face|hybrid|outdoors?|outside)\b", re.I
)
_VERB = re.compile(r"\b(?:meets?|gathers?|held|takes? place|convenes?|runs)\b", re.IGNORECASE)
_LEADS_IN = r"(?:\s+(?:only|just|on|the|every|at|in|is|are|for)\b)*[\s:–-]*$"
_VERB_BEFORE = re.compile(_VERB.pattern + _LEADS_IN, re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"\b(?:meeting|meetings|group|session)\b" + _LEADS_IN, re.IGNORECASE)
_FILLER = re.compile(
    r"\b(?:meets?|meetings?|mtgs?|group|we|the|this|our|is|are|it|held|on|only|just|every|each|of|months?|monthly|weeks?"
    r"|weekly|at|from|to|till|until|and|takes? place|happens|gathers?|new|note|please|nb|update|important|now|a|in"
    rf"|days?|evenings?|nights?|mornings?|afternoons?|noon|midday|[ap]\.?m\.?|[0-9:.]+(?:[ap]\.?m\.?)?)\b|{DAY}|[^\w]",
    re.IGNORECASE,
)
_STOP = re.compile(r"[,;:()–]| - ")
_SENTENCE_END = re.compile(r"[;\n!?]+|(?<=\.)(?<!\bSt\.)(?<!\bDr\.)(?<!\bMt\.)\s+(?=[A-Z\"“*(])")
_OTHER_WEEKS_TOO = re.compile(
    r"\b(?:rest of the (?:month|time|year)|(?:all|the) other (?:weeks?|meetings?|\w+days?)|other (?:weeks|\w+days)"
    r"|remaining \w+|otherwise (?:on|online|we|via|in|at|by|virtual|zoom)|also meets?|will also|in addition|every week"
    r"|each week|(?<!bi-)(?<!bi)(?<!two-)(?<!two )(?<!three )(?<!three-)(?<!not )(?<!four )weekly)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:usually|typically|normally|generally|sometimes|mostly|often|varies|vary|approximately)\b", re.I
)
_VERIFY = re.compile(
    r"\b(?:check|verify|confirm|see|call|contact|ask)\b[^;\n]{0,60}\bdates?\b|\bdates?\s+(?:vary|varies|to be)\b", re.I
)
_SEASON = re.compile(
    r"\bseasonal(?:ly)?\b|\bterm[ -]?time\b|\bschool (?:holidays|year|term)|\bsummer (?:only|break|recess)\b"
    r"|\b(?:in|during|over|for) (?:the )?(?:summer|winter)\b",
    re.IGNORECASE,
)
_PAUSED = re.compile(
    r"\btemp(?:orarily|\.)? (?:inactive|closed|suspended|not meeting)|\bnot (?:currently|presently) meeting"
    r"|\bon hiatus\b|\bsuspended\b|\bon pause\b",
    re.IGNORECASE,
)
_OTHER_LANGUAGE = re.compile(
    r"\bdel mes\b|\bmensual|\bquincenal|\bcada dos semanas|\bdu mois\b|\bim monat\b|\balle zwei wochen|\b14-täg",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"(?:\bfirst meeting(?: will be| is)?(?: held)?|\b(?:resumes|restarts)(?: meeting| meetings)?"
    r"|^\W*(?:new )?(?:meeting|group) (?:starts|begins|starting|beginning|will start|will begin)"
    r"|^\W*(?P<alone>starts|begins|starting|beginning))"
    rf"\s+(?:on\s+)?(?:{DAY},?\s+)?(?P<date>{FULL_DATE})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Wording:
    """What the words of a row make of its recurrence, and sentences for staff."""

    by_arrangement: bool = False
    weeks: int = EVERY_WEEK
    interval: int = 1
    phase: int = 0
    months: int = EVERY_MONTH
    first: date | None = None
    cautions: tuple[str, ...] = ()


AS_STATED = Wording()


@dataclass
class _Gathered:
    """What has been read so far."""

    masks: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)
    except_weeks: int = EVERY_WEEK
    rhythm: tuple[int, int] | None = None
    not_weekly: str = ""
    months: int = EVERY_MONTH
    first: date | None = None
    cautions: dict[str, None] = field(default_factory=dict)

    def caution(self, sentence: str, words: str) -> None:
        """Keep a sentence for staff that quotes the words."""
        quote = " ".join(words.split())
        quote = quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…"
        self.cautions[sentence % {"words": quote}] = None


def read_wording(name: str, note: str, *, weekday: int | None) -> Wording:
    """The recurrence that the name and the note of a row say, for a row on that weekday (None: it has none)."""
    if not (_TRIGGERS.search(name) or _TRIGGERS.search(note)):
        return AS_STATED
    gathered = _Gathered()
    name, note = _SLOGANS.sub("", name), _SLOGANS.sub("", note)
    own_words = {_bare(word) for word in _ASIDE.findall(name)}
    other_weeks_too = bool(_OTHER_WEEKS_TOO.search(note))
    if weekday is not None:
        for said in weeks_said(name, weekday):
            _take(gathered, name, said, _judge_name(name, said))
    for clause in _clauses(note):
        if weekday is not None:
            for said, alone in _one_by_one(clause, weekday):
                of_some = other_weeks_too and not said.negated
                _take(gathered, clause, said, "aside" if of_some else _judge_note(alone, said, own_words))
        _take_the_rest(gathered, clause, own_words)
    if _SEASON.search(f"{name}\n{note}") and gathered.months == EVERY_MONTH:
        gathered.caution(_("“%(words)s”: this may not meet all year. Please check."), f"{name} {note}")
    return _decide(gathered, weekday)


def _clauses(note: str) -> list[str]:
    """Sentences and lines; "1st Wed. Speaker" stays whole."""
    clauses: list[str] = []
    for piece in filter(None, map(str.strip, _SENTENCE_END.split(note))):
        before = clauses[-1] if clauses else ""
        if before.endswith(".") and re.search(rf"\b{DAY}$", before, re.IGNORECASE) and not _VERB.search(before):
            clauses[-1] = f"{before} {piece}"
        else:
            clauses.append(piece)
    return clauses


def _one_by_one(clause: str, weekday: int) -> Iterator[tuple[WeeksSaid, str]]:
    """Each thing that a clause says of weeks, with the clause in which the others are blanks."""
    all_said = weeks_said(clause, weekday)
    for said in all_said:
        alone = clause
        for other in all_said:
            if other is not said:
                alone = alone[: other.start] + " " * (other.end - other.start) + alone[other.end :]
        yield said, alone


def _judge_name(name: str, said: WeeksSaid) -> str:
    """Of a name: "own" where it says when the meeting meets, "aside" where it says what a week is for."""
    before, after = name[: said.start], name[said.end :]
    segment_before = re.split(r"[,;:()/–]| - ", before)[-1]
    segment_after = _STOP.split(after)[0].split("/")[0]
    is_whole = segment_before == before and segment_after == after
    if not is_whole and _ASIDE.search(f"{segment_before} | {segment_after}"):
        return "aside"
    last_words = " ".join(segment_before.split()[-2:])
    if _ASIDE.search(last_words) and re.search(rf"\b{DAY}", segment_before, re.IGNORECASE):
        return "aside"  # "Friday Night Group Open Last Friday"
    return "own"


def _bare(word: str) -> str:
    return word.casefold().rstrip("s")


def _speaks_of_others(words: str, own_words: set[str]) -> bool:
    """Whether words name a gathering or a custom that is not what the row itself is called."""
    return any(_bare(word) not in own_words for word in _IS_APART.findall(words))


def _judge_note(clause: str, said: WeeksSaid, own_words: set[str]) -> str:
    """Of a clause: "own", "aside", or "unclear" where it says of the meeting that it is not weekly, but not plainly."""
    before, after = clause[: said.start], FROM_DATE.sub(" ", clause[said.end :])
    at_once = _STOP.split(after)[0]
    if re.match(rf"\s*(?:in|of)?\s*{MONTH}", after, re.IGNORECASE):
        of_several = len(re.findall(rf"\b{MONTH}", after, re.IGNORECASE)) > 1
        return "unclear" if of_several else "aside"  # "of January, April, July"; "the last Friday in December"
    if _VERB_BEFORE.search(before) or said.negated:
        if _speaks_of_others(before, own_words) or _ASIDE.search(at_once):
            return "aside"
        of_a_format = any(_bare(word) not in own_words for word in _ASIDE.findall(before))
        return "unclear" if (of_a_format or _PLACE.search(at_once)) and not said.negated else "own"
    if not _FILLER.sub("", _UNSURE.sub("", f"{before} {after}")):
        return "own"
    if "busines" in own_words:
        before = re.sub("business", "", before, flags=re.IGNORECASE)
    if _ASIDE.search(f"{before} | {after}") or _PLACE.search(f"{before} | {after}"):
        return "aside"
    if _NOUN_BEFORE.search(before) or said.strong:
        return "own"
    if not _FILLER.sub("", f"{_STOP.split(before)[-1]} {at_once}"):  # "Jones Hall, 2nd & 4th Tuesdays, side door"
        return "own" if said.of_several else "unclear" if said.of_month or _VERB.search(before) else "aside"
    return "unclear" if said.of_several or _VERB.search(before) else "aside"


def _take(gathered: _Gathered, words: str, said: WeeksSaid, judged: str) -> None:
    if said.other_day:
        gathered.caution(_("“%(words)s” names another day than the row does. Please check."), words)
    elif judged == "aside":
        gathered.caution(_("“%(words)s” seems to speak of some weeks only, not of when it meets. Please check."), words)
    elif judged == "unclear" or _UNSURE.search(words):
        gathered.not_weekly = gathered.not_weekly or words
        gathered.doubtful |= {said.weeks} - {None}
    elif said.weeks is not None and said.negated:
        gathered.except_weeks &= said.weeks
    elif said.weeks is not None:
        gathered.masks.add(said.weeks)
    elif said.interval == 2 and said.since:
        gathered.rhythm = 2, week_number(said.since) % 2
        gathered.first = said.since
    else:
        gathered.not_weekly = gathered.not_weekly or words


def _take_the_rest(gathered: _Gathered, clause: str, own_words: set[str]) -> None:
    """Months, first dates, pauses, and dates that one is told to look up."""
    said = months_in(clause)
    before = re.split(rf"\b{MONTH}", clause, maxsplit=1, flags=re.IGNORECASE)[0]
    of_others = _speaks_of_others(re.sub("closed", "", before, flags=re.IGNORECASE), own_words)
    if said.months != EVERY_MONTH and not of_others and gathered.months & said.months:
        gathered.months &= said.months
    elif said.unclear or said.months != EVERY_MONTH:
        gathered.caution(_("“%(words)s” speaks of months, but not plainly enough for a rule. Please check."), clause)
    aside = _speaks_of_others(clause, own_words)
    starts = _STARTS.search(clause)
    if starts and not aside and not (starts["alone"] and _FILLER.sub("", clause[starts.end() :])):
        gathered.first = date_in(starts["date"])
    if _VERIFY.search(clause) and not aside:
        gathered.not_weekly = gathered.not_weekly or clause
    if _PAUSED.search(clause):
        gathered.caution(_("“%(words)s” may mean that it does not meet at present. Please check."), clause)
    if _OTHER_LANGUAGE.search(clause):
        gathered.caution(_("“%(words)s” may mean that it is not weekly. Please check."), clause)


def _decide(gathered: _Gathered, weekday: int | None) -> Wording:
    """One recurrence out of all that was said: dates that contradict each other are no dates."""
    masks = gathered.masks
    weeks = masks.pop() & gathered.except_weeks if len(masks) == 1 else gathered.except_weeks
    plain = weeks != EVERY_WEEK or gathered.rhythm
    contradicts = masks or gathered.doubtful - {weeks} or weeks == 0 or (weeks != EVERY_WEEK and gathered.rhythm)
    dates_unknown = weekday is not None and (contradicts or (gathered.not_weekly and not plain))
    if dates_unknown:
        sentence = _("By arrangement, for its words say that it is not weekly and not on which dates: “%(words)s”.")
        gathered.caution(sentence, gathered.not_weekly or _("several weeks of the month"))
        return Wording(
            by_arrangement=True, months=gathered.months, first=gathered.first, cautions=tuple(gathered.cautions)
        )
    if gathered.not_weekly:
        gathered.caution(_("“%(words)s”: please check the dates."), gathered.not_weekly)
    interval, phase = gathered.rhythm or (1, 0)
    return Wording(
        weeks=canonical_weeks(weeks),
        interval=interval,
        phase=phase,
        months=gathered.months,
        first=gathered.first,
        cautions=tuple(gathered.cautions),
    )
