"""What has reached its date is forgotten, and nothing else; what was done to the listings stays."""

import secrets
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import call_command

from groups.models import Change, DateAsked, Deed, FeedRun, FindingPutAside, Group, Suggestion
from groups.rules.keeping import forgotten_on
from groups.upkeep.forgetting import Forgotten, forget
from mutualaid.posting import NONCE_LENGTH
from tests.factories import make_feed, make_group, make_meeting
from tests.guidance.records import make_page

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
NOTHING = Forgotten(0, 0, 0, 0, 0)


@pytest.fixture
def anna(db):
    return User.objects.create_user("anna")


def ago(days):
    return NOW - timedelta(days=days)


def suggestion(sent, decided=None, **fields):
    state = "accepted" if decided is not None else "waiting"
    return Suggestion.objects.create(
        kind="closed", nonce=f"{Suggestion.objects.count()}", sent_at=ago(sent), state=state,
        decided_at=ago(decided) if decided is not None else None, email="someone@example.org", **fields,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "decided", "is_kept"),
    [(179, None, True), (180, None, False), (40, 29, True), (40, 30, False), (180, 1, False)],
)
def test_an_address_goes_30_days_after_the_decision_and_after_180_in_any_case(sent, decided, is_kept):
    one = suggestion(sent, decided)

    forget(now=NOW)

    one.refresh_from_db()
    assert (one.email != "") is is_kept
    assert (forgotten_on(sent_at=one.sent_at, decided_at=one.decided_at) > NOW) is is_kept


def test_with_the_address_goes_the_digest_on_which_a_guess_at_it_could_be_tried():
    digest, page = "0123456789abcdef", secrets.token_urlsafe(16)
    sent_twice = [suggestion(200), suggestion(200)]
    kept = suggestion(10)
    for one, last in (*zip(sent_twice, "01", strict=True), (kept, "2")):
        Suggestion.objects.filter(pk=one.pk).update(nonce=f"{page}-{digest[:-1]}{last}")

    forget(now=NOW)

    first, second = Suggestion.objects.filter(email="").values_list("nonce", flat=True)
    assert (len(page), first.startswith(page), first != second) == (NONCE_LENGTH, True, True)
    assert digest[:8] not in first + second
    kept.refresh_from_db()
    assert kept.nonce.endswith(f"{digest[:-1]}2")


def test_words_go_two_years_after_the_decision_and_what_was_proposed_stays(anna):
    fields = {"note": "Someone", "asked": "Who?", "decided_by": anna, "proposed": {"meeting": {"weekday": 2}}}
    old, new = suggestion(800, 730, **fields), suggestion(800, 729, **fields)

    forget(now=NOW)

    old.refresh_from_db(), new.refresh_from_db()
    assert (old.note, old.asked, old.decided_by, old.proposed) == ("", "", None, {"meeting": {"weekday": 2}})
    assert (new.note, new.asked, new.decided_by) == ("Someone", "Who?", anna)


def test_who_did_what_goes_after_two_years_and_what_was_done_stays(anna):
    for days in (730, 729):
        deed = Deed.objects.create(by=anna, by_words="anna", source="form", said="Moved")
        Deed.objects.filter(pk=deed.pk).update(at=ago(days))
        Change.objects.create(deed=deed, table="group", key=1, called="Harbour Lights", kind="changed")
        entry = LogEntry.objects.create(
            user=anna, content_type=ContentType.objects.get_for_model(Group), object_id="1", object_repr="Harbour",
            action_flag=CHANGE,
        )  # fmt: skip
        LogEntry.objects.filter(pk=entry.pk).update(action_time=ago(days))

    forget(now=NOW)

    assert list(Deed.objects.order_by("at").values_list("by", "by_words", "said")) == [
        (None, "", "Moved"), (anna.pk, "anna", "Moved"),
    ]  # fmt: skip
    assert Change.objects.count() == 2
    assert LogEntry.objects.count() == 1


def test_the_versions_of_an_article_stay_without_who_saved_them(anna):
    page = make_page()
    page.history.update(history_user=anna, history_date=ago(731))

    assert forget(now=NOW).staff == page.history.count() > 0

    assert set(page.history.values_list("history_user", flat=True)) == {None}


def test_who_put_a_finding_aside_goes_after_two_years_and_that_it_is_right_stays(db):
    for days in (730, 729):
        FindingPutAside.objects.create(finding=f"same-groups:{days}", on=ago(days).date(), by_words="anna")

    assert forget(now=NOW).staff == 1

    assert list(FindingPutAside.objects.order_by("on").values_list("by_words", flat=True)) == ["", "anna"]


def test_whom_we_asked_about_a_date_goes_thirty_days_after_it(db):
    meeting = make_meeting()
    for days in (30, 29, -30):
        DateAsked.objects.create(meeting=meeting, day=ago(days).date(), code=f"c{days}", whom="hash of an address")

    assert forget(now=NOW).letters == 1

    assert set(DateAsked.objects.values_list("code", flat=True)) == {"c29", "c-30"}


def test_sessions_that_are_over_go(db):
    for key, days in (("over", 1), ("open", -1)):
        Session.objects.create(session_key=key, session_data="", expire_date=datetime.now(UTC) - timedelta(days=days))

    forget(now=datetime.now(UTC))

    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


def test_runs_of_feeds_go_after_a_year_but_for_the_last_of_each():
    busy, left = make_feed("busy"), make_feed("left alone")
    for feed, days in ((busy, 366), (busy, 364), (left, 900), (left, 800)):
        FeedRun.objects.create(feed=feed, started_at=ago(days), ended_at=ago(days), outcome="applied", added=days)

    forget(now=NOW)

    assert set(FeedRun.objects.values_list("feed__name", "added")) == {("busy", 364), ("left alone", 800)}


def test_the_command_says_what_it_forgot_and_then_that_there_is_nothing():
    suggestion(4000)
    make_group()

    said = StringIO()
    call_command("erase_expired", stdout=said)
    call_command("erase_expired", stdout=said)

    assert said.getvalue().splitlines() == [
        "Forgot 1 addresses and 0 texts of suggestions, 0 addresses of letters, 0 sessions, and who did what in 0 "
        "entries of the staff.",
        "Nothing had reached its date.",
    ]
    assert forget(now=NOW) == NOTHING
