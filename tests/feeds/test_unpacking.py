"""Unpacking in pieces: the same comes out as went in, however it is cut, and what is damaged is known."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.feeds.unpacking import PIECE, Damaged, Unpacking

pytestmark = pytest.mark.sqlite  # no database at all: one run is enough


def deflated(data):
    """Without the frame that it should have."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS = {"": lambda data: data, "gzip": gzip.compress, "deflate": zlib.compress}


def unpacked(packed_as, packed, cut=16 * 1024):
    unpacking = Unpacking(packed_as)
    pieces = [piece for at in range(0, len(packed), cut) for piece in unpacking.pieces(packed[at : at + cut])]
    unpacking.end()
    assert max(map(len, pieces), default=0) <= max(PIECE, cut)
    return b"".join(pieces)


repeated = st.tuples(st.binary(max_size=9), st.integers(0, 40_000)).map(lambda one: one[0] * one[1])
texts = st.binary(max_size=300) | repeated


@given(st.sampled_from(sorted(PACKERS)), texts, st.integers(1, 40_000))
def test_what_went_in_comes_out_however_it_is_cut(packed_as, text, cut):
    packed = PACKERS[packed_as](text)

    assert unpacked(packed_as, packed, max(cut, len(packed) // 2000 + 1)) == text


@given(texts, st.integers(1, 40_000))
def test_deflate_without_its_frame_is_understood(text, cut):
    packed = deflated(text)

    assert unpacked("deflate", packed, max(cut, len(packed) // 2000 + 1)) == text


@pytest.mark.parametrize("size", [PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 10 * PIECE + 7])
@pytest.mark.parametrize("packed_as", ["gzip", "deflate"])
def test_no_size_at_the_edge_of_a_piece_is_lost(packed_as, size):
    assert len(unpacked(packed_as, PACKERS[packed_as](b"0" * size))) == size


def test_several_in_a_row_are_one():
    assert unpacked("gzip", gzip.compress(b"[1,") + gzip.compress(b"2]") + b"\0" * 512) == b"[1,2]"


@given(texts, st.data())
def test_what_breaks_off_is_damaged(text, data):
    packed = gzip.compress(text)
    cut = data.draw(st.integers(1, len(packed) - 1))

    with pytest.raises(Damaged):
        unpacked("gzip", packed[:cut])


@given(st.sampled_from(["gzip", "deflate"]), st.binary(min_size=1, max_size=200))
def test_nonsense_is_damaged_or_is_something(packed_as, nonsense):
    try:
        unpacked(packed_as, nonsense)
    except Damaged:
        return
