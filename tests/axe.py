"""What axe finds on the page that stands in the browser: WCAG 2.2, A and AA, and what its makers call best practice."""

from axe_playwright_python.sync_playwright import Axe

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # To tell of what is right as well, and to fetch the style sheets anew, takes longer than to look for faults.
    "resultTypes": ["violations"],
    "preload": False,
}


def faults(page, *, within: str = "") -> list[dict]:
    """Each rule that is broken: its `id`, and in `nodes` the `html` and `target` of what breaks it.

    `within` is a selector: of a part of the page alone.
    """
    return Axe().run(page, context=within or None, options=OPTIONS).response["violations"]
