"""A search as a text message: never longer than two of them, in signs that every telephone has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules import message
from groups.rules.message import LONGEST, Coming, length, plain

pytestmark = pytest.mark.sqlite  # nothing here asks a database

LINK = "https://meetings.example.org/meetings/?near=IP12"
ALL = "https://meetings.example.org/meetings/"


def coming(number, name="Harbour Lights", place="Trinity Hall, Ipswich", town="Ipswich"):
    return Coming(f"Mon {number} Nov 7:30pm", name, place, town)


def written(*meetings, heading="Meetings near IP12:", links=(LINK, ALL)):
    return message.write(heading=heading, coming=meetings, advice="Check before you travel.", links=links)


def test_it_says_what_was_asked_three_or_four_meetings_and_the_link():
    assert written(coming(23), coming(24), coming(25)).split("\n") == [
        "Meetings near IP12:",
        "Mon 23 Nov 7:30pm: Harbour Lights, Trinity Hall, Ipswich",
        "Mon 24 Nov 7:30pm: Harbour Lights, Trinity Hall, Ipswich",
        "Mon 25 Nov 7:30pm: Harbour Lights, Trinity Hall, Ipswich",
        "Check before you travel.",
        LINK,
    ]
    short = [coming(day, "Hope", "Online", "Online") for day in range(23, 28)]
    assert written(*short).count("Hope") == 4


def test_where_room_is_short_the_town_stands_for_the_place_and_the_end_of_a_name_is_left_out():
    longer = [coming(day, "Serenity by the Sea", "The Room over the Old Library, Ipswich") for day in (23, 24, 25)]
    assert written(*longer, heading="Evening meetings near Woodbridge:").split("\n")[1:4] == [
        f"Mon {day} Nov 7:30pm: Serenity by the Sea, Ipswich" for day in (23, 24, 25)
    ]

    longest = [coming(day, "The Tuesday Morning Step and Tradition Study Group") for day in (23, 24, 25)]
    assert written(*longest).split("\n")[1] == "Mon 23 Nov 7:30pm: The Tuesday Morning Step a.., Ipswich"


def test_a_link_too_long_for_any_meeting_gives_way_to_one_that_says_less():
    text = written(coming(23), coming(24), links=(f"{ALL}?q={'a' * 290}", LINK, ALL))

    assert text.endswith(f"\n{LINK}")
    assert text.count("Harbour Lights") == 2


def test_where_there_is_no_meeting_a_sentence_and_the_link():
    assert message.say("No meeting was found.", (LINK, ALL)) == f"No meeting was found.\n{LINK}"


def test_signs_with_a_plain_likeness_are_written_with_it():
    assert plain("“Café Tŷ Gwyn” – it’s\nhere… [ask] a|b ~ 5€") == '"Café Ty Gwyn" - it\'s here... (ask) a/b - 5EUR'
    assert plain("Дом") == "Дом"
    assert length("a^b") == 4


def test_a_sign_that_a_telephone_counts_twice_is_counted_twice():
    assert "~" not in written(coming(23), links=(f"{ALL}?q=a~b",))


texts = st.text(max_size=200) | st.sampled_from(
    ["~" * 160, "ŵ" * 90, "€" * 150, "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 20]
)
listings = st.lists(st.builds(Coming, when=texts, name=texts, place=texts, town=texts), max_size=6)
addresses = st.lists(st.text(max_size=600).map("https://example.org/{}".format), min_size=1, max_size=4)


@given(texts, listings, texts, addresses)
def test_it_is_never_longer_than_two_messages(heading, meetings, advice, links):
    text = message.write(heading=heading, coming=meetings, advice=advice, links=links)

    assert len(text) <= length(text) <= LONGEST == 306


@given(listings, st.text(st.characters(codec="latin-1"), max_size=40))
def test_a_link_of_usual_length_is_always_whole(meetings, heading):
    assert message.write(heading=heading, coming=meetings, advice="Check.", links=[LINK]).endswith(LINK)
