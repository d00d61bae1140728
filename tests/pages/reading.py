"""Reading a page as a browser would: its links, what it loads, and what it must not have in it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

LOADING = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src", "use": "href"}


@dataclass
class Page:
    """What stands in a page of HTML."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    leaves_without_noreferrer: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    title: str = ""
    lang: str = ""
    robots: str = ""
    sent: list[tuple[str, str]] = field(default_factory=list)
    """What its form sends as it stands: names and values."""


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.page = Page()
        self._within = ""
        self._select = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        page = self.page
        self._within = tag
        if tag == "html":
            page.lang = given.get("lang", "")
        if tag == "meta" and given.get("name") == "robots":
            page.robots = given["content"]
        if "id" in given:
            page.ids.append(given["id"])
        if tag in ("h1", "h2", "h3", "h4"):
            page.headings.append(tag)
        if tag in LOADING and given.get(LOADING[tag]) and given.get("rel") not in ("canonical", "alternate"):
            page.loads.append(given[LOADING[tag]])
        if tag == "script" and not given.get("src") and given.get("type") != "application/ld+json":
            page.inline.append("<script>")
        if tag == "style" or "style" in given:
            page.inline.append(f"style in <{tag}>")
        page.inline += [f"{name} in <{tag}>" for name in given if name.startswith("on")]
        self._field(tag, given)
        if tag in ("a", "form"):
            self._link(given.get("href") or given.get("action") or "", given.get("rel") or "")

    def _field(self, tag, given):
        if tag == "select":
            self._select = given["name"]
        if tag == "option" and "selected" in given:
            self.page.sent.append((self._select, given["value"]))
        if tag == "input" and given.get("name") and (given.get("type") != "checkbox" or "checked" in given):
            self.page.sent.append((given["name"], given.get("value") or ""))

    def _link(self, address, rel):
        self.page.links.append(address)
        if address.startswith("http") and "noreferrer" not in rel:
            self.page.leaves_without_noreferrer.append(address)

    def handle_data(self, data):
        if self._within == "title":
            self.page.title += data

    def handle_endtag(self, tag):
        self._within = ""


def read(html: str) -> Page:
    """What stands in this page."""
    reader = _Reader()
    reader.feed(html)
    return reader.page
