"""Calendar files mean what we mean to a second program too: ical.js, in a browser, expands them to our dates."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.exchange.calendars import AHEAD, TODAY, entry, expected, tables, written
from tests.exchange.test_calendar_expands import KNOWN

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

HERE = Path(__file__).parent
ICAL_JS = HERE.parent / "vendor" / "ical.js" / "ical.js"
EXPAND = (HERE / "expand.js").read_text()
UNTIL = datetime.combine(TODAY + AHEAD, time(), UTC)


@pytest.fixture
def expand(page):
    """Says when a file's events are, in a page that has ical.js and no network."""
    page.route("**/*", lambda route: route.fulfill(body="<!doctype html><title>A calendar</title>"))
    page.route("**/ical.js", lambda route: route.fulfill(path=ICAL_JS, content_type="text/javascript"))
    page.goto("http://calendar.test/")

    def by_ical_js(text):
        spans = page.evaluate(EXPAND, {"text": text, "until": int(UNTIL.timestamp())})
        starts = ((datetime.fromtimestamp(begins, UTC), timedelta(seconds=length)) for begins, length in spans)
        return sorted((start, start + length) for start, length in starts)

    return by_ical_js


def soon(spans):
    """Those that begin within the time that is looked at."""
    return [span for span in spans if span[0] <= UNTIL]


@pytest.mark.parametrize("when", KNOWN.values(), ids=KNOWN)
def test_known_timetables(expand, when):
    assert expand(written(entry(when))) == soon(expected(when))


@given(when=tables())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_timetable(expand, when):
    assert expand(written(entry(when))) == soon(expected(when))
