"""Pages in other languages in a real browser: none is too wide, axe is content, a number is as it is dialled."""

import pytest

from tests import axe
from tests.browser import seeing

pytestmark = pytest.mark.browser

FOUR = [("en-gb", "English"), ("cy", "Cymraeg"), ("pl", "polski"), ("ar", "العربيّة")]
PAGES = (
    "/",
    "/meetings/?near=Ipswich",
    "/meetings/?view=week&near=Ipswich",
    "/meetings/noon-bell-monday-12-30pm/",
    "/help-now/",
    "/guidance/what-is-mutual-aid/",
    "/plan/?plan=3.7&busy=12345-0900-1730_work",
)
WHERE_DIGITS_STAND = """
links => links.map(link => {
    const text = document.createTreeWalker(link, NodeFilter.SHOW_TEXT), at = [];
    while (text.nextNode()) [...text.currentNode.data].forEach((sign, n) => {
        if (!/[0-9]/.test(sign)) return;
        const range = document.createRange();
        range.setStart(text.currentNode, n);
        range.setEnd(text.currentNode, n + 1);
        const box = range.getBoundingClientRect();
        at.push([Math.round(box.y / 12), box.x]);
    });
    return [link.textContent.trim(), at];
})
"""


@pytest.fixture(autouse=True)
def four_languages(settings):
    settings.LANGUAGES = FOUR


def test_a_number_is_dialled_from_left_to_right_in_arabic(page, site):
    wrong = []
    for address in ("/ar/help-now/", "/ar/meetings/noon-bell-monday-12-30pm/", "/ar/guidance/family-and-friends/"):
        page.goto(site + address)
        links = page.locator("main a[href^='tel:']:not(.button)")
        assert links.count() > 0
        wrong += [text for text, digits in links.evaluate_all(WHERE_DIGITS_STAND) if digits != sorted(digits)]

    assert wrong == []


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("cy", 390, "light"), ("pl", 320, "dark"), ("ar", 390, "light"), ("ar", 1280, "dark")],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(page, site, language, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    found = []
    for address in PAGES:
        page.goto(f"{site}/{language}{address}")
        across = page.evaluate("document.documentElement.scrollWidth")
        found += [(address, "wide", across)] if across > width else []
        for violation in axe.faults(page):
            found.append((address, violation["id"], [node["html"][:160] for node in violation["nodes"][:3]]))
        if scheme == "light":
            found += [(address, fault) for fault in seeing.faults(page)]

    assert not found, "\n".join(map(str, found))


def test_from_english_to_polish_and_on_without_script(browser, site):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    page.goto(f"{site}/meetings/?day=tue")

    page.get_by_role("link", name="Polski").click()

    assert page.url == f"{site}/pl/meetings/?day=tue"
    page.locator(".to-week").first.click()
    assert page.url.startswith(f"{site}/pl/meetings/?day=tue&plan=")
    page.locator(".to-week--in").first.click()
    assert page.url.startswith(f"{site}/pl/plan/?plan=")
    assert page.context.cookies() == []
