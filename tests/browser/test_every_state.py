"""Every page in every state, for who reads in large letters, in own colours, by keyboard or without script."""

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.management import call_command
from django.db import OperationalError

from groups.search import vocabulary
from mutualaid import pages, posting
from tests import axe
from tests.browser import seeing, states

pytestmark = pytest.mark.browser

FAILING = {
    ValueError: "Something went wrong",
    OperationalError: "We cannot show this page",
    PermissionDenied: "This page is not open to you",
    SuspiciousOperation: "We could not read that request",
}
"""What may come up while a page is made, and the title of the page that is shown for it."""


@pytest.fixture
def whole_site(site, monkeypatch):
    """The demonstration and what it lacks; nobody has to wait before sending."""
    monkeypatch.setattr(posting, "SHORTEST", posting.timedelta(0))
    cache.clear()
    states.make_what_is_missing()
    vocabulary.forget()
    return site


def all_faults(page, name, scheme) -> list[tuple]:
    page.emulate_media(color_scheme=scheme)
    found = [(name, one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in axe.faults(page)]
    return found + [(name, fault) for fault in seeing.faults(page)]


def test_no_state_has_a_fault_and_none_says_more_with_script(page, browser, whole_site):
    plain = browser.new_context(java_script_enabled=False, viewport=seeing.PHONE).new_page()
    page.set_viewport_size(seeing.PHONE)
    found = []
    for number, (name, address) in enumerate(states.addresses().items()):
        scheme = ("light", "dark")[number % 2]
        page.goto(whole_site + address)
        said = seeing.words(page)
        found += all_faults(page, name, scheme)
        plain.goto(whole_site + address)
        more = said - seeing.words(plain) - seeing.ADDED_BY_SCRIPT
        found += [(name, "is said with script alone", more)] if more else []

    assert not found, "\n".join(map(str, found))


def test_no_form_with_faults_and_no_page_of_a_fault_has_one_itself(page, whole_site, monkeypatch):
    found = []
    for name, reach in states.faulty().items():
        reach(page, whole_site)
        assert page.title().startswith("Error: "), name
        found += all_faults(page, name, "light")

    for error, title in FAILING.items():

        def failing(_site, error=error):
            raise error

        monkeypatch.setattr(pages, "runner_of", failing)
        page.goto(f"{whole_site}/about/")
        assert page.title().startswith(title)
        found += all_faults(page, title, "dark")

    assert not found, "\n".join(map(str, found))


def test_a_site_without_listings_or_name_has_no_fault(page, site):
    call_command("clear_demo", verbosity=0)
    states.make_bare()
    vocabulary.forget()
    found = []
    for address in ("/", "/meetings/", "/meetings/?view=week", "/meetings/?view=map", "/areas/", "/open-data/"):
        page.goto(site + address)
        found += all_faults(page, address, "light")

    assert not found, "\n".join(map(str, found))


PLANTED = {
    "headings: skips from h2 to h4": "<h2>One</h2><h4>Two</h4>",
    "described: described by nothing": '<input aria-label="Town" aria-describedby="nowhere">',
    "described: does not say what is wrong": '<input aria-label="Town" aria-invalid="true">',
    "described: leads to no field": '<p role="alert"><a href="#nowhere">Town</a></p>',
    "small: ": "<button>Go</button>",
    "lost: has no edge": '<button style="border: 0; background: red">Go on with this</button>',
    "lost: keeps its colour": '<svg width="9" height="9" style="color: red"><circle r="9" fill="currentColor"/></svg>',
    "focus: shows no focus": '<a href="/" style="outline: 0; display: block">Away</a>',
    "focus: is covered": '<p style="position: fixed; inset: 0; background: red"></p>',
    "staysInTheWay: ": '<p style="position: fixed; inset-block-end: 0">Join us!</p>',
    "tooWide: ": '<p style="inline-size: 30rem">Wide</p>',
    "cutOff: ": '<p style="overflow: hidden; block-size: .5rem">The half of this is cut off</p>',
    "overlapping: ": '<p>One thing</p><p style="margin-block-start: -1.6em">Another thing</p>',
    "spaced out: cutOff: ": '<p style="overflow: hidden; inline-size: 9rem; white-space: nowrap">So long as this</p>',
}


def test_each_look_finds_the_fault_planted_for_it(page, site):
    for fault, html in PLANTED.items():
        page.goto(f"{site}/accessibility/")
        page.evaluate(
            """html => {
                const main = document.querySelector('main');
                main.innerHTML = '<h1>Planted</h1>' + html.replaceAll('style=', 'data-style=');
                main.querySelectorAll('[data-style]').forEach(one => { one.style.cssText = one.dataset.style; });
            }""",
            html,
        )
        assert any(one.startswith(fault) for one in seeing.faults(page)), fault


def test_what_is_said_with_script_alone_is_found(page, browser, site):
    plain = browser.new_context(java_script_enabled=False).new_page()
    for one in (page, plain):
        one.goto(f"{site}/accessibility/")
    page.evaluate("document.querySelector('h1').after('For some alone')")

    assert seeing.words(page) - seeing.words(plain) == {"For some alone"}
