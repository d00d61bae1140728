"""The words of listings as rows: written anew for some, left as they are for the rest."""

import pytest

from groups.models import Area, Meeting, Posting, SearchRow, Term
from groups.rules.terms import NAME, NOTE, PLACE, PROGRAMME, TAG
from groups.search import index, postings
from tests.factories import make_area, make_group, make_meeting, make_programme, make_tag, make_venue, reindexed

pytestmark = pytest.mark.django_db


def words_of(meeting):
    return dict(Posting.objects.filter(row=meeting.pk).values_list("term__text", "weight"))


def write(terms):
    postings.forget(terms)
    postings.add(terms, {})


def test_the_words_of_a_listing_are_replaced_and_those_of_others_stay():
    one, other = make_meeting(group=make_group("Harbour")), make_meeting(group=make_group("Lantern"))
    before = words_of(other)

    write({one.pk: {"harbour": NAME, "quince": NOTE}})
    assert words_of(one) == {"harbour": NAME, "quince": NOTE}
    assert words_of(other) == before

    write({one.pk: {"quince": TAG}})
    assert words_of(one) == {"quince": TAG}
    write({one.pk: {}})
    assert words_of(one) == {}
    assert words_of(other) == before


def test_nothing_to_write_is_no_mistake():
    write({})

    assert not Posting.objects.exists()


@pytest.mark.parametrize("count", [1, 40])
def test_it_costs_the_same_number_of_statements_for_one_listing_and_many(count, django_assert_max_num_queries):
    meetings = [make_meeting() for _ in range(count)]

    with django_assert_max_num_queries(5):
        write({one.pk: {f"new{one.pk}": NAME, "serenity": NOTE} for one in meetings})


def test_each_word_stands_once_in_the_table_however_many_listings_have_it():
    meetings = [make_meeting() for _ in range(3)]

    write({one.pk: {"serenity": NAME} for one in meetings})

    assert Term.objects.filter(text="serenity").count() == 1


def test_words_weigh_by_where_they_stand():
    meeting = make_meeting(
        name="Candle",
        group=make_group("Harbour", programme=make_programme("Al-Anon", other_names=["Family Groups"]),
                         area=make_area("Suffolk"), description="Kettle"),
        venue=make_venue("Trinity", town="Woodbridge", address="4 Elm Street", postcode="IP12 4AB",
                         area=make_area("Deben")),
        note="Candle and teapot",
    )  # fmt: skip
    meeting.tags.add(make_tag("step-study", label="Step study", family="format"))
    reindexed()

    words = words_of(meeting)
    by_weight = {weight: {word for word in words if words[word] == weight} for weight in set(words.values())}
    assert by_weight == {
        NAME: {"candle", "harbour", "=harbour"},
        PROGRAMME: {"al", "anon", "alanon", "family", "groups", "familygroups"},
        PLACE: {"suffolk", "trinity", "woodbridge", "4", "elm", "street", "ip12", "4ab", "ip124ab", "deben"},
        TAG: {"step", "study"},
        NOTE: {"kettle", "and", "teapot"},
    }


def test_rebuilding_drops_words_that_no_listing_has():
    meeting = make_meeting(name="Quince")
    Meeting.objects.filter(pk=meeting.pk).update(name="Lantern")
    reindexed(meeting)
    assert Term.objects.filter(text="quince").exists()

    index.rebuild()

    assert not Term.objects.filter(text="quince").exists()
    assert set(Term.objects.values_list("pk", flat=True)) == set(Posting.objects.values_list("term", flat=True))


def test_a_listing_that_no_search_may_find_has_no_words():
    meeting = make_meeting(name="Quince")
    Meeting.objects.filter(pk=meeting.pk).update(status="closed")
    reindexed(meeting)

    assert words_of(meeting) == {}
    assert not SearchRow.objects.exists()


# --- The names around a listing


def test_a_listing_is_found_by_the_names_of_all_areas_that_its_own_lies_in():
    england = make_area("England", kind="nation")
    suffolk = make_area("Suffolk", kind="county", parent=england)
    essex = make_area("Essex", kind="county", parent=england)
    here = make_meeting(venue=make_venue(area=make_area("Deben", parent=suffolk)), group=make_group(area=essex))
    secret = make_venue("Secret Hall", town="Woodbridge", precision="hidden", area=make_area("Orwell", parent=suffolk))

    areas = {"deben", "suffolk", "essex", "england"}
    assert {word: weight for word, weight in words_of(here).items() if word in areas} == dict.fromkeys(areas, PLACE)
    assert {word for word, weight in words_of(make_meeting(venue=secret)).items() if weight == PLACE} == {
        "orwell", "suffolk", "england",
    }  # fmt: skip


def test_areas_inside_each_other_stop_nobody():
    one = make_area("Suffolk")
    other = make_area("Deben", parent=one)
    Area.objects.filter(pk=one.pk).update(parent=other)

    assert {"suffolk", "deben"} <= words_of(make_meeting(venue=make_venue(area=one))).keys()


@pytest.mark.parametrize("count", [1, 40])
def test_refreshing_any_number_of_listings_costs_the_same_queries(count, django_assert_num_queries):
    suffolk = make_area("Suffolk", parent=make_area("England"))
    meetings = [make_meeting(venue=make_venue(area=make_area(parent=suffolk))).pk for _ in range(count)]

    with django_assert_num_queries(14):
        index.refresh(meetings)


def test_the_name_of_a_group_is_a_word_as_a_whole_where_its_meeting_has_another():
    group = make_group("Harbour Lights")
    named, unnamed = make_meeting(name="Candle", group=group), make_meeting(group=group)

    assert words_of(named)["=harbour lights"] == NAME
    assert "=harbour lights" not in words_of(unnamed)
