"""Looks at the page that stands in a browser as those do who read in large letters, in own colours, or by keyboard."""

from pathlib import Path

LOOKS = (Path(__file__).parent / "seeing.js").read_text(encoding="utf-8")
PHONE = {"width": 320, "height": 640}
ENLARGED = {"width": 320, "height": 256}
"""1280 by 1024 at 400 %."""
ADDED_BY_SCRIPT = {
    "Use my location",
    "Your browser will ask. The point is rounded to about 100 metres and is not kept.",
    "Copy",
}
"""What stands on a page with script alone, for without it there is nothing to press."""


def faults(page) -> list[str]:
    """What is wrong with it on the smallest phone, enlarged, with text spaced out, by keyboard, in forced colours."""
    as_it_was = page.viewport_size
    page.set_viewport_size(PHONE)
    found = _asked(page, "headings", "described", "small")
    page.emulate_media(forced_colors="active")
    page.keyboard.press("Tab")  # else a click before this would hide the ring
    found += _asked(page, "lost", "focus")
    page.emulate_media(forced_colors="none")
    page.set_viewport_size(ENLARGED)
    page.evaluate("seeing.unfold()")
    found += _asked(page, "staysInTheWay", "tooWide", "cutOff", "overlapping")
    page.evaluate("seeing.spaced(true)")
    found += [f"spaced out: {fault}" for fault in _asked(page, "tooWide", "cutOff", "overlapping")]
    page.evaluate("seeing.spaced(false)")
    page.set_viewport_size(as_it_was)
    return found


def stop(page) -> dict:
    """Where the keyboard is: what that `says`, its `id`, and its `faults`."""
    return _answer(page, "seeing.stop()")


def words(page) -> set[str]:
    """What its main part says, piece by piece."""
    return set(_answer(page, "seeing.words()"))


def _asked(page, *looks: str) -> list[str]:
    answers = _answer(page, ", ".join(f"{name}: seeing.{name}()" for name in looks).join(("({ ", " })")))
    return [f"{name}: {fault}" for name, faults in answers.items() for fault in faults]


def _answer(page, asked: str):
    return page.evaluate(f"window.seeing || {LOOKS.rstrip().rstrip(';')}; {asked}")
