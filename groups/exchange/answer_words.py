"""An answer about access as one word, as values hold it: `step-free=yes`, `lift=partly:ask%20inside`."""

import re
from urllib.parse import quote, unquote

_NOT_IN_A_WORD = re.compile(r"[\s%]+")


def answer_word(feature: str, answer: str, note: str = "") -> str:
    """One word for an answer; of its note the blanks are written otherwise."""
    said = f"{feature}={answer}"
    return f"{said}:{_NOT_IN_A_WORD.sub(lambda found: quote(found[0]), note)}" if note else said


def read_answer(word: str) -> tuple[str, str, str]:
    """The feature, the answer and its note."""
    feature, _equals, said = word.partition("=")
    answer, _colon, note = said.partition(":")
    return feature, answer, unquote(note)


def has_notes(words: object) -> bool:
    """Whether a feed has spoken of notes beside its answers: where it has not, those that stand here are staff's."""
    return isinstance(words, str) and ":" in words
