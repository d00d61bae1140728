"""The desk of articles: as shipped or edited here, a preview before saving, and no wording is ever lost."""

from datetime import date

import pytest
from django.utils import timezone

from guidance.models import Page, SafetyReading
from guidance.rules.article import digest_of
from tests.admin.pages import errors, form_of, page_of, save
from tests.guidance.records import make_helpline, make_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def article():
    """An article as a release brought it."""
    article = make_page(sources="hse | HSE (2024). Drink and drugs.")
    article.written = digest_of(article.texts)
    article.shipped = article.texts | {"reviewed_on": "2026-01-01", "next_review": "2027-01-01"}
    article.save()
    return article


def release(article, **texts):
    """A newer release says something else."""
    article.refresh_from_db()
    article.shipped = article.shipped | texts
    article.save()


def origin(client):
    text = client.get("/admin/guidance/page/").content.decode()
    return text.partition('<td class="field-origin">')[2].partition("</td>")[0]


def test_the_list_says_whose_words_stand_there(admin_client, article):
    assert origin(admin_client) == "as shipped"

    save(admin_client, article, body="Ours.")
    assert origin(admin_client) == "edited here"

    release(article, body="Theirs.\n")
    assert origin(admin_client) == "edited here; the release has a newer text"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_whatever_its_length(admin_client, count, django_assert_num_queries):
    for number in range(count):
        make_page(f"page-{number}")
    admin_client.get("/admin/guidance/page/")

    with django_assert_num_queries(7):  # the session, the user, how many, the rows, the languages; twice the site
        admin_client.get("/admin/guidance/page/")


def test_an_edit_is_kept_in_the_history_with_who_made_it(admin_client, admin_user, article):
    save(admin_client, article, body="Ours.")

    newest, before = article.history.all()[:2]
    assert (newest.body, newest.history_user) == ("Ours.", admin_user)
    assert before.body == "Say hello.\n"
    text = admin_client.get(f"/admin/guidance/page/{article.pk}/history/").content.decode()
    assert 'style="' not in text.partition('id="change-history"')[2]


def test_an_older_wording_can_be_put_back(admin_client, article):
    save(admin_client, article, body="Ours.")
    first = article.history.all()[1]
    address = f"/admin/guidance/page/{article.pk}/history/{first.pk}/"
    assert admin_client.get(address).status_code == 200

    response = admin_client.post(address, form_of(admin_client, article, body=first.body))

    assert response.status_code == 302
    article.refresh_from_db()
    assert article.body.strip() == "Say hello."


def test_the_shipped_text_is_shown_beside_ours_and_taken_by_a_button(admin_client, article):
    save(admin_client, article, body="Ours.")
    release(article, body="Theirs.\n")
    address = f"/admin/guidance/page/{article.pk}/shipped/"

    text = admin_client.get(address).content.decode()
    assert "– Ours." in text
    assert "+ Theirs." in text
    assert admin_client.post(address).status_code == 302

    article.refresh_from_db()
    assert (article.body, article.is_edited) == ("Theirs.\n", False)
    assert "Ours." in article.history.values_list("body", flat=True)


def test_of_a_long_text_only_what_differs_is_shown_with_the_lines_beside_it(admin_client, article):
    lines = [f"Line {number}." for number in range(40)]
    release(article, body="\n".join(lines))
    article.body = "\n".join([*lines[:20], "Ours.", *lines[21:]])
    article.save()

    [body] = admin_client.get(f"/admin/guidance/page/{article.pk}/shipped/").context["differences"]

    assert [line["text"] for line in body["lines"]] == [
        "…", "Line 18.", "Line 19.", "Ours.", "Line 20.", "Line 21.", "Line 22."
    ]  # fmt: skip


def test_a_page_of_our_own_has_no_shipped_text_to_return_to(admin_client):
    ours = make_page()

    assert admin_client.get(f"/admin/guidance/page/{ours.pk}/shipped/").status_code == 403


