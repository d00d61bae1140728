"""Why an answer of the web could not be had: a name for each reason, with a sentence for people."""


class NotFetched(Exception):
    """The answer could not be had; it says why in a sentence that names the host alone, never the whole address."""


class NotAWebAddress(NotFetched):
    """It is no http(s) address of a host."""


class NotAllowed(NotFetched):
    """The host stands inside a network, not on the public web."""


class NameNotFound(NotFetched):
    """Nobody knows the host's name."""


class Unreachable(NotFetched):
    """No connection, or one that broke."""


class TooManyRedirects(NotFetched):
    """It sends us on and on."""


class TooSlow(NotFetched):
    """The deadline passed."""


class TooLarge(NotFetched):
    """More bytes, once unpacked, than any feed has."""


class BadAnswer(NotFetched):
    """An answer that is not the feed: an error page's status, or packed in a way that nobody asked for."""


class BadKey(NotFetched):
    """A key that cannot stand in a header."""
