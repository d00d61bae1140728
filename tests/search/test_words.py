"""What is typed finds the listings that have it, misspelt, joined, spaced or in the plural too: one table."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.models import Meeting, Posting
from groups.rules.choices import Attendance, Precision
from groups.rules.sought import Instead, Sought
from groups.search.words import MOST_WORDS, seek
from tests.factories import make_area, make_group, make_meeting, make_programme, make_tag, make_venue, reindexed

pytestmark = pytest.mark.django_db


def online(name, **fields):
    return make_meeting(name=name, group=make_group("Open Door"), attendance=Attendance.ONLINE, **fields)


@pytest.fixture
def listings():
    """Some of every kind of word: names, a programme's, places, a tag, notes."""
    alanon = make_programme("Al-Anon", short_name="Al-Anon", other_names=["Al-Anon Family Groups"])
    quaker = make_venue("Friends’ Meeting House", town="Woodbridge", postcode="IP12 4AB", address="4 Elm Street")
    cafe = make_venue("Café Życie", town="Bury St Edmunds", postcode="IP33 1AA", area=make_area("West Suffolk"))
    hidden = make_venue("Secret Refuge", town="Lowestoft", postcode="NR32 1AA", address="9 Quiet Lane",
                        precision=Precision.HIDDEN, area=make_area("Waveney"))  # fmt: skip
    make_meeting(name="Serenity", group=make_group("Harbour Lights"), venue=quaker, note="Bring a candle.")
    make_meeting(name="Candle", group=make_group("St Mary’s Families"), venue=cafe)
    make_meeting(name="Tuesday", group=make_group("Ipswich Carers", programme=alanon, area=make_area("Ipswich")),
                 venue=make_venue("Quay Rooms"))  # fmt: skip
    make_meeting(name="Refuge", group=make_group("Safe Harbour"), venue=hidden)
    aa = make_programme("Alcoholics Anonymous", short_name="AA")
    make_meeting(name="Early", group=make_group("Birds", programme=aa, area=make_area("Coast")), note="Bring 100% cake")
    online("Newcomers’ Hour").tags.add(make_tag("step-study", label="Step study", family="format"))
    online("Men’s 12-step", note="Women come to the other meeting, serenity too.")
    reindexed()


def found(words):
    """The names of what has all of some words; an asterisk where not all of them stand in its names."""
    sought = seek(words)
    rows = Meeting.objects.saying(sought).by_name_first(sought).order_by("name")
    return ", ".join(f"{one.name}*" if one.is_mention else one.name for one in rows)


TABLE = [
    # as they stand
    ("serenity", "Men’s 12-step*, Serenity"),
    ("SERENITY lights", "Serenity"),
    ("candle", "Candle, Serenity*"),
    ("harbour", "Refuge, Serenity"),
    ("step study", "Newcomers’ Hour*"),
    # words that say little
    ("the harbour lights group", "Serenity"),
    ("the meeting of the harbour", "Refuge, Serenity"),
    ("meeting house", "Serenity*"),
    ("the other", "Men’s 12-step*"),
    ("open", "Men’s 12-step, Newcomers’ Hour"),
    # accents, apostrophes, signs
    ("cafe zycie", "Candle*"),
    ("CAFÉ", "Candle*"),
    ("st marys", "Candle"),
    ("saint mary's", "Candle"),
    ("friend's house", "Serenity*"),
    ("100%", "Early*"),
    ("aa coast", "Early*"),
    ("a.a. birds", "Early"),
    ("!?", "Candle, Early, Men’s 12-step, Newcomers’ Hour, Refuge, Serenity, Tuesday"),
    # one and many
    ("family", "Candle, Tuesday"),
    ("lights carer", ""),
    ("light", "Serenity"),
    ("carer", "Tuesday"),
    ("newcomer", "Newcomers’ Hour"),
    ("man", "Men’s 12-step"),
    ("woman", "Men’s 12-step*"),
    # together and apart
    ("al-anon", "Tuesday"),
    ("al anon", "Tuesday"),
    ("alanon", "Tuesday"),
    ("al-anon family groups", "Tuesday"),
    ("harbourlights", "Serenity"),
    ("har bour", "Refuge, Serenity"),
    ("12step", "Men’s 12-step"),
    ("12 step", "Men’s 12-step"),
    ("stedmunds", "Candle*"),
    ("wood bridge", "Serenity*"),
    ("elmstreet", "Serenity*"),
    # postcodes
    ("ip12", "Serenity*"),
    ("ip12 4ab", "Serenity*"),
    ("ip124ab", "Serenity*"),
    ("IP12-4AB", "Serenity*"),
    ("ip124ac", ""),
    ("ip1", ""),
    ("elm street ip12", "Serenity*"),
    # typing mistakes
    ("serentiy", "Men’s 12-step*, Serenity"),
    ("sereniti lihgts", "Serenity"),
    ("woodbrige", "Serenity*"),
    ("alannon", "Tuesday"),
    ("al annon", "Tuesday"),
    ("famlies", "Candle, Tuesday"),
    ("harbor", "Refuge, Serenity"),
    ("aplec", ""),
    ("edmonds", "Candle*"),
    ("hosue", "Serenity*"),
    # beginnings
    ("seren", "Men’s 12-step*, Serenity"),
    ("harb lig", "Serenity"),
    ("woodb", "Serenity*"),
    ("wo", ""),
    ("newc", "Newcomers’ Hour"),
    # what nobody has
    ("quince", ""),
    ("serenity quince", ""),
    # a hidden venue's own words are nobody's to find
    ("refuge", "Refuge"),
    ("secret", ""),
    ("secret refuge", ""),
    ("lowestoft", ""),
    ("nr32", ""),
    ("quiet lane", ""),
    ("waveney", "Refuge*"),
    ("west suffolk", "Candle*"),
]


