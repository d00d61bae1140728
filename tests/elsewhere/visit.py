"""A site in another country, begun as docs/another-country.md says and then visited; run with its settings as a process
of its own. It takes a folder of the country's data and a file for the helplines, and prints what it was told, as JSON.
"""

import json
import re
import sys
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import django
from django.conf import settings

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - only once the settings are read
from django.core.management import call_command  # noqa: E402
from django.db import OperationalError  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from mutualaid.views import server_error  # noqa: E402

ALIKE = 1
"""How many addresses of one path, with different questions, are followed."""

_UNSEEN = re.compile(
    r"""<(script|style|svg)\b.*?</\1> | <a\b[^>]*\bclass="cites".*?</a> | <section\ class="sources".*?</section>""",
    re.DOTALL | re.VERBOSE,
)
"""What nobody reads, and the sources of an article: a study is named by its own name, wherever it was made."""
_HEARD = re.compile(r'\b(?:aria-label|placeholder|alt|title|content|value|data-[a-z-]+)="([^"]*)"')
_CALLED = re.compile(r'href="((?:tel|sms):[^"]*)"')
_LINK = re.compile(r'<a\b[^>]*?href="(/[^"]*)"')
_TAG = re.compile(r"<[^>]*>")


def main(folder: Path, help_file: Path) -> dict:
    """Begin the site, and visit it."""
    setup_test_environment()
    settings.HELP_FILE = help_file
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for command in (["createcachetable"], ["load_shipped"], ["import_places", str(folder / "places.txt")]):
        call_command(*command, verbosity=0, stdout=sys.stderr)
    call_command("import_feed", str(folder / "listings.csv"), name="groups", verbosity=0, stdout=sys.stderr)
    visitor = Client()
    told = {"pages": dict(crawl(visitor)), "asked": {}, "staff": dict(staff_pages()), "broken": broken()}
    for address in json.loads(sys.stdin.read()):
        told["asked"][address] = answer_of(visitor.get(address))
    return told


def answer_of(answer) -> dict:
    """Its status, and what somebody reads or hears of it."""
    kind = answer.get("Content-Type", "")
    if not kind.startswith(("text/", "application/json", "application/geo+json", "application/rss+xml")):
        return {"status": answer.status_code, "said": "", "html": ""}
    text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
    return {"status": answer.status_code, "said": said(text) if "html" in kind else text, "html": text}


def said(html: str) -> str:
    """The words of a page: those between its tags, and those of labels; and the numbers that it calls."""
    seen = _UNSEEN.sub(" ", html)
    return unescape("\n".join([_TAG.sub(" ", seen), *_HEARD.findall(seen), *_CALLED.findall(seen)]))


def crawl(client):
    """Every page that links of this site lead to, a few of each path."""
    waiting, seen, alike = ["/"], {"/"}, {}
    while waiting:
        address = waiting.pop()
        answer = answer_of(client.get(address, follow=True))
        yield address, {name: answer[name] for name in ("status", "said")}
        for link in _LINK.findall(answer["html"]):
            found = urldefrag(unescape(link)).url
            path = urlsplit(found).path
            if found in seen or path.startswith(("/admin/", "/static/")) or "plan=" in found:
                continue
            if alike.get(path, 0) >= ALIKE:
                continue
            alike[path] = alike.get(path, 0) + 1
            seen.add(found)
            waiting.append(found)


def staff_pages():
    """The workplace's first page, its first steps, and the forms where staff enter a place."""
    user = get_user_model().objects.create_superuser("staff", password="for the tests 1")
    client = Client()
    client.force_login(user)
    for address in (
        "/admin/",
        "/admin/groups/venue/add/",
        "/admin/groups/meeting/add/",
        "/admin/groups/area/add/",
        "/admin/groups/site/1/change/",
        "/admin/guidance/helpline/",
        "/admin/first-steps/",
    ):
        answer = answer_of(client.get(address, follow=True))
        yield address, {name: answer[name] for name in ("status", "said")}
    form = {"name": "Nowe miejsce", "town": "Warszawa", "postcode": "00-001", "precision": "exact", "country": ""}
    management = {
        f"{prefix}-{name}": "0"
        for prefix in ("access_answers", "accessanswer_set", "answers", "access")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    answer = answer_of(client.post("/admin/groups/venue/add/", form | management, follow=True))
    yield "a venue", {name: answer[name] for name in ("status", "said")}


def broken() -> dict:
    """What is shown at each language's root when something fails, and when the database is away."""
    found = {}
    for path in ("/", "/en/", "/pl/"):
        for error in (ValueError(), OperationalError()):
            try:
                raise error
            except (ValueError, OperationalError):
                answer = server_error(RequestFactory().get(path))
            found[f"{path} {answer.status_code}"] = answer.content.decode()
    return found


if __name__ == "__main__":
    print(json.dumps(main(*map(Path, sys.argv[1:]))))
