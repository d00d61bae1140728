"""The visitor's week goes along: while an address holds one, every link and form of its page leads on with all of it.

Rows and partials are drawn once and kept for everybody, so this is done to the finished page, and in this one place.
Nothing else adds a week to a link. A link or form whose tag has `data-no-week` is left as it is: those that say a whole
week themselves, and those to paper, which goes to others. What names one parameter of a week keeps its own value of it.

Forms that post go to the address of their own page, which holds the week already; so nothing is added to them, and the
page that answers leads on in its turn.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from django.utils.cache import patch_cache_control
from django.utils.html import escape

from groups.rules.planning.week_plan import PARAMETERS
from groups.views.plan.held import is_held, week_held

STAFF = "/admin/"
NO_PAGES = (STAFF, "/static/", "/logo/", "/api/", "/health/")
"""Where no page of a visitor's is; nor is an address whose last part has a full stop (`.ics`, `.txt`, `.json`)."""

UNTOUCHED = "data-no-week"

_TAG = re.compile(
    r"""<!--.*?-->|<(?P<raw>script|style|textarea|title)\b.*?</(?P=raw)>|"""
    r"""<(?P<name>a|form)\s(?:[^>"']++|"[^"]*+"|'[^']*+')*+>|(?P<end></form>)""",
    re.DOTALL,
)
_HREF = re.compile(r'(?<=\shref=")[^"]*')
_ACTION = re.compile(r'(?<=\saction=")[^"]*')
_POSTS = re.compile(r'\smethod="?post\b', re.IGNORECASE)
_FRAGMENT = re.compile(r"(?<!&)#.*", re.DOTALL)  # not that of `&#x27;`
_SAID = re.compile(rf"(?:\?|&amp;|&)({'|'.join(PARAMETERS)})=")
_FIELD = re.compile(rf'\sname="({"|".join(PARAMETERS)})"')


class CarriesTheWeek:
    """Does it to each page whose address holds a week, and keeps such a page out of search engines and shared caches.

    A page that has moved (301) takes the week along to its new address. Other redirects say their own.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.META.get("QUERY_STRING") and not request.path.startswith(STAFF) and is_held(request):
            response.headers["X-Robots-Tag"] = "noindex"
            patch_cache_control(response, private=True)
            _lead_on(response, week_held(request).parameters())
        return response


def _lead_on(response, week: Mapping[str, str]) -> None:
    if response.status_code == 301:
        response.headers["Location"] = _address(response.headers["Location"], _pairs(week), "&")
    elif response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
        response.content = carried(response.content.decode(response.charset), week)


def carried(html: str, week: Mapping[str, str]) -> str:
    """A page of ours with each link and form of its own leading on with these parameters; all else is untouched."""
    return _Page(html, week).led_on() if week else html


class _Page:
    """One page while it is gone through, tag by tag."""

    def __init__(self, html: str, week: Mapping[str, str]):
        self.html = html
        self.pairs = _pairs(week)
        self.fields = {
            name: f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in week.items()
        }
        self.form_from: int | None = None
        """Where the form begins that takes the week along."""

    def led_on(self) -> str:
        return _TAG.sub(self._tag, self.html)

    def _tag(self, match: re.Match) -> str:
        tag = match[0]
        if match["end"]:
            return self._fields_of_form(match.start()) + tag
        if match["name"] == "form":
            self.form_from = match.end() if _takes_fields(tag) else None
        if match["name"] == "a" and UNTOUCHED not in tag:
            return _HREF.sub(lambda href: _address(href[0], self.pairs, "&amp;"), tag, count=1)
        return tag

    def _fields_of_form(self, until: int) -> str:
        if self.form_from is None:
            return ""
        own = _FIELD.findall(self.html, self.form_from, until)
        self.form_from = None
        return "".join(field for name, field in self.fields.items() if name not in own)


def _pairs(week: Mapping[str, str]) -> dict[str, str]:
    return {name: urlencode({name: value}) for name, value in week.items()}


def _takes_fields(tag: str) -> bool:
    action = _ACTION.search(tag)
    return UNTOUCHED not in tag and not _POSTS.search(tag) and (action is None or not action[0] or _is_page(action[0]))


def _address(address: str, pairs: Mapping[str, str], and_: str) -> str:
    """The address with those of these parameters that it does not say itself, before its fragment."""
    if not _is_page(address):
        return address
    fragment = found[0] if (found := _FRAGMENT.search(address)) else ""
    asked = address.removesuffix(fragment)
    said = _SAID.findall(asked)
    more = and_.join(pair for name, pair in pairs.items() if name not in said)
    if not more:
        return address
    join = "?" if "?" not in asked else "" if asked.endswith("?") else and_
    return f"{asked}{join}{more}{fragment}"


def _is_page(address: str) -> bool:
    """Whether it is one of this site's pages: a path, or this page's own with another question."""
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    if not path:
        return address.startswith("?")
    is_path = path.startswith("/") and not path.startswith(("//", *NO_PAGES))
    return is_path and "." not in path.rpartition("/")[2]