def test_several_return_to_the_shipped_text_at_once(admin_client, article):
    save(admin_client, article, body="Ours.")
    ours = make_page("ours")

    answer = admin_client.post(
        "/admin/guidance/page/",
        {"action": "return_to_shipped", "_selected_action": [article.pk, ours.pk]},
        follow=True,
    )

    assert "1 page is as shipped again." in answer.content.decode()
    article.refresh_from_db()
    assert article.body == "Say hello.\n"


def test_the_preview_shows_what_is_typed_and_saves_nothing(admin_client, article):
    form = form_of(admin_client, article, body="## Typed just now\n\nNot saved.", title="A new title")

    text = admin_client.post("/admin/guidance/page/preview/", form).content.decode()

    assert '<h2 id="typed-just-now">Typed just now</h2>' in text
    assert "<h1>A new title</h1>" in text
    assert '<meta name="robots" content="noindex">' in text
    article.refresh_from_db()
    assert article.body == "Say hello.\n"


def test_a_preview_is_for_staff_who_may_edit(client, article):
    assert client.post("/admin/guidance/page/preview/", {"body": "x"}).status_code == 302


@pytest.mark.parametrize(
    "body, said",
    [
        ("Ring [them](helpline:nobody).", "There is no helpline called nobody."),
        ("Ring 0800 123 4567.", "“0800 123 4567” looks like a telephone number."),
    ],
)
def test_a_number_comes_from_its_helpline(admin_client, article, body, said):
    make_helpline()

    found = errors(save(admin_client, article, body=body))

    assert said in found["body"][0]
    assert errors(save(admin_client, article, body="Ring [Samaritans](helpline:samaritans), in 2027 too.")) == {}


def test_what_is_cited_must_be_listed(admin_client, article):
    found = errors(save(admin_client, article, body="It helps ([Kelly](#source-kelly))."))

    assert found["sources"] == ["The text cites kelly, which this list lacks."]


def test_kinds_and_a_search_are_taken_as_people_type_them(admin_client, article):
    save(admin_client, article, explains="12-step, family", search="/meetings/?kind=family")

    article.refresh_from_db()
    assert (article.explains, article.search) == (" 12-step family ", "kind=family")


def test_a_review_puts_the_next_one_off_by_a_year(admin_client, article):
    admin_client.post("/admin/guidance/page/", {"action": "reviewed_today", "_selected_action": [article.pk]})

    article.refresh_from_db()
    assert article.reviewed_on == timezone.localdate()
    assert (article.next_review - article.reviewed_on).days == 365
    assert not article.is_edited


def test_the_start_page_says_what_waits(admin_client, article):
    make_helpline()
    make_page("due", next_review=date(2020, 1, 1))
    save(admin_client, article, body="Ours.")
    release(article, body="Theirs.\n")

    things = [thing.text for thing in admin_client.get("/admin/").context["things"]]

    assert things == [
        "1 article is due for review",
        "“Going to meetings” was edited here, and the release has a newer text",
        "1 helpline was never rung",
        "The safety text has not been read by a clinician as it stands now.",
    ]
    for thing in admin_client.get("/admin/").context["things"]:
        assert admin_client.get(thing.url).status_code == 200


def test_what_is_done_no_longer_waits(admin_client):
    SafetyReading.objects.create(read_on=date(2026, 5, 1), role="GP")

    assert admin_client.get("/admin/").context["things"] == []


def test_a_safety_text_that_has_changed_since_wants_a_new_reading(admin_client):
    SafetyReading.objects.create(read_on=date(2026, 5, 1), role="GP", digest="of older words")

    [thing] = admin_client.get("/admin/").context["things"]
    assert thing.text.startswith("The safety text")


def test_the_list_of_those_due_holds_no_others(admin_client):
    make_page("due", title="Due", next_review=date(2020, 1, 1))
    make_page("later", title="Later", next_review=date(2099, 1, 1))

    text = admin_client.get("/admin/guidance/page/?due=yes").content.decode()

    assert "Due" in text
    assert ">Later<" not in text


def test_an_article_that_shipped_keeps_its_address(admin_client, article):
    save(admin_client, article, slug="elsewhere")

    assert Page.objects.get().slug == "going-to-meetings"
    assert page_of(article).startswith("/admin/guidance/page/")
