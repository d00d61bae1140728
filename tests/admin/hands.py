"""Hands at a keyboard and a mouse: what they press and type is counted, and reckoned as seconds.

By the keystroke-level model of Card, Moran and Newell (The Keystroke-Level Model for User Performance Time with
Interactive Systems, Communications of the ACM 23(7), 1980): to think of the next step 1.35 s, to point 1.1 s, to press
the button 0.2 s. A key takes 0.28 s on average; here 0.5 s, as for somebody who types little.
"""

from dataclasses import dataclass, field

THINK, POINT, PRESS, KEY = 1.35, 1.1, 0.2, 0.5
MARK_ALL = 2
"""Keys, one held down."""

TO_READ_A_PAGE = 10.0
"""Seconds for a page that one has not seen before: a guess on the safe side, no figure of the model."""


@dataclass
class Hands:
    """Does things on a page and counts them."""

    page: object
    presses: int = 0
    keys: int = 0
    pages: set = field(default_factory=set)

    def press(self, what) -> None:
        """Click on something."""
        what.click()
        self.presses += 1
        self._look()

    def type(self, what, text: str) -> None:
        """Click into a box and type; what stands in it is marked first, to be written over."""
        self.keys += len(text) + (MARK_ALL if what.input_value() else 0)
        what.fill(text)
        self.presses += 1
        self._look()

    def select(self, what, value: str) -> None:
        """Open a list that folds out, and press one of its lines."""
        what.select_option(value)
        self.presses += 2
        self._look()

    def choose(self, field: str, text: str) -> None:
        """Pick the first answer of an autocomplete."""
        self.press(self.page.locator(f"#{field} + .select2"))
        self.page.locator(".select2-search__field").fill(text)
        self.page.locator(".select2-results__option--highlighted").filter(has_not_text="Searching").wait_for()
        self.page.keyboard.press("Enter")
        self.keys += len(text) + 1

    def _look(self) -> None:
        self.pages.add(self.page.url.partition("?")[0])

    @property
    def seconds_of_clicks(self) -> float:
        """How long the pressing takes."""
        return self.presses * (THINK + POINT + PRESS)

    @property
    def seconds(self) -> float:
        """The same with all the typing, and with reading each new page."""
        return self.seconds_of_clicks + self.keys * KEY + len(self.pages) * TO_READ_A_PAGE
