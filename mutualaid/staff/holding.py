"""What somebody typed into a form after their session had ended: carried through sign-in, and given back.

It is kept nowhere: it travels as one signed field of the pages of sign-in. That this server made it says that the form
was one of ours, for only what has passed the check against forged forms is held; and still it is only ever offered.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

SALT = "mutualaid.staff.holding"
MOST_LETTERS = 2_000_000  # a form is refused above 2.5 MB (DATA_UPLOAD_MAX_MEMORY_SIZE), and there is more in it
NOT_HELD = ("csrfmiddlewaretoken",)


@dataclass(frozen=True)
class Held:
    """A form on its way: where to, and its fields in their order, each as often as it came. No files."""

    to: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool = False

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What a person would know again: fields with a name in words, and something in them."""
        return [(_in_words(name), value) for name, value in self.fields if value.strip() and not _is_machinery(name)]


def hold(request: HttpRequest) -> str:
    """The form that a request brought, as one signed word; empty if there is none, or more than can be carried."""
    fields = [(name, value) for name, values in request.POST.lists() if name not in NOT_HELD for value in values]
    to = request.get_full_path()
    if request.method != "POST" or not may_be_sent_to(to):
        return ""
    word = signing.dumps([to, fields, bool(request.FILES)], salt=SALT, compress=True)
    return word if len(word) <= MOST_LETTERS else ""


def read(word: str) -> Held | None:
    """What `hold` wrote; nothing if it did not, or longer ago than a session lasts."""
    try:
        to, fields, had_files = signing.loads(word, salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    except (signing.BadSignature, ValueError):
        return None
    return Held(to, tuple((name, value) for name, value in fields), had_files) if may_be_sent_to(to) else None


def may_be_sent_to(address: str) -> bool:
    """Only the workplace of this site: never what would end a session, sign in, or hold a password."""
    inside = reverse("admin:index")
    doors = ("login", "logout", "account", "password_change", "password_reset", "welcome")
    return address.startswith(inside) and not address.startswith(tuple(f"{inside}{door}/" for door in doors))


def _is_machinery(name: str) -> bool:
    """What the admin's forms carry for themselves."""
    endings = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-id", "__prefix__")
    return name.startswith(("_", "initial-", "form-")) or name.endswith(endings) or "__prefix__" in name


def _in_words(name: str) -> str:
    """`meetings-0-online_link` as `Meetings 1: online link`."""
    *front, last = name.split("-")
    words = last.replace("_", " ")
    if len(front) == 2 and front[1].isdigit():
        return f"{front[0].replace('_', ' ').capitalize()} {int(front[1]) + 1}: {words}"
    return words.capitalize()
