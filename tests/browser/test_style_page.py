"""The style page in a real browser: it can be used by anybody itself, as what it shows can."""

import pytest

from tests import axe
from tests.browser import seeing

pytestmark = pytest.mark.browser

STANDS_ONCE_ELSEWHERE = {
    "landmark-unique",  # three paginations, four mastheads: a real page has one of each
    "landmark-no-duplicate-contentinfo",
    "landmark-complementary-is-top-level",
}


def test_it_has_no_fault_and_fits_the_smallest_phone_in_the_dark(page, live_server, settings, told):
    settings.DEBUG = True
    page.set_viewport_size({"width": 320, "height": 700})
    page.emulate_media(color_scheme="dark")
    page.goto(f"{live_server.url}/about/style/")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    broken = [one for one in axe.faults(page) if one["id"] not in STANDS_ONCE_ELSEWHERE]
    assert [(one["id"], [node["html"][:100] for node in one["nodes"][:4]]) for one in broken] == []
    page.evaluate("document.querySelectorAll('.as-focused').forEach(box => box.classList.remove('as-focused'))")
    assert seeing.faults(page) == []
    assert [text for text in told["errors"] if "Content Security" in text] == []
    assert {url.split("/")[2] for url in told["requests"]} == {live_server.url.split("/")[2]}
