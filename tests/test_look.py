"""The look: colours that can be read, a style sheet and templates that keep to their rules. Reads files alone."""

import gzip
import re
from pathlib import Path

import pytest

from groups.rules.choices import ColourSet, Kind
from mutualaid.style_page import tokens
from mutualaid.style_page.tokens import READABLE, VISIBLE, contrast, declared

ROOT = Path(__file__).parent.parent
RULES = re.sub(r"/\*.*?\*/", "", (ROOT / "static/css/site.css").read_text(encoding="utf-8"), flags=re.DOTALL)
MODERN = tokens.modern(RULES)
SELECTORS = re.findall(r"([^{};]+){", RULES)
SPRITE = (ROOT / "static/img/icons.svg").read_text(encoding="utf-8")
TEMPLATES = {
    str(path.relative_to(ROOT / "templates")): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates").rglob("*.html"))
    if path.relative_to(ROOT / "templates").parts[0] not in ("admin", "registration")
}
DRAWN = "".join(  # what is written out by functions, because a page has hundreds of it
    (ROOT / name).read_text(encoding="utf-8")
    for name in (
        "groups/search/widgets.py",
        "groups/templatetags/choices.py",
        "groups/templatetags/marks.py",
        "guidance/rendering.py",
        "mutualaid/templatetags/drawings.py",
        "mutualaid/templatetags/qr.py",
    )
)
STAND_ALONE = {
    "500.html",
    "503.html",
    "503_elsewhere.html",
    "500_in_a_frame.html",
}  # no template language in them: they work when nothing else does


def colours(name: str, side: int) -> dict[str, str]:
    """All colours of a set, light (side 0) or dark (side 1)."""
    return tokens.colours(RULES, name, side)


def in_templates(pattern: str, *, without: str = "") -> dict[str, list]:
    """What a pattern finds in each template, less what `without` takes away; where it finds nothing is left out."""
    found = {
        name: re.findall(pattern, re.sub(without, " ", text, flags=re.DOTALL) if without else text)
        for name, text in TEMPLATES.items()
    }
    return {name: finds for name, finds in found.items() if finds}


def test_contrast_is_reckoned_as_the_guidelines_say():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", ColourSet.values)
def test_every_text_can_be_read_on_every_ground_it_stands_on(name, side):
    worn = colours(name, side)
    wanted = dict.fromkeys(READABLE, 4.5) | {pair: 3 for pair in VISIBLE if pair not in READABLE}
    ratios = {(text, ground): round(contrast(worn[text], worn[ground]), 2) for text, ground in wanted}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < wanted[pair]} == {}


@pytest.mark.parametrize("name", ColourSet.values)
def test_a_browser_without_light_dark_gets_the_light_half_of_each_pair(name):
    light = {token: re.search(r"#[0-9a-f]{6}", value)[0] for token, value in declared(MODERN, name).items()}
    assert declared(RULES, name) == light


def test_each_kind_has_a_hue_and_a_shape_of_its_own():
    hues = set(re.findall(r"\.kind--([\w-]+)\s*{", RULES)) | {"other"}  # .kind itself wears the hue of "other"
    assert set(re.findall(r'id="kind-([\w-]+)"', SPRITE)) == hues == set(Kind.values)


def test_layers_come_in_the_order_declared_at_the_top():
    order = re.match(r"\s*@layer ([^;]+);", RULES)[1].split(", ")
    assert re.findall(r"@layer (\w+) {", RULES) == order


def test_style_is_the_same_from_right_to_left():
    sides = "(?:left|right|top|bottom)"
    physical = (
        rf"(?:margin|padding|border|inset|scroll-padding|scroll-margin)-{sides}\b"
        rf"|(?<![\w(-])(?:{sides}|(?:min-|max-)?(?:width|height))\s*:"
        r"|text-align:\s*(?:left|right)|float\s*:"
    )
    assert re.findall(physical, RULES) == []


def test_style_knows_no_ids_no_force_and_nothing_from_elsewhere():
    assert [selector for selector in SELECTORS if "#" in re.sub(r"\(.*?\)", "", selector)] == []
    assert re.findall(r"!important|url\(|@import", RULES) == []


def test_style_rules_nest_one_level_at_most():
    depth, deepest = [], 0
    for opened in re.findall(r"([^{};]*{)|}", RULES):
        if opened:
            depth.append(not opened.strip().startswith("@"))
            deepest = max(deepest, sum(depth))
        else:
            depth.pop()
    assert deepest <= 2


