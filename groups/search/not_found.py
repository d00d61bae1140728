"""Named failures of finding a place. Their text is the sentence to show; some know what to ask for instead."""


class PlaceNotFound(Exception):
    """No town or postcode of that name is known."""


class SeveralPlaces(PlaceNotFound):
    """More than one place has that name. `names` are what to ask for instead: `Sudbury, Suffolk`."""

    def __init__(self, sentence: str, names: list[str]):
        super().__init__(sentence)
        self.names = names


class NearlyThat(SeveralPlaces):
    """No place has that name, but `names` are nearly it, or the next best: IP10 for IP1O, Woodbridge for woodbrige."""


def next_best(sentence: str, names: list[str]) -> PlaceNotFound:
    """The failure with what to ask for instead, where there is such."""
    return NearlyThat(sentence, names) if names else PlaceNotFound(sentence)
