"""Telling the staff, in a real browser and without script: found by anybody on any screen, answered, and decided."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from groups.models import Meeting, Suggestion
from groups.rules.choices import SuggestionKind
from groups.upkeep import suggestions
from mutualaid import posting
from tests import axe
from tests.factories import make_group, make_meeting, make_programme, make_venue

pytestmark = pytest.mark.browser


@pytest.fixture
def meeting(site, monkeypatch):
    """One that is not invented; and nobody has to wait before sending."""
    monkeypatch.setattr(posting, "SHORTEST", posting.timedelta(0))
    cache.clear()
    programme = make_programme("Lights Anonymous", helpline="0300 000 0000", website="https://example.org/")
    group = make_group("Harbour Lights", programme=programme, phone="01473 000000")
    return make_meeting(slug="harbour-lights", group=group, venue=make_venue("Trinity Hall", postcode="IP1 2AB"))


def faults(page):
    found = axe.faults(page)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found], wide


def send(page):
    page.get_by_role("button", name="Send").click()


def test_whom_to_call_stands_there_as_soon_as_a_worry_is_chosen(page, site, meeting):
    page.goto(f"{site}/meetings/harbour-lights/report/")
    lines = page.get_by_role("region", name="If you need help with it now")
    before = lines.is_visible()

    page.get_by_label("Something there worried me").check()

    assert (before, lines.get_by_role("link", name="999").is_visible()) == (False, True)


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_a_report_on_any_screen_its_errors_and_its_thanks_have_no_fault(browser, site, meeting, scheme, width):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/meetings/harbour-lights/report/")
    assert faults(page) == ([], 0)

    page.get_by_label("Something is different").check()
    page.locator("summary", has_text="When").click()
    page.get_by_label("Time", exact=True).fill("teatime")
    assert faults(page) == ([], 0)
    send(page)
    assert page.title().startswith("Error: Report a mistake")
    assert faults(page) == ([], 0)

    page.get_by_label("Time", exact=True).fill("8pm to 9.30")
    send(page)
    assert page.get_by_role("heading", name="Thank you").is_visible()
    assert faults(page) == ([], 0)
    assert Suggestion.objects.get().proposed == {"meeting": {"starts_at": "20:00:00", "minutes": 90}}
    assert context.cookies() == []
    context.close()


def test_all_of_it_works_without_script(browser, site, meeting):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/meetings/harbour-lights/report/")

    page.get_by_label("It no longer meets").check()
    assert not page.get_by_role("heading", name="What is different?").is_visible()
    send(page)
    assert page.get_by_role("heading", name="What happens next").is_visible()

    page.goto(f"{site}/suggest/")
    send(page)
    assert page.get_by_role("heading", name="There is a problem").is_visible()
    page.get_by_label("Name of the group").fill("Late Lights")
    page.get_by_label("Day", exact=True).select_option("Tuesday")
    page.get_by_label("Time", exact=True).fill("7.30pm")
    page.get_by_label("Online", exact=True).check()
    send(page)
    assert page.get_by_role("heading", name="Thank you").is_visible()
    assert sorted(Suggestion.objects.values_list("kind", flat=True)) == ["closed", "new"]
    context.close()


def test_a_worry_is_answered_at_once_with_whom_to_call(page, site, meeting):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{site}/meetings/harbour-lights/report/")
    page.get_by_label("Something there worried me").check()
    send(page)

    numbers = page.locator("main a[href^='tel:']").evaluate_all("links => links.map(link => link.textContent.trim())")
    assert numbers == ["999", "101", "0808 2000 247", "0800 1111", "116 123", "0300 000 0000"]
    assert faults(page) == ([], 0)


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_the_page_on_which_staff_decide_has_no_fault_and_takes_one_click(page, site, meeting, settings, scheme, width):
    settings.STAFF_SECOND_FACTOR = "offered"
    proposed = {
        "meeting": {"weekday": 2, "minutes": 90},
        "group": {"phone": "07700 900123"},
        "venue": {"name": "Hut", "postcode": "IP4 1AA"},
    }
    for number, kind in enumerate((SuggestionKind.WORRY, SuggestionKind.CHANGE, SuggestionKind.CLOSED)):
        suggestions.send(
            kind=kind, meeting=meeting, nonce=f"n{number}", now=posting.timezone.now(), email="someone@example.org",
            proposed=proposed if kind == SuggestionKind.CHANGE else {}, note="In their own words",
        )  # fmt: skip
    staff = Client()
    staff.force_login(User.objects.create_superuser("anna"))
    cookie = {"name": "sessionid", "value": staff.cookies["sessionid"].value, "url": f"{site}/admin/"}
    page.context.add_cookies([cookie])
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})

    found = []
    for one in Suggestion.objects.oldest_first():
        page.goto(f"{site}/admin/groups/suggestion/{one.pk}/change/")
        run = axe.faults(page, within="#content")
        found += [(one.kind, fault["id"], [node["html"][:120] for node in fault["nodes"][:3]]) for fault in run]
    assert found == []

    change = Suggestion.objects.get(kind=SuggestionKind.CHANGE)
    page.goto(f"{site}/admin/groups/suggestion/{change.pk}/change/")
    page.get_by_role("button", name="Accept what is ticked").click()

    meeting = Meeting.objects.get(pk=meeting.pk)
    assert (meeting.weekday, meeting.minutes, meeting.venue.name) == (2, 90, "Hut")
    worry = Suggestion.objects.get(kind=SuggestionKind.WORRY)
    assert page.url == f"{site}/admin/groups/suggestion/{worry.pk}/change/"
