"""JSON of strangers: how deep it may be, and what is said of what cannot be read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.exchange.json_text import DEEPEST, is_shallow, read_json
from groups.exchange.record import Unreadable

pytestmark = pytest.mark.sqlite  # no database at all: one run is enough


def nested(levels, inside=""):
    return b"[" * levels + inside.encode() + b"]" * levels


def test_what_the_bytes_hold_comes_back():
    assert read_json(b'\xef\xbb\xbf {"meetings": [{"day": 2}]}') == {"meetings": [{"day": 2}]}


@pytest.mark.parametrize("data", [nested(DEEPEST), nested(DEEPEST, '"[[[["'), b'[{"note": "' + b"[" * 5000 + b'"}]'])
def test_brackets_in_a_text_are_no_depth(data):
    read_json(data)


@pytest.mark.parametrize(
    "data", [nested(DEEPEST + 1), nested(900), nested(100_000), b'{"a":' * 200 + b"1" + b"}" * 200, b"[" * 500_000]
)
def test_deep_json_is_refused_with_a_sentence(data):
    with pytest.raises(Unreadable):
        read_json(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The answer is empty."),
        (b" \n\t", "The answer is empty."),
        (b"\xef\xbb\xbf", "The answer is empty."),
        (b"\n<!doctype html><title>Sign in</title>", "The answer is a web page, not a list of meetings."),
        (nested(DEEPEST + 1), "The answer is JSON too deep to be a list of meetings."),
        (b"[1", "The answer is not JSON: Expecting ',' delimiter: line 1 column 3 (char 2)."),
    ],
)
def test_what_cannot_be_read_says_why(data, said):
    with pytest.raises(Unreadable) as failure:
        read_json(data)

    assert str(failure.value) == said


@given(st.binary(max_size=200))
def test_no_bytes_are_worse_than_unreadable(data):
    try:
        read_json(data)
    except Unreadable:
        return


_trees = st.recursive(
    st.integers(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)


@given(_trees, st.integers(1, 6))
def test_depth_is_counted_as_a_reader_would(tree, levels):
    def depth(one):
        inside = one.values() if isinstance(one, dict) else one if isinstance(one, list) else None
        return 0 if inside is None else 1 + max((depth(each) for each in inside), default=0)

    assert is_shallow(json.loads(json.dumps(tree)), levels=levels) == (depth(tree) <= levels)
