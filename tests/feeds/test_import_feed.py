"""The command import_feed: what it says, what it remembers, and how it ends."""

import io
import json
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from groups.management.commands import import_feed as command
from groups.models import Feed, FeedRun, Meeting
from groups.rules.choices import RunOutcome
from tests.exchange.guide_rows import row
from tests.factories import make_area, make_programme
from tests.feeds.serving import say, serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed_file(tmp_path):
    """Writes rows to a file named `leeds.json`, and gives its name."""

    def write(*rows, name="leeds.json"):
        file = tmp_path / name
        file.write_text(rows[0] if rows and isinstance(rows[0], str) else json.dumps(rows))
        return str(file)

    return write


def run(*arguments, **options):
    """Lines of stdout, text of stderr, and the exit status."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("import_feed", *arguments, stdout=out, stderr=err, **options)
    except SystemExit as ending:
        status = ending.code
    return SimpleNamespace(lines=out.getvalue().splitlines(), err=err.getvalue(), status=status)


def rows(number):
    return [row(slug=f"meeting-{n}", name=f"Group {n}") for n in range(number)]


def test_a_file_is_planned_shown_and_taken_in(feed_file):
    done = run(feed_file(row(), row(slug="b", time="TBC", name="Hope"), row(slug="c", types=["QQ"])))

    assert done.lines == [
        "Feed “leeds” (Meeting Guide JSON): 2 meetings.",
        "2 meetings have their time zone from their country or state.",
        "Codes that nobody here knows, kept as they are: QQ (1).",
        "Row 2 rejected (Hope): The time “TBC” cannot be read.",
        "added 2, changed 0, unchanged 0, gone 0, rejected 1",
    ]
    assert (done.status, Meeting.objects.count()) == (0, 2)


def test_the_run_is_kept_with_its_counts_and_problems(feed_file):
    run(feed_file(row(), row(slug="b", time="TBC", name="Hope", types=["QQ"]), row(slug="c", types=["QQ"])))

    (kept,) = FeedRun.objects.all()
    assert (kept.feed.name, kept.outcome, kept.added, kept.rejected) == ("leeds", RunOutcome.APPLIED, 2, 1)
    assert kept.problems == [
        {"line": 2, "row": "Hope", "why": "The time “TBC” cannot be read."},
        {"line": 0, "row": "QQ", "why": "Nobody here knows this code."},
    ]
    assert kept.started_at <= kept.ended_at
    assert kept.feed.answered_at == kept.started_at


def test_again_nothing_changes(feed_file):
    file = feed_file(*rows(3))
    run(file)

    assert run(file).lines[-1] == "added 0, changed 0, unchanged 3, gone 0, rejected 0"
    assert list(FeedRun.objects.order_by("pk").values_list("added", "unchanged")) == [(3, 0), (0, 3)]


def test_what_changes_and_what_goes_is_named(feed_file):
    run(feed_file(*rows(2)))

    done = run(feed_file(row(slug="meeting-0", name="Group 0", time="20:00")))

    assert done.lines[1:3] == [
        "Changed: Group 0 (meeting-0): starts_at 19:30:00 → 20:00:00",
        "Gone: Group 1 (meeting-1): is closed",
    ]
    assert done.lines[-1] == "added 0, changed 1, unchanged 0, gone 1, rejected 0"


def test_a_long_list_of_changes_is_shortened_unless_all_is_asked_for(feed_file):
    run(feed_file(*rows(25)))
    later = feed_file(*(row(slug=f"meeting-{n}", name=f"Group {n}", day=2) for n in range(25)))

    shown = run(later, "--dry-run").lines
    assert sum(line.startswith("Changed: Group") for line in shown) == 20
    assert "Changed: and 5 more (--verbosity 2 names them all)." in shown
    assert sum(line.startswith("Changed: Group") for line in run(later, verbosity=2).lines) == 25


def test_a_trial_writes_nothing_at_all(feed_file):
    done = run(feed_file(row()), "--dry-run")

    assert done.lines[-2:] == [
        "A trial: nothing was written.",
        "added 1, changed 0, unchanged 0, gone 0, rejected 0",
    ]
    assert (done.status, Feed.objects.count(), FeedRun.objects.count(), Meeting.objects.count()) == (0, 0, 0, 0)


def test_the_feed_remembers_what_it_was_told(feed_file):
    programme, area = make_programme(slug="al-anon"), make_area(slug="leeds")
    file = feed_file(row())
    run(file, "--name", "Leeds groups", "--programme", "al-anon", "--area", "leeds", "--time-zone", "Europe/Dublin")

    assert run(file, "--name", "Leeds groups").lines[-1] == "added 0, changed 0, unchanged 1, gone 0, rejected 0"
    feed = Feed.objects.get()
    assert (feed.name, feed.programme, feed.area, feed.time_zone) == ("Leeds groups", programme, area, "Europe/Dublin")
    assert Meeting.objects.get().time_zone == "Europe/Dublin"


def test_a_refused_run_says_why_ends_with_1_and_is_kept(feed_file):
    run(feed_file(*rows(10)))

    done = run(feed_file(*rows(2)), "--programme", make_programme().slug)

    assert done.err == "Refused. It would close 8 of the feed’s 10 listings: nothing is changed.\n"
    assert (done.status, done.lines[-1]) == (1, "added 0, changed 2, unchanged 0, gone 8, rejected 0")
    kept = FeedRun.objects.first()
    assert (kept.outcome, kept.gone, kept.why) == (RunOutcome.REFUSED, 8, done.err.strip().removeprefix("Refused. "))
    assert Meeting.objects.filter(status="listed").count() == 10
    assert Feed.objects.get().programme is None

    assert run(feed_file(*rows(2)), "--force").status == 0
    assert Meeting.objects.filter(status="listed").count() == 2


def test_a_trial_that_would_be_refused_says_so(feed_file):
    run(feed_file(*rows(10)))

    assert run(feed_file(*rows(2)), "--dry-run").status == 1
    assert FeedRun.objects.count() == 1


@pytest.mark.parametrize("content", ["", "[]", "<html>", "not json", "{}", "[" * 100_000, '[{"slug": "a"}]', "\x00"])
def test_an_answer_that_cannot_be_read_changes_nothing_and_is_kept(feed_file, content):
    run(feed_file(row()))

    done = run(feed_file(content))

    assert (done.status, done.lines[-1][:18]) == (1, "added 0, changed 0")
    assert done.err.startswith("Refused. ")
    assert FeedRun.objects.first().outcome in (RunOutcome.FAILED, RunOutcome.REFUSED)
    assert Meeting.objects.get().status == "listed"


def test_a_missing_file_leaves_no_trace(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere.json cannot be read: No such file or directory\."):
        run(str(tmp_path / "nowhere.json"))

    assert Feed.objects.count() == 0


def test_a_format_that_is_none_is_refused_with_those_there_are(feed_file):
    with pytest.raises(CommandError, match=r"invalid choice: 'hsds'.*'open-referral-uk'"):
        run(feed_file(row()), "--format", "hsds")


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--programme", "aa", "--programme aa is not known. Known are: al-anon, smart-recovery."),
        ("--area", "leeds", "--area leeds is not known. Known are: none yet."),
        ("--time-zone", "Lundun", "--time-zone Lundun is not known: say it as Europe/London."),
        ("--time-zone", "Europe", "--time-zone Europe is not known: say it as Europe/London."),
        ("--time-zone", "../etc", "--time-zone ../etc is not known: say it as Europe/London."),
        ("--name", "demonstration", "The name “demonstration” is kept for invented listings: choose another."),
        ("--name", " ", "Give the feed a name: --name NAME."),
    ],
)
def test_what_cannot_be_meant_is_answered_with_a_sentence(feed_file, option, value, sentence):
    for slug in ("smart-recovery", "al-anon"):
        make_programme(slug=slug)

    with pytest.raises(CommandError) as refusal:
        run(feed_file(row()), option, value)

    assert str(refusal.value) == sentence


def test_a_format_that_is_said_is_not_guessed(feed_file):
    done = run(feed_file(row(), name="data.txt"), "--format", "csv")

    assert done.status == 1
    assert Feed.objects.get().format == "csv"


def test_a_spreadsheet_is_told_by_itself(feed_file):
    done = run(feed_file('Name,Day,Time,Location,Address\nHope,Monday,7pm,Hall,"1 High St, Leeds LS1 1AA, UK"\n'))

    assert done.lines[0] == "Feed “leeds” (Spreadsheet (CSV)): 1 meeting."
    assert Meeting.objects.get().starts_at.hour == 19


# --- From the web


def test_an_address_is_fetched_and_names_its_feed(settings):
    settings.FETCH_ALLOW_LOOPBACK = True
    with serving(say(json.dumps([row()]).encode())) as address:
        done = run(f"{address}/wp-admin/admin-ajax.php?action=meetings")

    feed = Feed.objects.get()
    assert (done.status, done.lines[-1][:7]) == (0, "added 1")
    assert (feed.name, feed.address) == (
        "127.0.0.1/wp-admin/admin-ajax.php",
        f"{address}/wp-admin/admin-ajax.php?action=meetings",
    )


def test_a_host_that_fails_changes_nothing_and_the_failure_is_kept(settings):
    settings.FETCH_ALLOW_LOOPBACK = True
    with serving(say(b"gone", status=500)) as address:
        done = run(f"{address}/feed?key=secret")

    assert (done.status, done.err) == (1, "Refused. 127.0.0.1 answers with status 500.\n")
    kept = FeedRun.objects.get()
    assert (kept.outcome, kept.why) == (RunOutcome.FAILED, "127.0.0.1 answers with status 500.")


def test_an_address_inside_is_refused():
    done = run("http://169.254.169.254/latest/")

    assert (done.status, done.lines) == (1, ["added 0, changed 0, unchanged 0, gone 0, rejected 0"])
    assert "is not on the public web" in done.err


def test_a_bar_is_drawn_for_a_terminal_alone_and_goes_away(monkeypatch):
    moments = iter(range(100))
    monkeypatch.setattr("groups.management.progress.time.monotonic", lambda: next(moments))
    terminal, pipe = io.StringIO(), io.StringIO()
    terminal.isatty = lambda: True

    for stream in (terminal, pipe):
        progress = command.Progress(stream)
        progress.say("Writing", 50, 100)
        progress.clear()

    assert "Writing [###############...............] 50 %" in terminal.getvalue()
    assert terminal.getvalue().endswith(" \r")
    assert pipe.getvalue() == ""