def test_every_class_of_the_style_sheet_is_worn():
    markup = " ".join(TEMPLATES.values())
    families = tuple(re.findall(r"([\w-]+__|[\w-]+--){", markup + DRAWN))  # such as kind--{{ kind }}
    classes = {name for selector in SELECTORS for name in re.findall(r"\.([a-z][\w-]*)", selector)}
    worn = set(re.findall(r"[a-z][\w-]*", " ".join(re.findall(r'(?:class|style)="([^>]*)', markup))))
    worn |= set(re.findall(r"[a-z][\w-]*", DRAWN))
    assert {name for name in classes - worn if not name.startswith(families)} == set()


def test_style_and_drawings_leave_room_for_the_page():
    shared = ["css/site.css", "img/icons.svg", "img/favicon.svg"]
    weight = sum(len(gzip.compress((ROOT / "static" / name).read_bytes(), 9)) for name in shared)
    assert weight < 16 * 1024  # a page has 40 KB, of which its HTML may take 14


def test_all_script_of_our_own_together_is_less_than_a_page_may_have():
    for_other_sites = {"frame.js"}
    ours = [path for path in (ROOT / "static/js").glob("*.js") if path.name not in for_other_sites]
    assert 0 < sum(path.stat().st_size for path in ours) < 8 * 1024


def test_templates_hold_no_script_and_no_style():
    assert in_templates(r"<style|<[^>]*\s(?:style|on[a-z]+)=|javascript:|[\"'(]data:", without=r"{%.*?%}") == {}
    assert in_templates(r"<script(?![^>]*(?:src=|application/ld\+json))[^>]*>") == {}


def test_templates_load_nothing_from_elsewhere_and_set_no_cookie():
    assert in_templates(r"<(?:link|img|script|iframe|source|use)\b[^>]*(?:src|href)=\"(?:https?:)?//") == {}
    assert in_templates(r"csrf_token") == {}


def test_links_that_leave_the_site_do_not_say_from_where():
    outward = r"(?:https?:|{{ [\w.]*(?:website|link|bsl_url|contact_url|map_url) }})"
    assert in_templates(rf'<a (?![^>]*rel="noreferrer)[^>]*href="{outward}[^>]*>') == {}


def test_a_partial_is_a_function_that_lists_what_it_takes():
    partials = {name: text.split("\n", 1)[0] for name, text in TEMPLATES.items() if name.startswith("partials/")}
    assert [name for name in partials if not name.startswith("partials/_")] == []
    says = re.compile(r"{% comment %} .*\bTakes\b.* {% endcomment %}")
    assert [name for name, first in partials.items() if not says.fullmatch(first)] == []


def test_partials_get_named_arguments_and_nothing_else():
    assert in_templates(r"{% include (?![^%]* only %})[^%]*%}") == {}


def test_every_visible_string_can_be_translated():
    said = r"{% (comment|blocktranslate)\b.*?{% end\1 %}|{#.*?#}|{%.*?%}|{{.*?}}"
    heard = r'\b(?:aria-label|placeholder|alt|title)="[^"]*[a-zA-Z]|name="description" content="[^"]*[a-zA-Z]'
    attributes = in_templates(heard, without=said)
    texts = in_templates(r"[^\W\d_][^\n]*", without=rf"{said}|<[^>]*>")
    assert set(attributes | texts) - STAND_ALONE == set()


def test_no_template_holds_a_telephone_number():
    addresses_and_sizes = r"https?://[^\"]*|viewBox=\"[^\"]*\"|#[0-9a-f]{6}"
    found = in_templates(r"(?:tel|sms):\d|\b\d[\d ]{3,}\d\b|\b(?:111|112|999)\b", without=addresses_and_sizes)
    assert set(found) - {"503.html"} == set()  # that one is shown when the helplines' own table is out of reach


def test_every_icon_that_is_asked_for_is_drawn():
    asked = in_templates(r'(?:{% icon "|icons\.svg" %}#)([\w-]+)"')
    drawn = set(re.findall(r'id="([\w-]+)"', SPRITE))
    assert {name for names in asked.values() for name in names} - drawn == set()


def test_the_page_for_a_broken_site_needs_nothing_that_could_be_broken():
    for name in ("500.html", "500_in_a_frame.html"):
        text = TEMPLATES[name]
        assert text.startswith("<!doctype html>")
        assert re.findall(r"{%|{{", text) == []
        assert 'href="/help-now/"' in text
