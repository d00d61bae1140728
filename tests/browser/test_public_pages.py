"""The public pages in a real browser: found by anybody, on any screen, with nothing kept."""

import re

import pytest

from groups.models import Meeting, Site
from tests import axe
from tests.browser import seeing

pytestmark = pytest.mark.browser


def addresses() -> dict[str, str]:
    """One page of each type."""
    cancelled = Meeting.objects.filter(exceptions__kind="cancelled").first()
    hidden = Meeting.objects.filter(venue__precision="hidden").first()
    closed = Meeting.objects.filter(group__status="closed").first()
    return {
        "home": "/",
        "results": "/meetings/?near=Ipswich",
        "nothing found": "/meetings/?near=Ipswich&within=1&day=sun&time=night&kind=smart",
        "which place": "/meetings/?near=Stanton",
        "errors": "/meetings/?near=Nowhere-on-Sea&day=someday&date=soon",
        "a date": "/meetings/?date=2030-01-01",
        "changed meeting": cancelled.get_absolute_url(),
        "hidden meeting": hidden.get_absolute_url(),
        "closed meeting": closed.get_absolute_url(),
        "group": cancelled.group.get_absolute_url(),
        "programmes": "/programmes/",
        "programme": "/programmes/al-anon/",
        "areas": "/areas/",
        "area": "/areas/woodbridge/",
        "wide area": "/areas/suffolk/",
        "guidance": "/guidance/",
        "article": "/guidance/young-people/",
        "article with tables": "/guidance/kinds-of-group/",
        "article with a sheet to fill in": "/guidance/negotiating-time/",
        "sources": "/guidance/sources/",
        "poster": "/areas/woodbridge/poster/",
        "leaflet": "/leaflet/?near=Ipswich",
        "leaflet without a place": "/leaflet/?near=Stanton",
        "leaflet of nothing": "/leaflet/?near=Ipswich&within=1&day=sun&time=night&kind=smart&slip=maybe",
        "suggest a group": "/suggest/",
        "report of what is invented": f"{cancelled.get_absolute_url()}report/",
        "help now": "/help-now/",
        "help now in easy read": "/help-now/easy-read/",
        "article in easy read": "/guidance/your-first-meeting/easy-read/",
        "shorter article in easy read": "/guidance/what-is-mutual-aid/easy-read/",
        "about": "/about/",
        "open data": "/open-data/",
        "privacy": "/privacy/",
        "not found": "/meetings/never-was/",
    }


def test_no_page_has_a_fault_light_or_dark_small_or_wide_and_none_says_more_with_script(page, browser, site):
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 900}).new_page()
    found = []
    for name, address in addresses().items():
        for scheme, width in (("light", 360), ("dark", 1280)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(site + address)
            for violation in axe.faults(page):
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                found.append((name, scheme, width, violation["id"], nodes))
            if scheme == "light":
                plain.goto(site + address)
                more = seeing.words(page) - seeing.words(plain) - seeing.ADDED_BY_SCRIPT
                found += [(name, "is said with script alone", more)] if more else []
                found += [(name, fault) for fault in seeing.faults(page)]

    assert not found, "\n".join(map(str, found))


def test_axe_itself_finds_a_planted_fault(page, site):
    page.goto(f"{site}/about/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")

    assert "button-name" in [one["id"] for one in axe.faults(page)]


@pytest.mark.parametrize("name", ["Mutual aid near you", "Mutual aid and recovery in Suffolk and Norfolk"])
def test_the_top_is_one_line_at_each_width(page, site, name):
    Site.objects.update(name=name)
    for width in (320, 390, 768, 960, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(f"{site}/about/")
        middles = page.locator(".masthead__bar a:visible").evaluate_all(
            "links => links.map(one => one.getBoundingClientRect()).map(box => Math.round(box.top + box.height / 2))"
        )

        assert len(middles) == (8 if width >= 960 else 3)
        assert len(set(middles)) == 1, width
        lines = page.locator(".masthead__nav a, .masthead__help, .masthead__leave").evaluate_all(
            "links => links.map(one => one.getBoundingClientRect().height)"
        )
        assert max(lines) <= 44, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_small_phone_no_number_is_broken_and_no_hint_cut_off(page, site):
    page.set_viewport_size({"width": 320, "height": 700})

    page.goto(f"{site}/meetings/wednesday-women-10-30am/")
    numbers = page.locator('main a[href^="tel:"]')
    assert set(numbers.evaluate_all("found => found.map(one => one.getClientRects().length)")) == {1}

    page.goto(f"{site}/meetings/")
    cut = page.evaluate("""[...document.querySelectorAll('.search-box input[placeholder]')].filter(box => {
        box.value = box.placeholder;
        return box.scrollWidth > box.clientWidth;
    }).map(box => box.name)""")
    assert cut == []


def test_nothing_is_kept_nothing_comes_from_elsewhere_and_the_policy_is_never_broken(page, site, told):
    for address in addresses().values():
        page.goto(site + address)
        kept = page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]")
        assert kept == ["", 0, 0]

    assert page.context.cookies() == []
    assert [url for url in told["requests"] if not url.startswith(site)] == []
    # The browser reports the 404 of the last page; anything else would be ours.
    assert [error for error in told["errors"] if "404" not in error] == []


def test_without_script_a_visitor_finds_tonight_by_town_postcode_and_outward_code(browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    for typed in ("Ipswich", "IP1 1AA", "ip4"):
        page.goto(site)
        page.get_by_label("Town, postcode, or what you need").fill(typed)
        page.get_by_role("button", name="Find meetings").click()

        assert page.get_by_role("heading", level=1).inner_text().startswith("Meetings near")
        assert page.locator(".meeting-row").count() == 20
        assert re.search(r"\d mile", page.locator(".meeting-row__distance").first.inner_text())

    page.locator(".meeting-row__name a").first.click()
    assert page.get_by_role("heading", name="Can I come?").is_visible()


def test_by_keyboard_alone_the_first_stops_are_leaving_and_the_main_part(page, site):
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Leave quickly"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_filters_are_folded_on_a_phone_and_narrow_the_list_without_script(browser, site):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{site}/meetings/?near=Ipswich")
    assert not page.get_by_label("Tuesday").is_visible()

    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Tuesday").check()
    page.get_by_role("button", name="Show meetings").click()

    assert "day=tue" in page.url
    assert page.get_by_role("heading", level=1).inner_text() == "Meetings on Tuesday near Ipswich"
    page.locator(".pill--without", has_text="Tuesday").click()
    assert "day=tue" not in page.url
