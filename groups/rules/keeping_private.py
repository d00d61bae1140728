"""What must not go public out of a text that others wrote: passcodes, and people's own addresses and numbers."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

LEFT_OUT = "[…]"
"""Stands where something was masked; it is no word, so that it needs no translation."""

# --- E-mail addresses and mobile numbers

_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})", re.ASCII)
_ROLE_WORDS = re.compile(
    r"(?:info|contact|hello|office|help|helpline|enquir|inquir|admin|secretar|support|meeting|web|newcomer|group|"
    r"general|mail|team|intergroup|hotline|chair|treasur|outreach|recovery|sober|sobriety|serenity|al-?anon|alateen|"
    r"community|events?|reception|church|centre|center|district|area|region|fellowship|service|feedback|noreply)",
    re.IGNORECASE,
)
_ROLE_ALONE = re.compile(r"(?:aa|na|ca|oa|ga|da|afg|ig|pi)[\d._-]*|(?:[\w-]*[._-])?(?:aa|na|afg)", re.IGNORECASE)
_UK_MOBILE = r"(?:\+44[\s.-]?\(?0?\)?|\(?0044\)?[\s.-]?|0)[\s.-]?7\d{3}\)?(?:[\s.-]?\d){6}"
_US_NUMBER = r"(?:\+?1[\s.-]{0,2})?\(?(?!8(?:00|33|44|55|66|77|88))[2-9]\d{2}\)?[\s.-]{0,2}[2-9]\d{2}[\s.-]{0,2}\d{4}"
_MOBILE = re.compile(rf"(?<![\w#*,+])(?:{_UK_MOBILE}|{_US_NUMBER})(?![\w#*])", re.ASCII)
_DIALLING = re.compile(
    r"(?:dial|call)[\s-]?in\b|\bone[\s-]tap\b|\bdial\b|\bconference\b|\bby phone\b|\bid\b\W*$", re.IGNORECASE
)
_DIALLING_REACH = 30


def is_private_email(address: str) -> bool:
    """Whether an e-mail address looks like a person's rather than a role's: not info@, not a group's."""
    local = address.partition("@")[0]
    return not (_ROLE_WORDS.search(local) or _ROLE_ALONE.fullmatch(local))


def is_private_number(number: str) -> bool:
    """Whether a phone number looks like a person's: a UK mobile, or any US one that is not toll-free."""
    return bool(_MOBILE.search(number))


def mask_private(text: str) -> tuple[str, bool]:
    """The text with people's e-mail addresses and mobile numbers masked, and whether there were any.

    A number to dial in to is a meeting's, and so is its ID. No US number tells a mobile from another: all are masked.
    """

    masked = _MOBILE.sub(
        lambda found: found[0] if _is_dialled(found) else LEFT_OUT,
        _EMAIL.sub(lambda found: LEFT_OUT if is_private_email(found[1]) else found[0], text) if "@" in text else text,
    )
    return masked, masked != text


def private_in(text: str) -> list[str]:
    """The people's e-mail addresses and mobile numbers that a text holds: what `mask_private` would mask."""
    addresses = [found[0] for found in _EMAIL.finditer(text) if is_private_email(found[1])] if "@" in text else []
    return addresses + [found[0] for found in _MOBILE.finditer(text) if not _is_dialled(found)]


def _is_dialled(number: re.Match) -> bool:
    before = number.string[max(0, number.start() - _DIALLING_REACH) : number.start()]
    return _DIALLING.search(before) is not None


# --- Passcodes

