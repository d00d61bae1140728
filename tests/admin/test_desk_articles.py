"""The desk of articles: as shipped or edited here, a preview before saving, and no wording is ever lost."""

from datetime import date

import pytest
from django.utils import timezone

from groups.models import StaffRole
from guidance.models import Page, SafetyReading
from guidance.rules.article import digest_of
from guidance.shipping import bring_in_helplines, bring_in_pages, return_to_shipped
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
    assert (newest.body, newest.history_user) == ("Ours.\n", admin_user)
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


def test_the_shipped_text_is_shown_beside_ours_and_taken_by_a_button(admin_client, admin_user, article):
    save(admin_client, article, body="Ours.")
    release(article, body="Theirs.\n")
    address = f"/admin/guidance/page/{article.pk}/shipped/"

    text = admin_client.get(address).content.decode()
    assert "– Ours." in text
    assert "+ Theirs." in text
    assert admin_client.post(address).status_code == 302

    article.refresh_from_db()
    assert (article.body, article.is_edited) == ("Theirs.\n", False)
    assert "Ours.\n" in article.history.values_list("body", flat=True)
    assert article.history.first().history_user == admin_user


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
    answer = client.post("/admin/guidance/page/preview/", {"body": "x"})

    assert answer.templates[0].name == "admin/staff/sign_in.html"


@pytest.mark.parametrize(
    "body, said",
    [
        ("Ring [them](helpline:nobody).", "There is no helpline called nobody."),
        ("Ring 0800 123 4567.", "“0800 123 4567” looks like a telephone number."),
        ("Ring 0800.123.4567.", "“0800.123.4567” looks like a telephone number."),
        ("Ring (020) 7946 0000.", "“(020) 7946 0000” looks like a telephone number."),
        ("Ring +44 20 7946 0000.", "“+44 20 7946 0000” looks like a telephone number."),
        ("    0800 123 4567", "“0800 123 4567” looks like a telephone number."),
        ("```\n0800 123 4567\n```", "“0800 123 4567” looks like a telephone number."),
        ("Ring 116123.", "“116123” looks like a telephone number."),
    ],
)
def test_a_number_comes_from_its_helpline(admin_client, article, body, said):
    make_helpline()

    found = errors(save(admin_client, article, body=body))

    assert said in found["body"][0]


@pytest.mark.parametrize(
    "words", ["NICE CG51 (2007), CG115 (2011)", "2019-2020", "1 000 000 people", "23/11/2026", "in 2027 too"]
)
def test_other_figures_are_no_numbers_to_ring(admin_client, article, words):
    make_helpline()

    assert errors(save(admin_client, article, body=f"{words}, says [Samaritans](helpline:samaritans).")) == {}


@pytest.mark.parametrize("field", ["title", "summary"])
def test_no_number_stands_above_it_either(admin_client, article, field):
    assert "telephone number" in errors(save(admin_client, article, **{field: "Ring 0800 123 4567"}))[field][0]


def test_to_press_save_on_what_shipped_is_not_to_edit_it(admin_client):
    bring_in_helplines()
    bring_in_pages()

    for page in Page.objects.all():
        assert errors(save(admin_client, page)) == {}, page.slug
        page.refresh_from_db()
        assert not page.is_edited, page.slug


def test_who_may_only_look_changes_nothing_by_way_of_the_history(client, django_user_model, article):
    viewer = django_user_model.objects.create_user("viewer", password="x", is_staff=True)
    StaffRole.objects.create(user=viewer, role="observer")
    client.force_login(viewer)
    address = f"/admin/guidance/page/{article.pk}/history/{article.history.first().pk}/"

    assert client.get(address).status_code == 200
    assert client.post(address, {"body": "Written by a viewer.", "title": "x", "summary": "x"}).status_code == 403

    article.refresh_from_db()
    assert article.body == "Say hello.\n"


