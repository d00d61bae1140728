"""What is printed: one sheet each, whatever is listed, with no button, and what a phone shows of it."""

import re

import pytest

from groups.models import Group, Meeting, Venue
from groups.rules.schedule import FIRST, THIRD
from groups.search import index, vocabulary

pytestmark = pytest.mark.browser

SHEETS = (
    "/leaflet/",
    "/leaflet/?near=Ipswich&kind=family",
    "/leaflet/?sort=name",
    "/areas/woodbridge/poster/",
    "/areas/ipswich/poster/",
    "/areas/suffolk/poster/",
)
LONG = "Wednesday Evening Candlelight Step and Tradition Study and Newcomers Group "


def printed(page, address):
    page.goto(address)
    paper = page.pdf(prefer_css_page_size=True)
    wide, high = map(float, re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper).groups())
    return paper.count(b"/Type /Page\n"), wide < high


@pytest.mark.parametrize("address", SHEETS)
def test_a_sheet_is_one_page(page, site, address):
    assert printed(page, site + address) == (1, True)


def test_a_sheet_is_one_page_though_every_name_is_as_long_as_it_may_be(page, site):
    Group.objects.update(name=(LONG * 3)[: Group._meta.get_field("name").max_length])
    Meeting.objects.update(name="", interval=1, phase=0, weeks=FIRST | THIRD)
    Venue.objects.update(
        name=(LONG * 3)[: Venue._meta.get_field("name").max_length],
        town="Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    )
    index.refresh(Meeting.objects.values_list("pk", flat=True))
    vocabulary.forget()

    assert {address: printed(page, site + address) for address in SHEETS} == dict.fromkeys(SHEETS, (1, True))


@pytest.mark.parametrize("address", ["/leaflet/?near=Ipswich", "/areas/ipswich/poster/", "/guidance/making-time/"])
def test_on_paper_there_is_a_code_but_nothing_to_press(page, site, address):
    page.goto(site + address)
    page.emulate_media(media="print")

    for what in ("form", "button", "input", ".trail", ".read-on", ".contents", ".masthead__nav", ".foot__links"):
        assert [one for one in page.locator(what).all() if one.is_visible()] == [], what
    assert page.locator(".qr").is_visible()
    assert page.locator(".meeting-row").first.is_visible()


@pytest.mark.parametrize("address", ["/meetings/?near=Ipswich", "/meetings/?near=Ipswich&view=map"])
def test_a_list_fetches_its_code_when_it_is_printed_and_leaves_no_sheet_for_its_foot_alone(page, site, told, address):
    page.goto(site + address, wait_until="networkidle")
    assert [url for url in told["requests"] if "leaflet.svg" in url] == []

    paper = page.pdf(prefer_css_page_size=True)

    assert len([url for url in told["requests"] if "leaflet.svg" in url]) == 1
    page.evaluate("document.querySelectorAll('.foot, body > [role=status]').forEach(one => one.remove())")
    list_alone = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") == list_alone.count(b"/Type /Page\n")
    page.emulate_media(media="print")
    assert page.locator(".scan__code").is_visible()


def test_on_a_screen_an_article_shows_no_code(page, site):
    page.goto(f"{site}/guidance/making-time/")

    assert not page.locator(".qr").is_visible()
