"""Easy read: the rule that holds its form, the texts that ship, and that a page without one is as it was."""

import re

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from guidance.models import Page
from guidance.rules.article import digest_of
from guidance.rules.easy_read import DRAWINGS, Line, Part, Words, parsed
from guidance.shipping import bring_in_pages, shipped_articles
from tests.guidance.records import make_page

SHIPPED = {(one.slug, one.language): one.easy_read for one in shipped_articles() if one.easy_read}

TEXT = """## Before you go

(tea) You can have a cup of **tea**.
(leave)You can leave. Nobody asks why.

## After
"""


def test_a_text_is_headings_and_lines_of_a_drawing_and_words():
    assert parsed(TEXT).parts == (
        Part(
            "Before you go",
            (
                Line("tea", (Words("You can have a cup of "), Words("tea", is_bold=True), Words("."))),
                Line("leave", (Words("You can leave. Nobody asks why."),)),
            ),
        ),
        Part("After", ()),
    )
    assert parsed(TEXT).wrong == ()


def test_lines_may_stand_before_the_first_heading():
    assert [part.title for part in parsed("(tea) Tea.\n## Then\n(bus) A bus.").parts] == ["", "Then"]
    assert parsed("").parts == parsed("\n \n").parts == ()


@pytest.mark.parametrize(
    "line, why",
    [
        ("You can have tea.", "Line 3: a line is a drawing in round brackets and then words"),
        ("(tea)", "Line 3: a line is a drawing in round brackets and then words"),
        ("# Too large a heading", "Line 3: a line is a drawing"),
        ("(coffee) Have a cup.", "Line 3: there is no drawing called “coffee”. There are: together, two-talk, ring,"),
        ("(tea) Have **tea.", "Line 3: beyond words there may be **bold** ones"),
        ("(tea) Read [more](/about/).", "Line 3: beyond words there may be **bold** ones"),
        (
            "(tea) Tea. Now one two three four five six seven eight nine ten eleven twelve thirteen fourteen more.",
            "Line 3: this sentence has 16 words, and 15 are the most: “Now one two",
        ),
        ("(phone) Call 999 now.", "Line 3: “999” looks like a telephone number."),
        ("(phone) Call 116 123.", "Line 3: “116 123” looks like a telephone number."),
        ("## Call 0300 000-0000", "Line 3: “0300 000-0000” looks like a telephone number."),
    ],
)
def test_what_is_wrong_is_said_with_its_line_which_is_not_shown(line, why):
    found = parsed(f"## First\n\n{line}\n(tea) Have some tea.")

    assert len(found.wrong) == 1
    assert found.wrong[0].startswith(why)
    assert found.parts == (Part("First", (Line("tea", (Words("Have some tea."),)),)),)


def test_two_short_sentences_and_small_numbers_are_fine():
    words = "One two three four five six seven eight. One two three four five six seven eight."
    assert parsed(f"(steps) {words}\n(clock) It starts at 7:30pm.\n(steps) A 12-step group.").wrong == ()


@given(st.text(alphabet=st.sampled_from("#()*[] .\n\r12tea—؟\u2028"), max_size=60) | st.text(max_size=60))
def test_any_text_is_read(text):
    found = parsed(text)

    assert len(found.wrong) <= len(text.splitlines())
    assert all(line.drawing in DRAWINGS and line.words for part in found.parts for line in part.lines)


def test_the_drawings_are_those_of_the_sprite():
    sprite = (settings.ROOT / "static" / "img" / "easy.svg").read_text(encoding="utf-8")

    assert tuple(re.findall(r'<symbol id="([^"]*)"', sprite)) == DRAWINGS
    assert all(re.fullmatch(r"[a-z-]+", name) for name in DRAWINGS)


def test_the_drawings_of_help_now_are_there():
    template = (settings.ROOT / "templates" / "guidance" / "help_now_easy_read.html").read_text(encoding="utf-8")

    assert set(re.findall(r'{% drawing "([^"]*)" %}', template)) <= set(DRAWINGS)
    assert re.search(r"\d{3}", template) is None


