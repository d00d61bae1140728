"""The desks of the vocabulary: what ships, what was edited here, and the way back."""

import pytest

from groups.models import AccessFeature, Area, Code, OldSlug, Programme, Site, Tag
from groups.upkeep.vocabulary import bring_in_vocabularies
from tests.admin.pages import errors, filled_in, form_of, page_of, save
from tests.factories import make_area, make_programme, make_tag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def aa():
    shipped = {"name": "Alcoholics Anonymous", "description": "For people who want to stop drinking."}
    return make_programme(**shipped, slug="alcoholics-anonymous", shipped=shipped)


def origin(client, desk: str) -> str:
    page = client.get(f"/admin/groups/{desk}/").content.decode()
    return page.partition('<td class="field-origin">')[2].partition("</td>")[0]


def test_a_row_says_that_it_is_as_shipped(admin_client, aa):
    assert origin(admin_client, "programme") == "as shipped"


def test_a_row_says_which_fields_were_edited_here(admin_client, aa):
    save(admin_client, aa, description="Come along.")

    assert origin(admin_client, "programme") == "edited here: description"


def test_a_row_of_our_own_says_so(admin_client):
    make_programme()

    assert origin(admin_client, "programme") == "added here"


def test_a_row_returns_to_the_shipped_text(admin_client, aa):
    save(admin_client, aa, description="Come along.", short_name="AA")
    before = Site.objects.get().revision

    response = admin_client.post(
        "/admin/groups/programme/", {"action": "return_to_shipped", "_selected_action": [aa.pk]}, follow=True
    )

    assert [str(message) for message in response.context["messages"]][-2] == "1 row is as shipped again."
    aa.refresh_from_db()
    assert (aa.description, aa.short_name) == ("For people who want to stop drinking.", "AA")
    assert Site.objects.get().revision == before + 1


def test_the_name_by_which_a_release_knows_a_row_is_not_to_be_changed(admin_client, aa):
    save(admin_client, aa, slug="aa")

    assert Programme.objects.get().slug == "alcoholics-anonymous"


def test_a_programme_of_our_own_keeps_the_way_from_its_old_slug(admin_client):
    save(admin_client, make_programme(slug="kettle"), slug="kettles")

    assert OldSlug.objects.get().leads_to == "kettles"


def test_a_programme_is_entered_with_its_other_names(admin_client):
    form = filled_in(admin_client.get("/admin/groups/programme/add/"), "programme_form")
    form |= {"name": "Kettle On", "approach": "community", "audience": "everyone", "other_names": "kettle, the Kettle,"}

    assert errors(admin_client.post("/admin/groups/programme/add/", form)) == {}
    programme = Programme.objects.get()
    assert (programme.slug, programme.other_names, programme.about) == ("kettle-on", ["kettle", "the Kettle"], 127)


@pytest.mark.parametrize("typed", ["[1]", '{"cy": "Merched"}', '{"cy": {"label": 1}}', "nonsense"])
def test_translations_of_another_shape_are_said(admin_client, typed):
    assert "translations" in errors(save(admin_client, make_tag(), translations=typed))


def test_a_translation_is_kept(admin_client):
    save(admin_client, make_tag(), translations='{"cy": {"label": "Merched"}}')

    assert Tag.objects.get().translations == {"cy": {"label": "Merched"}}


def test_emptied_translations_are_none(admin_client):
    tag = make_tag(translations={"cy": {"label": "Merched"}})

    assert errors(save(admin_client, tag, translations="")) == {}
    assert Tag.objects.get().translations == {}


def test_what_ships_is_saved_unchanged_by_its_desk(admin_client):
    bring_in_vocabularies()
    rows = [model.objects.order_by("pk")[3] for model in (Programme, Tag, AccessFeature, Code)]

    for row in rows:
        assert errors(save(admin_client, row)) == {}
        row.refresh_from_db()
        assert row.edited_fields == []


def test_codes_are_told_by_scheme_and_fellowship(admin_client):
    Code.objects.create(scheme="bmlt", code="O", means="field", value="who=anyone")
    Code.objects.create(scheme="meeting-guide", fellowship="al-anon", code="O", means="field", value="who=anyone")

    page = admin_client.get("/admin/groups/code/?scheme=bmlt&q=o")

    assert [str(code) for code in page.context["cl"].result_list] == ["bmlt * O"]


def test_areas_stand_as_a_tree(admin_client):
    england = make_area("England", kind="nation")
    suffolk = make_area("Suffolk", kind="county", parent=england)
    make_area("Essex", kind="county", parent=england)
    make_area("Ipswich", parent=suffolk)

    rows = admin_client.get("/admin/groups/area/").context["cl"].result_list

    assert [area.path for area in rows] == [
        "England",
        "England › Essex",
        "England › Suffolk",
        "England › Suffolk › Ipswich",
    ]


def test_an_area_is_inside_no_part_of_itself(admin_client):
    england = make_area("England", kind="nation")
    suffolk = make_area("Suffolk", kind="county", parent=england)

    assert errors(save(admin_client, england, parent=str(suffolk.pk))) == {
        "parent": ["An area cannot be inside itself or one of its own parts."]
    }


def test_an_areas_nation_is_one_plain_word(admin_client):
    area = make_area()

    assert "nation" in errors(save(admin_client, area, nation="England; Wales"))
    assert errors(save(admin_client, area, nation="northern-ireland")) == {}
    assert Area.objects.get().nation == "northern-ireland"


def test_an_old_address_of_an_area_leads_on(admin_client):
    save(admin_client, make_area(slug="ipswitch"), slug="ipswich")

    assert list(OldSlug.objects.values_list("kind", "slug", "leads_to")) == [("area", "ipswitch", "ipswich")]


def test_a_tag_that_is_in_use_can_be_looked_at(admin_client):
    tag = make_tag(shipped={"label": "Women"})

    assert "slug" not in form_of(admin_client, tag)
    assert admin_client.get(page_of(tag)).status_code == 200
