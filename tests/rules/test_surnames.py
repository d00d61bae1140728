"""Surnames are seen; halls, streets, saints and books that are called after people are not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.surnames import surnames_in

ROOT = Path(__file__).resolve().parents[2]
REAL = [
    *sorted((ROOT / "tests" / "data").glob("*.json")),
    *(ROOT / "fixtures" / "demo" / name for name in ("groups.json", "venues.json")),
]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("contact Dave Smith", ["Dave Smith"]),
        ("Contact: Dave Smith.", ["Dave Smith"]),
        ("CONTACT DAVE SMITH", ["DAVE SMITH"]),
        ("Dave Smith opens the hall at seven", ["Dave Smith"]),
        ("Ask for Mary O’Brien on 01473 555000", ["Mary O’Brien"]),
        ("Our secretary is John Smith-Jones", ["John Smith-Jones"]),
        ("Thanks to Sarah Jane Baker", ["Sarah Jane Baker"]),
        ("Dave S Smith will meet you", ["Dave S Smith"]),
        ("Mr Jones has the key", ["Mr Jones"]),
        ("the caretaker, Mrs. A. Pettigrew, lets us in", ["Mrs. A. Pettigrew"]),
        ("Run by Xanthe Smythe 07700 900123", ["Xanthe Smythe"]),
        ("Facilitator: Ruth Carter", ["Ruth Carter"]),
        ("call Mark Evans", ["Mark Evans"]),
        ("Sue Miller is away", ["Sue Miller"]),
        ("Speak to Steve Hill", ["Steve Hill"]),
        ("Ring Jean Baker or Tom Wells", ["Jean Baker", "Tom Wells"]),
    ],
)
def test_these_are_full_names(text, names):
    assert surnames_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Dave S. will meet you at the door",
        "Ask for Dave or Sue",
        "Call Mark on Mondays",
        "Ring Dave, Tuesdays please",
        "St John Fisher Hall",
        "Saint Mary Magdalene",
        "behind Thomas Clarkson Community Centre",
        "in the Joseph Gerard Room",
        "John Wesley United Methodist Church",
        "the James Paget Hospital",
        "turn left into Edward Street",
        "off George V Avenue",
        "Mary Mother of God Church",
        "Teresa of Avila",
        "above John Lewis",
        "beside the Sue Ryder shop, or Sue Ryder itself",
        "We read As Bill Sees It and Living Sober",
        "Bill Wilson and Bob Smith met in Akron",
        "contact Alcoholics Anonymous",
        "Call Samaritans Helpline",
        "Contact Turning Point 01473 123456",
        "Ask for Will at the desk",
        "See the MS Society room",
        "Al Anon meets next door",
        "Big Book on the last Thursday",
        "Martha’s in Bethany, Monday through Saturday",
        "Church of the Holy Spirit, Bury St Edmunds",
        "Jones Hall",
        "Open to anyone affected by someone else’s drinking",
        "",
    ],
)
def test_these_are_none(text):
    assert surnames_in(text) == []


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


@pytest.mark.parametrize("file", REAL, ids=lambda file: file.name)
def test_real_listings_ring_no_false_alarm(file):
    texts = list(texts_in(json.loads(file.read_text(encoding="utf-8"))))

    assert len(texts) > 10
    assert {text: surnames_in(text) for text in texts if surnames_in(text)} == {}


@given(st.text(max_size=300))
def test_every_text_gets_an_answer_and_names_stand_in_it(text):
    for name in surnames_in(text):
        assert all(word in text for word in name.split())


FIRST = st.sampled_from(["Dave", "Sarah", "Tom", "Margaret", "Kevin"])
LAST = st.from_regex(r"\A[B-Z][a-z]{4,9}qz\Z")


@given(FIRST, LAST, st.sampled_from(["contact {}", "Ring {} first.", "Secretary: {}, every week", "{} has the key"]))
def test_a_common_first_name_with_a_surname_is_always_seen(first, last, sentence):
    assert surnames_in(sentence.format(f"{first} {last}")) == [f"{first} {last}"]


@given(FIRST, LAST, st.sampled_from(["Street", "Hall", "Road", "Memorial Hall", "Church", "House", "Close", "Centre"]))
def test_what_is_called_after_somebody_never_is(first, last, place):
    assert surnames_in(f"We meet in {first} {last} {place}, upstairs") == []