@pytest.mark.usefixtures("listings")
def test_each_row_of_the_table_finds_the_same_on_every_database(subtests):
    for words, names in TABLE:
        with subtests.test(words):
            assert found(words) == names


@pytest.mark.usefixtures("listings")
def test_every_word_that_a_listing_has_finds_it_alone_and_beside_each_other():
    by_listing = {}
    for row, text in Posting.objects.values_list("row", "term__text"):
        by_listing.setdefault(row, []).append(text)

    for row, texts in by_listing.items():
        for words in [*texts, " ".join(texts)]:
            assert Meeting.objects.saying(seek(words)).filter(pk=row).exists(), words


@pytest.mark.parametrize(
    ("words", "instead", "unknown"),
    [
        ("serenity", [], []),
        ("families serenitys", [], []),
        ("serentiy", [Instead("serentiy", ("serenity",))], []),
        ("lamtern", [], ["lamtern"]),
        ("wood quince", [Instead("wood", ("woodbridge",), begin=True)], ["quince"]),
        ("harbo", [Instead("harbo", ("harbour", "harbourlights"), begin=True)], []),
        ("harbor", [Instead("harbor", ("harbour",))], []),
        ("wemon", [], ["wemon"]),
        ("hark", [], ["hark"]),
        ("ip13", [], ["ip13"]),
        ("elmstreet", [], []),
    ],
)
@pytest.mark.usefixtures("listings")
def test_it_tells_which_words_nobody_has_and_what_was_taken_for_them(words, instead, unknown):
    sought = seek(words)

    assert (list(sought.instead), list(sought.unknown)) == (instead, unknown)


@pytest.mark.parametrize(
    ("words", "queries"),
    [("", 0), ("…", 0), ("serenity candle", 1), ("the", 1), ("quince", 2), ("serentiy lihgts", 3), ("harb ip9 q", 2)],
)
@pytest.mark.usefixtures("listings")
def test_words_cost_one_query_and_mistyped_ones_three_at_the_most(words, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        seek(words)


@pytest.mark.usefixtures("listings")
def test_it_is_one_more_query_to_find_them(django_assert_num_queries):
    sought = seek("serentiy harbour")

    with django_assert_num_queries(1):
        assert [one.name for one in Meeting.objects.saying(sought)] == ["Serenity"]


def test_without_words_nothing_is_sought():
    assert seek("") == seek(" ' ") == Sought()


def test_so_many_words_are_looked_for_and_no_more(listings):
    assert len(seek(" ".join(f"q{number}" for number in range(50))).unknown) == MOST_WORDS


def test_what_no_listing_has_any_more_is_never_what_somebody_meant(listings):
    Meeting.objects.filter(name="Tuesday").update(status="draft")
    reindexed()

    assert found("carers") == found("carrers") == found("care") == ""
    assert seek("carrers") == Sought((frozenset(),), unknown=("carrers",))


def test_a_venue_that_is_hidden_now_is_not_found_by_its_own_words_any_more(listings):
    venue = Meeting.objects.get(name="Serenity").venue
    assert found("elm") == found("woodbridge") == "Serenity*"
    venue.precision = Precision.HIDDEN
    venue.save()
    reindexed(venue)

    assert found("elm") == found("woodbridge") == found("friends") == found("ip12") == ""
    assert found("serenity") == "Men’s 12-step*, Serenity"


def test_common_words_are_looked_for_in_another_way_and_find_the_same(listings, monkeypatch):
    monkeypatch.setattr("groups.models.posting.COMMON", 1)
    sought = seek("harbour lights candle")
    assert len(sought.common) == 2  # harbour and candle

    for words in ("harbour", "harbour candle", "harbour lights", "candle serenity", "harbour carers"):
        sought = seek(words)
        plain = list(Meeting.objects.saying(replace(sought, common=frozenset())).order_by("pk"))
        for among_few in (False, True):
            assert list(Meeting.objects.saying(sought, among_few=among_few).order_by("pk")) == plain
        assert bool(plain) == (words != "harbour carers")


TYPED = ["al", "anon", "-", "serentiy", "seren", "ip12", "4ab", "é", "'", "q", "1", "harbourlights", "the"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80) | st.lists(st.sampled_from(TYPED)).map(" ".join))
def test_whatever_is_typed_is_looked_for(listings, words):
    sought = seek(words)

    assert len(sought.terms) <= 2 * MOST_WORDS
    assert bool(sought.unknown) == (frozenset() in sought.terms)
    assert not sought.unknown or not Meeting.objects.saying(sought)