# What ships


def test_two_articles_ship_in_easy_read_in_english_and_welsh():
    assert sorted(SHIPPED) == [
        ("what-is-mutual-aid", "cy"),
        ("what-is-mutual-aid", "en"),
        ("your-first-meeting", "cy"),
        ("your-first-meeting", "en"),
    ]


@pytest.mark.parametrize("which", SHIPPED, ids="-".join)
def test_each_line_that_ships_can_be_shown(which):
    found = parsed(SHIPPED[which])

    assert found.wrong == ()
    assert all(part.title and part.lines for part in found.parts)


@pytest.mark.parametrize("slug", ["what-is-mutual-aid", "your-first-meeting"])
def test_the_english_has_at_most_twelve_words_a_sentence_and_the_welsh_the_same_drawings(slug):
    english, welsh = (parsed(SHIPPED[slug, language]).parts for language in ("en", "cy"))

    said = ["".join(words.text for words in line.words) for part in english for line in part.lines]
    assert [one for text in said for one in re.split(r"[.?!] ", text) if len(one.split()) > 12] == []
    assert [[line.drawing for line in part.lines] for part in english] == [
        [line.drawing for line in part.lines] for part in welsh
    ]


# A release


@pytest.mark.django_db
def test_a_release_brings_it_and_staff_who_change_it_have_edited_the_page():
    bring_in_pages()
    page = Page.objects.get(slug="your-first-meeting", language="en")
    assert page.easy_read == SHIPPED["your-first-meeting", "en"]
    assert not page.is_edited

    page.easy_read = "(tea) Have some tea.\n"

    assert page.is_edited
    assert page.shipped_texts["easy_read"] == SHIPPED["your-first-meeting", "en"]


@pytest.mark.django_db
def test_a_page_without_it_keeps_the_digest_that_releases_before_wrote():
    bring_in_pages()
    page = Page.objects.get(slug="making-time", language="en")
    as_before = {name: getattr(page, name) for name in Page.TEXTS if name != "easy_read"}

    assert page.easy_read == ""
    assert page.written == digest_of(as_before)
    assert "easy_read" not in page.shipped
    changed = page.updated_at
    bring_in_pages()
    page.refresh_from_db()
    assert (page.updated_at, page.is_edited, page.has_newer) == (changed, False, False)


@pytest.mark.django_db
def test_a_page_that_an_older_release_brought_gets_it_with_the_next():
    bring_in_pages()
    page = Page.objects.get(slug="what-is-mutual-aid", language="en")
    older = {name: value for name, value in page.shipped.items() if name != "easy_read"}
    page.write(older)
    page.shipped = older
    page.save()
    assert (page.easy_read, page.is_edited, page.has_newer) == ("", False, False)

    bring_in_pages()

    page.refresh_from_db()
    assert page.easy_read == SHIPPED["what-is-mutual-aid", "en"]
    assert not page.is_edited


@pytest.mark.django_db
def test_the_form_refuses_what_cannot_be_shown_and_says_every_line(admin_client):
    page = make_page()
    address = f"/admin/guidance/page/{page.pk}/change/"
    form = admin_client.get(address).context["adminform"].form
    given = {name: value for name in form.fields if (value := form[name].value()) is not None and value is not False}

    wrong = admin_client.post(address, given | {"easy_read": "(tea) Tea.\r\n(coffee) Have it.\r\nCall 999."})
    assert [error.split(":")[0] for error in wrong.context["errors"][0]] == ["Line 2", "Line 3"]

    assert admin_client.post(address, given | {"easy_read": "\r\n## Tea\r\n(tea) Have **tea**."}).status_code == 302
    page.refresh_from_db()
    assert page.easy_read == "## Tea\n(tea) Have **tea**.\n"
    assert page.history.first().easy_read == page.easy_read
