"""The page that a letter opens in a real browser: by anybody, on any screen, without script, with nothing kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.models import Group, Letter, Site
from groups.search import vocabulary
from groups.upkeep import letter_links, letters
from tests import axe
from tests.browser import seeing
from tests.factories import make_area, make_meeting, make_programme, make_venue
from tests.upkeep.writing_letters import make_asked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def path(live_server, settings):
    """The address of the page of a letter about three groups."""
    vocabulary.forget()
    settings.MAIL_IS_SET = True
    Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk", "email": "hub@example.org"})
    area = make_area("Woodbridge")
    venue = make_venue("Friends Meeting House", town="Woodbridge", postcode="IP12 1AA", area=area)
    for name in ("Harbour Lights", "Deben Big Book", "Saturday Morning at the Old Customs House"):
        group = make_asked(name, programme=make_programme(), area=area, phone="01394 555 0101")
        make_meeting(group=group, venue=venue, weekday=5, who="members", minutes=90)
    letters.write_letters(now=timezone.now())
    yield f"{live_server.url}{link(timezone.now())}"
    vocabulary.forget()


def link(made):
    return f"/confirm/{letter_links.token_of(Letter.objects.get(), now=made)}/"


def test_axe_finds_nothing_in_any_state_of_it_light_or_dark_small_or_wide(page, path, live_server):
    expired = f"{live_server.url}{link(timezone.now() - timedelta(days=91))}"

    def opened():
        page.goto(path)
        for fold in page.locator("summary").all():
            fold.click()

    def with_fault():
        page.goto(path)
        page.locator("summary", has_text="It has closed").click()
        page.locator("button[value=closed]").click()

    def told():
        page.goto(path)
        page.locator("summary", has_text="It has closed").click()
        page.locator("#closed").get_by_label("Harbour Lights").check()
        page.locator("button[value=closed]").click()

    states = {
        "as it opens": lambda: page.goto(path),
        "folds open": opened,
        "about one meeting": lambda: (page.goto(path), page.get_by_role("link", name="Not right?").first.click()),
        "with a fault": with_fault,
        "told": told,
        "partly answered": lambda: page.goto(path),
        "all right": lambda: (page.goto(path), page.locator("button[value=right]").click()),
        "expired": lambda: page.goto(expired),
        "sent anew": lambda: (page.goto(expired), page.get_by_role("button").click()),
        "unknown": lambda: page.goto(f"{live_server.url}/confirm/unknown/"),
    }
    found = []
    for scheme, width in (("light", 320), ("dark", 1280)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        for name, reach in states.items():
            reach()
            page.evaluate("window.scrollTo(0, 0)")  # scrolled, the masthead lies over something
            for one in axe.faults(page):
                found.append((name, scheme, one["id"], [node["html"][:120] for node in one["nodes"][:2]]))
            if scheme == "light":
                found += [(name, fault) for fault in seeing.faults(page)]

    assert not found, "\n".join(map(str, found))


def test_without_script_one_press_confirms_all_and_nothing_is_kept(browser, path):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(path)
    assert Group.objects.filter(confirmed_on=None).count() == 3

    page.get_by_role("button", name="All still right").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Thank you: that is all."
    assert page.get_by_role("link", name="Get help now: numbers to call").is_visible()
    assert set(Group.objects.values_list("confirmed_by", flat=True)) == {"group"}
    assert context.cookies() == []


def test_not_right_leads_to_the_form_with_that_meeting_chosen(browser, path):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(path)

    page.get_by_role("link", name="Not right? Harbour Lights, Every Saturday, 7:30pm to 9pm").click()

    chosen = page.get_by_label("What is it about?")
    assert chosen.is_visible()
    assert chosen.locator("option:checked").inner_text() == "Harbour Lights: Every Saturday, 7:30pm to 9pm"


def test_nothing_comes_from_elsewhere_and_no_policy_is_broken(page, path, live_server, told):
    page.goto(path)
    page.locator("button[value=right]").click()

    assert [url for url in told["requests"] if not url.startswith(live_server.url)] == []
    assert told["errors"] == []
