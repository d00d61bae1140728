"""Unpacking an answer as it comes: never more at once than asked for, and whether it came to its end."""

import zlib
from collections.abc import Iterator

_GZIP = 16 + zlib.MAX_WBITS
_ZLIB, _RAW = zlib.MAX_WBITS, -zlib.MAX_WBITS
PACKED_AS = {"": None, "identity": None, "gzip": _GZIP, "x-gzip": _GZIP, "deflate": _ZLIB}
"""What we ask for, and what hosts call it."""
PIECE = 64 * 1024


class Damaged(Exception):
    """It cannot be unpacked, or breaks off before its own end."""


class Unpacking:
    """One answer in one of these packings. Whatever comes out of a piece comes in pieces, however much it is."""

    def __init__(self, packed_as: str):
        self._form = PACKED_AS[packed_as]
        self._unpacker = None
        self._holds_more = False

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        """What comes out of the next bytes."""
        if self._form is None:
            yield packed
            return
        while packed or self._holds_more:
            packed, plain = self._step(packed)
            if plain:
                yield plain

    def end(self) -> None:
        """Damaged where more would have had to come."""
        if self._unpacker and not self._unpacker.eof:
            raise Damaged

    def _step(self, packed: bytes) -> tuple[bytes, bytes]:
        """What is left of the packed bytes, and what came out."""
        if self._is_over():
            return b"", b""  # what stands after it is nothing of ours
        unpacker = self._unpacker = self._next(packed)
        try:
            plain = unpacker.decompress(packed, PIECE)
        except zlib.error as error:
            raise Damaged from error
        self._holds_more = len(plain) == PIECE and not unpacker.eof
        if unpacker.eof:
            return unpacker.unused_data.lstrip(b"\0"), plain  # gzip may be several in a row, filled up with zeros
        return unpacker.unconsumed_tail, plain

    def _is_over(self) -> bool:
        return self._form != _GZIP and self._unpacker is not None and self._unpacker.eof

    def _next(self, packed: bytes):
        """The unpacker for these bytes: the one that is at work, or another for what begins here."""
        if self._unpacker and not self._unpacker.eof:
            return self._unpacker
        if self._form == _ZLIB and not _has_frame(packed):
            self._form = _RAW
        return zlib.decompressobj(self._form)


def _has_frame(packed: bytes) -> bool:
    """Whether it begins as "deflate" should: some hosts leave out the frame."""
    return packed[0] & 0x0F == 8 and (len(packed) < 2 or int.from_bytes(packed[:2], "big") % 31 == 0)