_LABEL = (
    r"(?:(?:dial[\s-]?in|phone|telephone|numeric(?:al)?|meeting|zoom|video)[\s-]*)?"
    r"(?:pass[\s-]?(?:code|word)|\bpwd?\b|\bpin\b(?:\s+(?:code|number))?|access\s+code|kenncode|kennwort|passwort|"
    r"contraseña|clave|mot de passe|código de acceso|senha|hasło|cyfrinair)"
)
_ASIDE = (
    r"(?:\s*\([^()\n]{1,30}\)|\s+(?:for|by|via|if)\s+(?:phone|telephone|dial[\s-]?in|zoom|asked|audio|the meeting))?"
)
_NOT_A_VALUE = (
    r"(?!(?:is|are|was|will|may|can|required|needed|necessary|available|protected|by|on|in|from|for|to|at|as|and|or|"
    r"not|none|no|n/?a|please|the|a|an|same|sent|given|ask|email|e-mail|contact|call|text|changes?|changed|upon|with|"
    r"only|see|if|when|via|below|above|http)\b)"
)
_VALUE = r"(?:[\"“'‘][^\"”'’\n]{1,40}[\"”'’]|\d[\d ]{2,14}\d\b[#*]?|[^\s,;<>()]{0,39}[^\s,;<>().])"
_SAID = rf"(?:\s*[:=#]+\s*|\s+(?:is|are|was|-|–)\s*:?\s+)(?:is\s+)?{_NOT_A_VALUE}{_VALUE}"
_SAID_BARELY = r"\s+(?:\d[\d ]{2,14}\d\b[#*]?|(?=[^\s,;()]*\d)[^\s,;()]{3,40})"
_SAID_AT_ONCE = r"\d{3,15}\b[#*]?"
_BLANKED = r"[\s:-]*(?:removed|redacted|hidden|deleted)\b\.?"
_PASSCODE = re.compile(
    rf"(?<![^\W\d_])(?:(?:(?:&|and|,|\+)\s*)?{_LABEL}{_ASIDE}s?"
    rf"(?:(?P<blanked>{_BLANKED})|{_SAID}|{_SAID_BARELY}|{_SAID_AT_ONCE}))",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"pass|\bpwd?\b|\bpin\b|access\s+code|kenn|contrase|clave|acceso|senha|hasło|cyfrinair|[?&;](?:pwd|p|pw|tk)=",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)
_SECRET_KEYS = {"pwd", "passcode", "password", "passwd", "pw", "pass", "pin", "tk", "accesscode"}
_TEAMS = re.compile(r"(?:^|\.)teams\.(?:live|microsoft)\.com$")
_DANGLING = re.compile(r"(?:\s*(?:[,;:/|&(–-]|\band\b))+\s*$", re.IGNORECASE)


def take_out_passcode(text: str) -> tuple[str, bool]:
    """The text without any passcode and its label, and whether there was one; "passcode: removed" goes unmentioned."""
    if not _HINT.search(text):
        return text, False
    found = False

    def clean_link(link: re.Match) -> str:
        nonlocal found
        cleaned, had_one = take_passcode_off_link(link[0])
        found = found or had_one
        return cleaned

    def drop(passcode: re.Match) -> str:
        nonlocal found
        found = found or passcode["blanked"] is None
        return "\x00"

    kept = _PASSCODE.sub(drop, _LINK.sub(clean_link, text))
    if "\x00" not in kept:
        return kept, found
    return "\n".join(filter(None, map(_joined_again, kept.split("\n")))).strip(), found


def _joined_again(line: str) -> str:
    """A line whose gaps close, without the punctuation that stood around them."""
    if "\x00" not in line:
        return line
    kept, *others = (piece.strip() for piece in line.split("\x00"))
    for other in others:
        stop = "." if other.startswith(".") and kept[-1:].isalnum() else ""
        kept = f"{_DANGLING.sub('', kept)}{stop} {other.lstrip('.,;:)|/ ')}".strip()
    return kept


def take_passcode_off_link(link: str) -> tuple[str, bool]:
    """A link without the part of it that lets anyone in, and whether it had one."""
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").lower()
    except ValueError:
        return link, False
    if not parts.query or "=" not in parts.query:
        return link, False
    secret = _SECRET_KEYS | ({"p"} if _TEAMS.search(host) else set())
    pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)
    kept = [(key, value) for key, value in pairs if key.lower().removeprefix("amp;") not in secret]
    if len(kept) == len(pairs):
        return link, False
    return urlunsplit(parts._replace(query=urlencode(kept))), True


_PHONE_ONLY = re.compile(r"^[\d\s()+.,*#;xX/-]+$", re.ASCII)
_AFTER_MEETING_ID = re.compile(r"^([^#]*?,[\d\s]*#|[^#,*]*\d[^#,*]*)(.*)$", re.DOTALL)


def take_passcode_off_phone(number: str) -> tuple[str, bool]:
    """A dial string such as "+1…,,123#,,,,*456#" up to its meeting number, and whether a passcode came after it."""
    found = _AFTER_MEETING_ID.match(number)
    if not found or not _PHONE_ONLY.match(number):
        return number, False
    kept, rest = found.groups()
    if "#" not in kept and "#" not in rest and "*" not in rest:
        return number.strip(), False
    return kept.strip(), len(re.findall(r"\d", rest)) > 1  # a lone 0 or 1 is a participant's number
