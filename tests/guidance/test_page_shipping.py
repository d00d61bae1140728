"""A release brings articles, and what staff wrote stays until they take the new text."""

from datetime import date

import pytest

from guidance import shipping
from guidance.models import Page
from guidance.rules.article import BadArticle
from guidance.shipping import bring_in_pages, return_to_shipped

pytestmark = pytest.mark.django_db

HEAD = """+++
title = "Making time"
summary = "How to find the time."
part = "keep"
position = 10
search = "open=yes"
search_heading = "Open meetings"
sources = ["hse"]
explains = ["12-step", "smart"]
reviewed_on = 2026-01-01
next_review = 2027-01-01
+++
"""


@pytest.fixture
def release(tmp_path, monkeypatch):
    """`release(body, head)` makes the folder hold one article."""
    monkeypatch.setattr(shipping, "ARTICLES", tmp_path)
    (tmp_path / "sources.toml").write_text(
        '[hse]\ntext = "HSE (2024). Drink and drugs."\nurl = "https://hse.example/"\n'
    )

    def ship(body, head=HEAD):
        (tmp_path / "making-time.md").write_text(head + body)

    ship("It takes time.\n")
    return ship


def slugs_of(brought):
    return [page.slug for page in brought.added], [page.slug for page in brought.changed]


def test_an_article_comes_in_once(release):
    assert slugs_of(bring_in_pages()) == (["making-time"], [])
    assert slugs_of(bring_in_pages()) == ([], [])

    page = Page.objects.get()
    assert (page.title, page.body, page.language) == ("Making time", "It takes time.\n", "en")
    assert page.sources == "hse | HSE (2024). Drink and drugs. | https://hse.example/"
    assert (page.explains, page.reviewed_on) == (" 12-step smart ", date(2026, 1, 1))
    assert not page.is_edited
    page.full_clean()


def test_an_untouched_article_follows_the_next_release(release):
    bring_in_pages()
    release("It takes less than you think.\n")

    assert slugs_of(bring_in_pages()) == ([], ["making-time"])

    page = Page.objects.get()
    assert page.body == "It takes less than you think.\n"
    assert not page.is_edited
    assert page.history.count() == 2


def test_what_staff_wrote_stays_and_the_new_text_waits(release):
    bring_in_pages()
    page = Page.objects.get()
    page.body = "Come on Tuesdays.\n"
    page.save()
    release("It takes less than you think.\n")

    bring_in_pages()

    page.refresh_from_db()
    assert page.body == "Come on Tuesdays.\n"
    assert page.is_edited
    assert page.has_newer
    assert page.shipped_texts["body"] == "It takes less than you think.\n"
    assert slugs_of(bring_in_pages()) == ([], [])


def test_the_date_of_change_is_that_of_what_visitors_read(release):
    bring_in_pages()
    page = Page.objects.get()
    page.body = "Come on Tuesdays.\n"
    page.save()
    release("It takes less than you think.\n")

    bring_in_pages()

    assert Page.objects.get().has_newer
    assert Page.objects.get().updated_at == page.updated_at


def test_staff_take_the_new_text_and_their_own_is_in_the_history(release):
    bring_in_pages()
    page = Page.objects.get()
    page.body = "Come on Tuesdays.\n"
    page.save()
    release("It takes less than you think.\n")
    bring_in_pages()
    page.refresh_from_db()

    return_to_shipped(page)

    page.refresh_from_db()
    assert page.body == "It takes less than you think.\n"
    assert (page.is_edited, page.has_newer) == (False, False)
    assert "Come on Tuesdays.\n" in page.history.values_list("body", flat=True)


def test_to_review_a_page_is_not_to_edit_it(release):
    bring_in_pages()
    page = Page.objects.get()
    page.review(on=date(2026, 11, 1))
    release("Better.\n")

    bring_in_pages()

    page.refresh_from_db()
    assert page.body == "Better.\n"


def test_an_article_that_staff_wrote_themselves_is_nobodys_to_change(release):
    Page.objects.create(slug="making-time", title="Ours", summary="Ours.", body="Ours.\n")

    bring_in_pages()

    page = Page.objects.get()
    assert page.body == "Ours.\n"
    assert page.has_newer


@pytest.mark.parametrize(
    "head, why",
    [
        ("no head at all\n", "no head"),
        ("+++\ntitle = \n+++\n", "no TOML"),
        (HEAD.replace("hse", "who"), "no source is called 'who'"),
        (HEAD.replace('title = "Making time"\n', ""), "title"),
        (HEAD.replace("position", "place"), "place"),
    ],
)
def test_a_file_that_is_no_article_is_named_and_nothing_is_brought(release, head, why):
    release("Text.\n", head)

    with pytest.raises(BadArticle, match=f"making-time: .*{why}"):
        bring_in_pages()

    assert not Page.objects.exists()
