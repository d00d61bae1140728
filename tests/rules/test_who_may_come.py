"""“Can I come?” is answered from facts, and in no combination of them with the words members or closed."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.choices import ABOUT_ANYTHING, About, Audience, Cost, Joining, WhoMayCome
from groups.rules.who_may_come import can_i_come, problem_words, who_words

SELF, FAMILY, EVERYONE = Audience.SELF, Audience.FAMILY, Audience.EVERYONE
ANYONE, MEMBERS, ASK = WhoMayCome.ANYONE, WhoMayCome.MEMBERS, WhoMayCome.ASK


@dataclass
class Facts:
    """What a meeting says of coming; by itself nothing."""

    who: str = ""
    who_note: str = ""
    youngest: int | None = None
    oldest: int | None = None
    joining: str = ""
    cost: str = ""


def stated(choices):
    return st.sampled_from(["", *choices.values])


ages = st.none() | st.integers(1, 120)
facts = st.builds(Facts, who=stated(WhoMayCome), youngest=ages, oldest=ages, joining=stated(Joining), cost=stated(Cost))
problems = st.integers(0, ABOUT_ANYTHING)
audiences = st.sampled_from(Audience.values)


@given(facts, audiences, problems, st.sampled_from(["", "last Friday"]), st.sampled_from(["", "women"]))
def test_the_public_never_reads_members_or_closed(meeting, audience, about, open_days, specially_for):
    answer = can_i_come(meeting, audience=audience, problems=about, open_days=open_days, specially_for=specially_for)
    row = who_words(meeting.who, audience=audience, problems=about)
    said = f"{answer} {row} {problem_words(about)}".lower()

    assert not [word for word in ("member", "closed", "none") if word in said]
    assert answer[0].isupper() and answer[-1] == "." and "  " not in answer


@given(facts, audiences, problems)
def test_what_nobody_stated_is_not_said(meeting, audience, about):
    answer = can_i_come(meeting, audience=audience, problems=about)

    assert ("Free" in answer or "charge" in answer) == bool(meeting.cost)
    assert ("turn up" in answer or "Contact" in answer or "refer" in answer) == bool(meeting.joining)
    assert any(letter.isdigit() for letter in answer) == bool(meeting.youngest or meeting.oldest)


def test_a_whole_answer():
    meeting = Facts(MEMBERS, joining=Joining.TURN_UP, cost=Cost.FREE)

    assert can_i_come(meeting, audience=SELF, problems=About.ALCOHOL, door="Side door in Elm Street") == (
        "Yes, if you want to stop drinking. Just turn up. Free. Side door in Elm Street."
    )


def test_every_fact_has_its_sentence():
    meeting = Facts(ANYONE, "Students welcome!", 18, 30, Joining.CONTACT_FIRST, Cost.COLLECTION)
    around_it = {"specially_for": "women", "door": "Ring the bell marked Hall "}

    assert can_i_come(meeting, audience=EVERYONE, problems=ABOUT_ANYTHING, **around_it) == (
        "Yes, anyone can come. It is for women. Students welcome! For ages 18 to 30. "
        "Contact the group before your first visit. Free, with a collection for those who want to give. "
        "Ring the bell marked Hall."
    )


def test_open_days_are_said_beside_who_may_come_in_the_others():
    answer = can_i_come(Facts(MEMBERS), audience=SELF, problems=About.DRUGS, open_days="last Friday")

    assert answer == "Yes, if you have a drug problem. Anyone can come on the last Friday of the month."


@pytest.mark.parametrize(
    ("who", "audience", "about", "row", "answer"),
    [
        (ANYONE, SELF, About.ALCOHOL, "Anyone can come", "Yes, anyone can come."),
        (ASK, FAMILY, About.ALCOHOL, "Ask first whether you can come", "Ask the group first."),
        (
            MEMBERS,
            SELF,
            About.ALCOHOL,
            "For anyone who wants to stop drinking",
            "Yes, if you want to stop drinking.",
        ),
        (MEMBERS, SELF, About.DRUGS, "For anyone who has a drug problem", "Yes, if you have a drug problem."),
        (MEMBERS, SELF, ABOUT_ANYTHING, "For anyone who wants to change", "Yes, if you want to change."),
        (MEMBERS, EVERYONE, About.OTHER, "For anyone who wants to change", "Yes, if you want to change."),
        (
            MEMBERS,
            FAMILY,
            About.ALCOHOL,
            "For family, friends and carers",
            "Yes, if someone close to you drinks, uses or has another problem.",
        ),
        (
            "",
            SELF,
            About.ALCOHOL,
            "",
            "The group has not said who can come. Most welcome anyone who wants to change.",
        ),
        (
            "",
            FAMILY,
            About.ALCOHOL,
            "",
            "It is for family, friends and carers. Whether others can come is not stated.",
        ),
    ],
)
def test_who_may_come_is_said_by_what_the_group_is_about(who, audience, about, row, answer):
    assert who_words(who, audience=audience, problems=about) == row
    assert can_i_come(Facts(who), audience=audience, problems=about) == answer


@pytest.mark.parametrize("about", [about for about in About if about != About.OTHER])
def test_every_single_problem_has_words_of_its_own(about):
    row = who_words(MEMBERS, audience=SELF, problems=about)

    assert row != "For anyone who wants to change"
    assert row.startswith("For anyone who ")


@pytest.mark.parametrize(
    ("youngest", "oldest", "said"),
    [
        (18, None, "You need to be 18 or older."),
        (None, 25, "For people aged 25 or younger."),
        (0, None, ""),  # from birth on is no limit
        (None, None, ""),
    ],
)
def test_ages(youngest, oldest, said):
    answer = can_i_come(Facts(ANYONE, youngest=youngest, oldest=oldest), audience=SELF, problems=0)

    assert answer == f"Yes, anyone can come. {said}".strip()


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (About.ALCOHOL, "Drinking"),
        (About.ALCOHOL | About.DRUGS, "Drinking and drugs"),
        (ABOUT_ANYTHING, "Any problem"),
        (0, ""),
    ],
)
def test_what_a_group_is_about(about, words):
    assert problem_words(about) == words
