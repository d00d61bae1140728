"""Links of listings are asked seldom and kindly, and one that fails for a week has stopped answering."""

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from groups.feeds import links
from groups.feeds.links import check_links, is_due
from groups.models import LinkCheck
from groups.upkeep.quality.links import stopped
from tests.factories import make_feed, make_group, make_meeting
from tests.feeds.serving import say, serving

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def loopback(settings):
    settings.FETCH_ALLOW_LOOPBACK = True


def check(at=NOON, seconds=20):
    return str(check_links(clock=lambda: at, seconds=seconds, pause=0))


def by_path(**answers):
    """An answer for each path (without its slash); all others are not found. What was asked stands in `asked`."""

    def answer(handler):
        answer.asked.append(handler.path)
        answers.get(handler.path.strip("/").replace(".", "_"), say(status=404))(handler)

    answer.asked = []
    return answer


def test_a_link_that_answers_is_noted():
    with serving(by_path(there=say(b"hello"))) as host:
        make_group(website=f"{host}/there")

        assert check() == "tried 1, answered 1, failed 0, left alone 0, waiting 0"

    kept = LinkCheck.objects.get()
    assert (kept.url, kept.tried_at, kept.failures, kept.failing_since, kept.why) == (
        f"{host}/there",
        NOON,
        0,
        None,
        "",
    )


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_not_here_and_broken_are_failures(status):
    with serving(by_path(page=say(status=status))) as host:
        make_group(website=f"{host}/page")

        assert check() == "tried 1, answered 0, failed 1, left alone 0, waiting 0"

    assert LinkCheck.objects.get().why == f"It answers with status {status}."


@pytest.mark.parametrize("status", [401, 403, 405, 429])
def test_a_page_behind_a_sign_in_or_one_that_minds_robots_is_still_there(status):
    with serving(by_path(page=say(status=status))) as host:
        make_group(website=f"{host}/page")

        assert check() == "tried 1, answered 1, failed 0, left alone 0, waiting 0"


def test_redirects_are_followed_and_no_body_is_waited_for():
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"the beginning of something long")
        threading.Event().wait(0.2)

    moved = say(status=301, Location="/new")
    with serving(by_path(old=moved, new=endless)) as host:
        make_group(website=f"{host}/old")

        assert check() == "tried 1, answered 1, failed 0, left alone 0, waiting 0"


def test_three_tries_in_a_week_and_it_has_stopped():
    with serving(by_path()) as host:
        make_group(website=f"{host}/gone")
        said = {}
        for day in range(9):
            tried = check(at=NOON + timedelta(days=day)).partition(",")[0]
            said[day] = (tried, stopped().count())

    assert [day for day, (tried, _count) in said.items() if tried == "tried 1"] == [0, 3, 7]
    assert [day for day, (_tried, count) in said.items() if count] == [7, 8]


def test_one_good_answer_ends_the_count():
    with serving(by_path(back=say(b"hello"))) as host:
        make_group(website=f"{host}/back")
        LinkCheck.objects.create(
            url=f"{host}/back", tried_at=NOON - timedelta(days=8), failing_since=NOON - timedelta(days=20), failures=5
        )
        check()

    kept = LinkCheck.objects.get()
    assert (kept.failures, kept.failing_since, kept.why) == (0, None, "")


def test_what_robots_are_asked_to_leave_alone_is_left_alone():
    robots = say(b"User-agent: *\nDisallow: /private/\n")
    answer = by_path(robots_txt=robots, open=say(b"hello"))
    with serving(answer) as host:
        make_group(website=f"{host}/private/page")
        make_group(website=f"{host}/open")

        assert check() == "tried 1, answered 1, failed 0, left alone 1, waiting 0"

    assert answer.asked == ["/robots.txt", "/open"]
    assert [kept.url for kept in LinkCheck.objects.all()] == [f"{host}/open"]


def test_a_host_hears_one_question_at_a_time():
    busy, most = [], []

    def answer(handler):
        busy.append(1)
        most.append(len(busy))
        threading.Event().wait(0.02)
        busy.pop()
        say()(handler)

    with serving(answer) as host:
        for number in range(6):
            make_group(website=f"{host}/{number}")
        check()

    assert len(most) == 7
    assert max(most) == 1


def test_when_the_time_is_up_the_rest_waits_for_the_next_run():
    def slow(handler):
        threading.Event().wait(0.5)
        with suppress(BrokenPipeError, ConnectionResetError):  # nobody waits for it any more
            say()(handler)

    with serving(slow) as host:
        for number in range(4):
            make_group(website=f"{host}/{number}")

        said = check(seconds=1.2)

    assert said == "tried 1, answered 1, failed 0, left alone 0, waiting 3"


def test_only_links_of_listed_listings_are_asked_and_others_forgotten():
    with serving(by_path(a=say(), b=say())) as host:
        make_group(website=f"{host}/draft", status="draft")
        make_group(website=f"{host}/closed", status="closed")
        make_group(website=f"{host}/demo", feed=make_feed("demonstration"), feed_key="1")
        make_group(website=f"{host}/a")
        make_meeting(attendance="online", online_link=f"{host}/b", online_ask=False)
        LinkCheck.objects.create(url=f"{host}/closed", tried_at=NOON)

        assert check() == "tried 2, answered 2, failed 0, left alone 0, waiting 0"

    assert [kept.url for kept in LinkCheck.objects.all()] == [f"{host}/a", f"{host}/b"]


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://[::1]:9/", "http://localhost:9/"])
def test_nothing_inside_is_ever_asked(settings, address):
    settings.FETCH_ALLOW_LOOPBACK = False
    make_group(website=address)

    assert check() == "tried 1, answered 0, failed 1, left alone 0, waiting 0"
    assert "is not on the public web" in LinkCheck.objects.get().why


def test_a_redirect_leads_to_no_inside_either():
    with serving(say(status=302, Location="http://169.254.169.254/latest/")) as host:
        make_group(website=f"{host}/")
        check()

    assert LinkCheck.objects.get().why == "169.254.169.254 is not on the public web: nothing is fetched from there."


def test_a_link_rests_for_a_week_and_one_that_failed_for_less():
    def after(failures, days):
        return is_due(LinkCheck(tried_at=NOON - timedelta(days=days), failures=failures), now=NOON)

    assert is_due(None, now=NOON)
    assert [after(0, 6), after(0, 7), after(1, 2), after(1, 3), after(2, 3), after(2, 4), after(3, 6), after(3, 7)] == [
        False, True, False, True, False, True, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 4])
def test_the_command_prints_its_counts_and_ends_well(capsys, monkeypatch, count):
    monkeypatch.setattr(links, "PAUSE_SECONDS", 0)
    for number in range(count):
        make_group(website=f"http://127.0.0.1:9/{number}")

    call_command("check_links", minutes=0.2)

    assert capsys.readouterr().out.startswith("tried ")


def test_an_address_that_is_none_is_a_failure_and_no_crash():
    make_group(website="http://[::1/")
    make_group(website="https://exa mple.org/")

    assert check() == "tried 2, answered 0, failed 2, left alone 0, waiting 0"
