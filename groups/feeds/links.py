"""Do the links of listings still answer? Each is asked seldom, kindly, and by the one fetcher alone.

A host is asked one thing at a time with a pause between, and nothing that its robots.txt asks robots to leave alone.
Whatever a host says but “not here” and “broken” is an answer: a page behind a sign-in is still there.
"""

import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from groups.feeds.fetching import fetch, is_web_address, status_of
from groups.feeds.not_fetched import NotFetched
from groups.models import DEMONSTRATION, Group, LinkCheck, Meeting

NAME = "mutualaid"
"""By which robots.txt may speak to us."""

AT_ONCE = 8
SECONDS_EACH = 20.0
PAUSE_SECONDS = 1.0
_ROBOTS_BYTES = 256 * 1024
_GONE = (404, 410)
_WAIT_DAYS = {0: 7, 1: 3, 2: 4}
"""After so many failures a link is asked again in so many days: the third try comes a week after the first."""

_WAIT_DAYS_ELSE = 7
MOST_FAILURES = 1000


@dataclass
class Counts:
    """What became of the links that there are."""

    tried: int = 0
    answered: int = 0
    failed: int = 0
    left_alone: int = 0
    waiting: int = 0

    def __str__(self):
        return (
            f"tried {self.tried}, answered {self.answered}, failed {self.failed},"
            f" left alone {self.left_alone}, waiting {self.waiting}"
        )


@dataclass(frozen=True)
class Tried:
    """What one link answered; `why` is empty where it did, None where its host wants no robots."""

    url: str
    why: str | None


def check_links(*, clock: Callable[[], datetime], seconds: float, pause: float = PAUSE_SECONDS) -> Counts:
    """Ask the links that are due, for so many seconds at most; those that were not reached wait for the next run.

    What no listing shows any more is forgotten.
    """
    now = clock()
    listed = links_of_listings(on=localdate(now))
    known = {check.url: check for check in LinkCheck.objects.all()}
    LinkCheck.objects.filter(pk__in=[check.pk for url, check in known.items() if url not in listed]).delete()
    due = [url for url in sorted(listed) if is_due(known.get(url), now=now)]
    due.sort(key=lambda url: known[url].tried_at.timestamp() if url in known else 0)
    counts = Counts()
    for tried in _ask_all(due, ends=time.monotonic() + seconds, pause=pause):
        if tried.why is None:
            counts.left_alone += 1
            continue
        counts.tried += 1
        counts.failed += bool(tried.why)
        note(tried.url, known.get(tried.url), why=tried.why, at=clock())
    counts.answered = counts.tried - counts.failed
    counts.waiting = len(due) - counts.tried - counts.left_alone
    return counts


def links_of_listings(*, on: date) -> set[str]:
    """The links that listed groups and meetings show. Two queries."""
    groups = Group.objects.listed(on=on).exclude(feed__name=DEMONSTRATION).exclude(website="")
    meetings = Meeting.objects.listed(on=on).exclude(feed__name=DEMONSTRATION).exclude(online_link="")
    found = {*groups.values_list("website", flat=True), *meetings.values_list("online_link", flat=True)}
    return {url for url in found if is_web_address(url)}


def is_due(check: LinkCheck | None, *, now: datetime) -> bool:
    """Never asked, or not for as long as it may rest."""
    if check is None:
        return True
    return check.tried_at <= now - timedelta(days=_WAIT_DAYS.get(check.failures, _WAIT_DAYS_ELSE))


def note(url: str, before: LinkCheck | None, *, why: str, at: datetime) -> None:
    """Write down what a link answered."""
    failures = before.failures if before else 0
    since = before.failing_since if before else None
    now = {
        "tried_at": at,
        "why": why[:200],
        "failures": min(failures + 1, MOST_FAILURES) if why else 0,
        "failing_since": (since or at) if why else None,
    }
    LinkCheck.objects.update_or_create(url=url, defaults=now)


def _ask_all(urls: list[str], *, ends: float, pause: float) -> Iterator[Tried]:
    """What each answered, as it comes. A host's links are asked by one thread, so that it hears one question at once.

    No thread touches the database.
    """
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[_host(url)].append(url)
    to_ask: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for links in hosts.values():
        to_ask.put(links)
    answers: queue.SimpleQueue[Tried | None] = queue.SimpleQueue()

    def work() -> None:
        try:
            while time.monotonic() < ends:
                for tried in _ask_host(to_ask.get_nowait(), ends=ends, pause=pause):
                    answers.put(tried)
        except queue.Empty:
            return
        finally:
            answers.put(None)

    workers = min(AT_ONCE, len(hosts))
    for _number in range(workers):
        threading.Thread(target=work, daemon=True).start()
    while workers:
        tried = answers.get()
        if tried is None:
            workers -= 1
        else:
            yield tried


def _ask_host(urls: Iterable[str], *, ends: float, pause: float) -> Iterator[Tried]:
    rules = None
    for url in urls:
        rules = rules or _robots(url, ends=ends)
        time.sleep(max(0.0, min(pause, ends - time.monotonic())))
        left = ends - time.monotonic()
        if left <= 0:
            return
        if _host(url) and not rules.can_fetch(NAME, url):
            yield Tried(url, None)
            continue
        why = _why_not(url, seconds=min(SECONDS_EACH, left))
        if why and time.monotonic() >= ends:
            return  # cut short by the end of the run: that says nothing about the link
        yield Tried(url, why)


def _why_not(url: str, *, seconds: float) -> str:
    """Why a link does not answer, in a sentence; empty where it does."""
    try:
        status = status_of(url, seconds=seconds)
    except NotFetched as error:
        return str(error)
    if status in _GONE or status >= 500:
        return _("It answers with status %(status)d.") % {"status": status}
    return ""


def _robots(url: str, *, ends: float) -> RobotFileParser:
    """What the host asks robots to leave alone; nothing, where it does not say."""
    rules = RobotFileParser()
    seconds = max(0.1, min(SECONDS_EACH, ends - time.monotonic()))
    try:
        text = fetch(urljoin(url, "/robots.txt"), seconds=seconds, most_bytes=_ROBOTS_BYTES)
    except (NotFetched, ValueError):
        text = b""
    rules.parse(text.decode("utf-8", "replace").splitlines())
    return rules


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
