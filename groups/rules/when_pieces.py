"""What the words about a meeting's time are made of: patterns for dates, months, weeks, days, lengths and times."""

import re

from groups.rules.months_in_words import MONTH
from groups.rules.schedule import FIFTH, FIRST, FOURTH, LAST, SECOND, THIRD
from groups.rules.words_of_weeks import DAY

ORDINALS = {
    "first": FIRST, "1st": FIRST, "second": SECOND, "2nd": SECOND, "third": THIRD, "3rd": THIRD,
    "fourth": FOURTH, "4th": FOURTH, "fifth": FIFTH, "5th": FIFTH, "last": LAST, "final": LAST,
}  # fmt: skip
ORDINAL = rf"(?:{'|'.join(ORDINALS)})"
NUMBERS = {"other": 2, "second": 2, "2nd": 2, "two": 2, "third": 3, "3rd": 3, "three": 3, "fourth": 4, "4th": 4,
            "four": 4, "five": 5, "six": 6, "eight": 8, "twelve": 12}  # fmt: skip
AND = r"\s*(?:,\s*and|,|&|/|\+|\band\b|\bor\b)\s*(?:the\s+)?"
OF_THE_MONTH = r"(?:\s*(?:of|in|,)?\s*(?:the|each|every|a|per)\s+(?:calendar\s+)?months?\b)"
DATE = (
    rf"(?:(?P<day>{DAY}),?\s+)?(?:the\s+)?(?:(?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})"
    r"|(?P<d1>[0-9]{1,2})/(?P<m1>[0-9]{1,2})/(?P<y1>[0-9]{4})"
    rf"|(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{MONTH})(?:,?\s+(?P<y2>20[0-9]{{2}}))?"
    rf"|(?P<m3>{MONTH})\s+(?P<d3>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![:.]?[0-9]|\s*[ap]m)(?:,?\s+(?P<y3>20[0-9]{{2}}))?)"
)
FROM = re.compile(rf"\b(?:starting|beginning|commencing|from|since)(?:\s+(?:on|from))?\s+{DATE}")
UNTIL = re.compile(rf"(?:\b(?:until|till|to|ending|up to|finishing)(?:\s+on)?|-)\s+{DATE}")
ON = re.compile(rf"(?:\bon\s+)?{DATE}")
HOLIDAYS = re.compile(
    r"\b(?:(?:but\s+)?(?:not|except|excluding|no\s+meetings?|closed)(?:\s+(?:on|for|during))?\s+(?:public|bank)\s+holidays?)\b"
)
AS_USUAL = re.compile(r"\b(?:including|also\s+on|and)\s+(?:public|bank)\s+holidays?\b")
SEVERAL_MONTHS = rf"{MONTH}(?:\s*(?:,\s*and|,|&|/|\band\b|\bor\b|-|\bto\b|\bthrough\b|\buntil\b)\s*{MONTH})*"
NOT_IN = re.compile(
    rf"\b(?:(?:but\s+)?(?:not|except|excluding|closed|no\s+meetings?|apart)(?:\s+(?:in|for|during|from))*"
    rf"\s+(?P<months>{SEVERAL_MONTHS}))"
)
IN = re.compile(rf"\b(?:only\s+)?(?:in|during|from)\s+(?P<months>{SEVERAL_MONTHS})(?:\s+only)?")
MONTHS_ALONE = re.compile(rf"\b(?P<months>{MONTH}\s*(?:-|\bto\b|\bthrough\b)\s*{MONTH})(?:\s+only)?")
TERM = re.compile(
    r"\b(?:in|during|school)?\s*term[\s-]?times?(?:\s+only)?\b|\bnot\s+(?:in\s+)?(?:the\s+)?school\s+holidays\b"
)
ARRANGEMENT = re.compile(r"\b(?:by\s+(?:arrangement|appointment)|ask\s+for\s+(?:the\s+)?dates|when\s+arranged)\b")
EVERY_SO_MANY = re.compile(
    rf"\b(?:every|each|on)\s+(?P<many>other|{'|'.join(NUMBERS)}|[2-9]|[1-4]\d|5[0-2])\s+"
    rf"(?:weeks?\b(?!{OF_THE_MONTH})(?:\s+on(?:\s+a)?\s+(?={DAY}))?|(?={DAY}(?!{OF_THE_MONTH})))"
)
FORTNIGHTLY = re.compile(
    rf"\b(?:fortnightly|biweekly|bi-weekly|every\s+fortnight|alternate(?:\s+weeks?\b)?)(?:\s+on(?=\s+{DAY}))?"
)
WEEKS = re.compile(
    rf"\b(?:(?:on|every|each)\s+)?(?:the\s+)?(?P<list>{ORDINAL}(?:{AND}{ORDINAL})*)(?:\s+weeks?)?(?=\s+(?:on\s+)?{DAY})"
)
WEEKS_AFTER = re.compile(rf"\b(?:the\s+)?(?P<list>{ORDINAL}(?:{AND}{ORDINAL})*)(?:\s+weeks?)?{OF_THE_MONTH}")
MONTH_WORDS = re.compile(
    r"\b(?:of|in)\s+(?:the|each|every|a)\s+(?:calendar\s+)?months?\b|\beach\s+month\b|\bevery\s+month\b"
)
MONTHLY = re.compile(r"\b(?:monthly|once\s+a\s+month|twice\s+a\s+month)\b")
DAYS = re.compile(rf"{DAY}(?:(?:\s*(?:,\s*and|,|&|/|\+|-|\band\b|\bto\b)\s*){DAY})*")
EVERY_DAY = re.compile(r"\b(?:daily|every\s+day|weekdays|weekends)\b")
LENGTH = re.compile(
    r"\b(?:for\s+|lasts?\s+|lasting\s+)?(?:(?P<hours>\d(?:\.\d+)?|an?|one|two|three|four)\s*(?:hours?|hrs?|h)\b"
    r"(?P<half>\s+and\s+a\s+half)?(?:\s*(?:and\s+)?(?P<more>\d{1,2})\s*(?:minutes?|mins?)\b)?"
    r"|(?P<minutes>\d{1,3})\s*(?:minutes?|mins?)\b|(?P<one_half>half\s+an\s+hour))"
)
ONE_TIME = (
    r"(?:noon|midday|midnight|12\s+(?:noon|midday|midnight)|[0-9]{1,2}(?:\s*[:.]\s*[0-9]{2})?\s*(?:am|pm)?"
    r"|[0-9]{4}(?:\s*(?:am|pm|h|hrs?))?)"
)
TIME = re.compile(
    rf"(?<![0-9:.])(?:at\s+|from\s+|starts?\s+(?:at\s+)?)?(?P<start>{ONE_TIME})(?:\s*o'?clock)?"
    rf"(?:\s*(?:-|\bto\b|\buntil\b|\btill\b)\s*(?P<end>{ONE_TIME}))?(?![0-9:])"
    r"(?:\s*(?:in\s+the\s+|at\s+)?(?P<part>morning|afternoon|evening|night)s?\b)?"
)
PART = re.compile(r"\b(?:in\s+the\s+)?(?P<part>morning|afternoon|evening|night)s?\b")
NOTHING = re.compile(
    r"\b(?:every|each|week|weekly|at|on|in|the|we|it|they|meets?|meetings?|group|usually|always|and|only|starts?|starting"
    r"|from|of|with|is|are|held|runs?|but)\b|[\s,;:.()&-]+"
)
"""Words that may stand between, and say nothing more."""
