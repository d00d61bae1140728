"""The style page: all that can be seen, drawn by the real templates; for developers, and nowhere else."""

import re
from pathlib import Path

import pytest

from mutualaid.style_page.specimens import with_names_of_its_own
from mutualaid.style_page.tokens import colours, style_sheet
from mutualaid.style_page.view import FAMILIES

ROOT = Path(__file__).resolve().parent.parent.parent
ADDRESSES = ("/about/style/", "/about/style/frame/", "/about/style/pointed-at.css")
LEFT_OUT = {
    "partials/_form_guard.html": "nobody sees it",
    "partials/_sheet_foot.html": "it asks the database for the helplines; its lines are shown",
}


@pytest.fixture
def developing(settings):
    settings.DEBUG = True


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_not_found_where_nobody_develops(client, address):
    assert client.get(address).status_code == 404


def test_every_partial_is_drawn_without_a_query(client, developing):
    drawn = set()
    for address in ADDRESSES[:2]:  # without a database: a query would fail
        drawn |= {template.name for template in client.get(address).templates}
    partials = {f"partials/{path.name}" for path in (ROOT / "templates/partials").glob("*.html")}

    assert partials - drawn == set(LEFT_OUT)


def test_every_icon_every_token_and_every_file_it_names_is_there(client, developing):
    page = client.get("/about/style/").content.decode()
    sprite = (ROOT / "static/img/icons.svg").read_text(encoding="utf-8")
    named = {name for name in re.findall(r'<symbol id="([\w-]+)"', sprite) if not name.startswith("hall")}
    said = set(re.findall(r"<b>([\w-]+)</b>", page))

    assert named - said == set()
    assert set(colours(style_sheet(), "pine", 0)) - said == set()
    assert [name for name in named if f'icons.svg#{name}"' not in page] == []
    files = re.findall(r"[\w/]+\.(?:html|py|css|svg)\b", " ".join(re.findall(r"<code>([^<]+)</code>", page)))
    homes = (ROOT, ROOT / "templates")
    assert [name for name in files if not any((home / name).is_file() for home in homes)] == []


def test_no_two_things_have_one_name_and_what_means_one_means_its_own(client, developing):
    page = client.get("/about/style/").content.decode()
    names = re.findall(r'\bid="([^"]+)"', page)
    meant = " ".join(re.findall(r'\b(?:for|aria-labelledby|aria-describedby)="([^"]+)"', page)).split()

    assert len(names) == len(set(names))
    assert set(meant) - set(names) == set()
    both = (
        '<label for="a">A</label><input id="a" aria-describedby="a b"><a href="#a"></a><use href="x#a"/><i class="a">'
    )
    assert with_names_of_its_own(both, "1") == both.replace('for="a"', 'for="a-1"').replace(
        'id="a"', 'id="a-1"'
    ).replace('"a b"', '"a-1 b"').replace('"#a"', '"#a-1"')


def test_every_state_says_what_it_is_and_every_component_when_it_is_used():
    components = [one for module in FAMILIES for one in module.family().components]

    assert [one.name for one in components if not (one.states and one.when.endswith(".") and one.file)] == []
    doubles = [one.name for one in components if len({state.name for state in one.states}) < len(one.states)]
    assert doubles == []


def test_what_lies_under_the_pointer_or_has_the_focus_is_taken_from_the_style_sheet_itself(client, developing):
    style = client.get("/about/style/pointed-at.css").content.decode()

    assert ".button:is(.as-hovered *)" in style
    assert ".search-box input:is(.as-focused :is(a, button, input, select, textarea, summary)) {" in style
    assert re.findall(r":hover|:focus-visible|:focus-within|:target", style) == []