def test_who_takes_back_an_older_wording_keeps_it_and_what_the_release_says(admin_client, article):
    first = article.history.first()
    release(article, body="Theirs.\n")
    return_to_shipped(article)
    article.refresh_from_db()
    address = f"/admin/guidance/page/{article.pk}/history/{first.pk}/"

    admin_client.post(address, form_of(admin_client, article, body="Say hello."))

    article.refresh_from_db()
    assert (article.body, article.is_edited) == ("Say hello.\n", True)
    assert article.shipped_texts["body"] == "Theirs.\n"


def test_two_at_one_article_the_second_is_told_and_nothing_is_lost(admin_client, article):
    form = form_of(admin_client, article, summary="The second's summary.")
    save(admin_client, article, title="The first's title")

    answer = admin_client.post(page_of(article), form)

    assert "Somebody has saved this article" in errors(answer)["stood_at"][0]
    assert "The second&#x27;s summary." in answer.content.decode()
    article.refresh_from_db()
    assert article.title == "The first's title"


def test_a_source_leads_to_the_web_or_nowhere(admin_client, article):
    wrong = errors(save(admin_client, article, sources="hse | HSE. | javascript:alert(1)"))

    assert wrong["sources"] == ["“javascript:alert(1)” is no address of the web: it begins with https://."]


def test_a_preview_knows_which_article_it_is(admin_client, article):
    make_page("sources", title="Sources")
    sources = Page.objects.get(slug="sources")
    form = form_of(admin_client, sources)

    context = admin_client.post(f"/admin/guidance/page/preview/?of={sources.pk}", form).context

    assert [source["key"] for source in context["sources"]] == ["hse"]


def test_what_is_cited_must_be_listed(admin_client, article):
    found = errors(save(admin_client, article, body="It helps ([Kelly](#source-kelly))."))

    assert found["sources"] == ["The text cites kelly, which this list lacks."]


def test_kinds_and_a_search_are_taken_as_people_type_them(admin_client, article):
    for typed in ("/meetings/?kind=family", "http://127.0.0.1:8000/meetings/?kind=family", "?kind=family"):
        save(admin_client, article, explains="12-step, family", search=typed)

        article.refresh_from_db()
        assert (article.explains, article.search) == (" 12-step family ", "kind=family")


@pytest.mark.parametrize("typed", ["family", "/meetings/", "kind"])
def test_what_is_no_search_is_refused(admin_client, article, typed):
    assert errors(save(admin_client, article, search=typed))["search"][0].startswith("This is no search.")


def test_a_review_puts_the_next_one_off_by_a_year(admin_client, article):
    admin_client.post("/admin/guidance/page/", {"action": "reviewed_today", "_selected_action": [article.pk]})

    article.refresh_from_db()
    assert article.reviewed_on == timezone.localdate()
    assert (article.next_review - article.reviewed_on).days == 365
    assert not article.is_edited


def waiting(client) -> list:
    return [thing for part in client.get("/admin/").context["start"].parts for thing in part.things]


def test_the_start_page_says_what_waits(admin_client, article):
    make_helpline()
    make_page("due", next_review=date(2020, 1, 1))
    save(admin_client, article, body="Ours.")
    release(article, body="Theirs.\n")

    assert [thing.text for thing in waiting(admin_client)] == [
        "1 helpline was never rung",
        "1 article is due for review",
        "“Going to meetings” was edited here, and the release has a newer text",
        "The safety text has not been read by a clinician as it stands now.",
    ]
    for thing in waiting(admin_client):
        assert admin_client.get(thing.url).status_code == 200


def test_what_is_done_no_longer_waits(admin_client):
    SafetyReading.objects.create(read_on=date(2026, 5, 1), role="GP")

    assert waiting(admin_client) == []


def test_a_safety_text_that_has_changed_since_wants_a_new_reading(admin_client):
    SafetyReading.objects.create(read_on=date(2026, 5, 1), role="GP", digest="of older words")

    [thing] = waiting(admin_client)
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
