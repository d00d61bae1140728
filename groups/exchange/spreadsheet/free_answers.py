"""Short answers as people put them into a sheet: yes and no, open or closed, in person or online, still running."""

import re
from typing import NamedTuple

from groups.rules.folding import fold

_YES_SIGNS = set("✓✔☑√●•🗸")
_NO_SIGNS = set("✗✘☒❌❎")
_YES_WORDS = "yes|y|true|1|x|tick|ticked|available|ydy|ie|oes|oui|sí|ja|áno|はい"
_NO_WORDS = "no|n|false|0|none|non|nej|nie|na|nac|nid|nac ydy|nac oes|not available|unavailable|いいえ"
_YES, _NO = ({fold(word) for word in words.split("|")} for words in (_YES_WORDS, _NO_WORDS))

_ATTENDANCE = {
    "in_person": (
        "in person|inperson|in person only|face to face|f2f|physical|room|live|venue|wyneb yn wyneb|presencial"
        "|en personne|présentiel|対面|på plats|osobne"
    ),
    "online": (
        "online|online only|zoom|zoom only|virtual|teams|remote|ar-lein|en línea|en ligne|オンライン|på nätet|nätmöte"
    ),
    "hybrid": (
        "hybrid|both|in person and online|online and in person|face to face and online|face to face and zoom"
        "|in person and zoom|in person/online|in person/zoom|f2f and online|f2f/zoom|hybrid/zoom|híbrido|hybride"
        "|ハイブリッド|hybridné"
    ),
}
_ATTENDANCE_OF = {fold(word): value for value, words in _ATTENDANCE.items() for word in words.split("|")}
_NO_PLACE = re.compile(
    r"\b(?:on\s?line|zoom|via|on|by|only|virtual(?:ly)?|meeting|teams|microsoft|ms|google|meet|skype|the|internet|web"
    r"|video|call|ar|lein|en|linea|ligne)\b"
)
_ONE_OF_PLACE = re.compile(r"\b(?:on\s?line|zoom|virtual|teams|skype|lein|linea|ligne|meet)\b")

_OPEN_WORDS = (
    "open|o|open meeting|open to all|open to anyone|open to everyone|anyone|anyone can come|everyone|all|all welcome"
    "|agored|abierta|abierto|ouverte|ouvert|öppet|otvorené|オープン"
)
_CLOSED_WORDS = (
    "closed|c|closed meeting|members|members only|caeedig|cerrada|cerrado|fermée|fermé|slutet|uzavreté|クローズド"
)
_OPEN, _CLOSED = ({fold(word) for word in words.split("|")} for words in (_OPEN_WORDS, _CLOSED_WORDS))

_RUNNING = {
    "active", "running", "open", "current", "live", "ok", "listed", "ongoing", "continuing", "verified", "confirmed",
    "checked",
}  # fmt: skip
_PAUSED = re.compile(r"\b(?:paused?|suspended|temporar\w*|temp|inactive|not running|not active|on hold|hiatus|break)\b")
_OVER = re.compile(r"\b(?:closed|ended|finished|stopped|ceased|discontinued|cancelled|folded|defunct|gone|dead)\b")

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+|\b[\w.-]*(?:zoom\.us|teams\.microsoft\.com|meet\.google\.com)/[^\s<>\"]+"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
_PHONE = re.compile(r"(?<![\w@])\(?\+?[0-9][0-9\s().-]{6,20}[0-9](?!\w)", re.ASCII)


class Reach(NamedTuple):
    """What a cell about a contact holds that is no name."""

    email: str = ""
    phone: str = ""


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says yes or no; None where it says neither."""
    signs = set(text.replace("\ufe0f", "").strip())
    if signs and signs <= _YES_SIGNS:
        return True
    if signs and signs <= _NO_SIGNS:
        return False
    words = fold(text)
    return True if words in _YES else False if words in _NO else None


def attendance_of(text: str) -> str:
    """in_person, online or hybrid, as Meeting Guide has them; empty where a cell says none of the three."""
    return _ATTENDANCE_OF.get(fold(text), "")


def is_no_place(text: str) -> bool:
    """Whether what stands for a venue is none: "Zoom", "Online only", "via Teams"."""
    words = fold(text)
    return bool(_ONE_OF_PLACE.search(words)) and not _NO_PLACE.sub("", words).strip()


def who_of(text: str) -> str:
    """O where anyone can come, C where not, as Meeting Guide has it; empty where a cell says neither."""
    words = fold(text)
    return "O" if words in _OPEN else "C" if words in _CLOSED else ""


def is_paused(text: str) -> bool | None:
    """Whether a status is one of a pause; None where it is neither that nor one of a meeting that runs."""
    answer, words = yes_or_no(text), fold(text)
    if answer is not None or words in _RUNNING:
        return answer is False
    return True if _PAUSED.search(words) or _OVER.search(words) else None


def link_in(text: str) -> tuple[str, str]:
    """The first web address of a cell, and the text around it."""
    found = _LINK.search(text)
    if not found:
        return "", text
    link = found[0].rstrip(".,;)")
    around = f"{text[: found.start()]} {text[found.start() + len(link) :]}"
    return link, " ".join(around.split()).strip("-–—:;,. ")


def reach_in(text: str) -> Reach:
    """The e-mail address and the number in a cell about a contact; no name goes any further."""
    email, phone = _EMAIL.search(text), _PHONE.search(_EMAIL.sub(" ", text))
    return Reach(email[0] if email else "", phone[0].strip() if phone else "")
