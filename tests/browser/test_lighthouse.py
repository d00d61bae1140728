"""Lighthouse gives 100 in each of its four categories, with its phone's settings, to the site as it ships.

Left out where there is no Lighthouse: it is Node's, and none of the site's own needs. See docs/performance.md.
"""

import json
import os
import shlex
import shutil
import subprocess
from statistics import median
from urllib.request import urlopen

import pytest

from tests.browser.test_budgets import pages
from tests.conftest import CHROMIUM, CHROMIUM_FLAGS

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.optional]

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PERFECT = dict.fromkeys(CATEGORIES, 100)
PATIENCE = 180  # seconds
PAGES = (
    "home",
    "results",
    "changed meeting",
    "week",
    "map with pictures to ask for",
    "guidance",
    "article",
    "my week",
    "help now",
    "results in Arabic",
)


@pytest.fixture(scope="session")
def lighthouse() -> list[str]:
    """The words of the command that runs it."""
    words = shlex.split(os.environ.get("LIGHTHOUSE", "lighthouse"))
    if shutil.which(words[0]) is None:
        pytest.skip(
            f"Lighthouse: no {words[0]} here (npm install --global lighthouse, or LIGHTHOUSE names its command)"
        )
    return words


@pytest.mark.parametrize("name", PAGES)
def test_lighthouse_gives_100_in_all_four(lighthouse, shipped, tmp_path, name):
    url = shipped + pages()[name]
    runs = [scores(lighthouse, url, tmp_path)]
    if runs[0] != PERFECT:  # whatever else the machine does falls on the first of them
        runs += [scores(lighthouse, url, tmp_path) for _ in range(2)]

    assert {category: median(run[category] for run in runs) for category in CATEGORIES} == PERFECT, runs


def scores(lighthouse, url, folder) -> dict[str, float]:
    """In hundredths; what could not be measured is 0. A page that asks not to be indexed is not blamed for it."""
    flags = ["--headless", *CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    skipped = ["--skip-audits=is-crawlable"] if is_noindex(url) else []
    report = folder / "report.json"
    report.unlink(missing_ok=True)
    done = subprocess.run(
        [
            *lighthouse,
            url,
            "--quiet",
            "--no-enable-error-reporting",
            "--output=json",
            f"--output-path={report}",
            f"--chrome-flags={' '.join(flags)}",
            *skipped,
        ],
        env={**os.environ, "CHROME_PATH": CHROMIUM},
        timeout=PATIENCE,
        check=False,  # it ends with 1 where one thing could not be measured, and says which in its report
        capture_output=True,
        text=True,
    )
    assert report.exists(), done.stderr
    found = json.loads(report.read_text())["categories"]
    return {category: 100 * (found[category]["score"] or 0) for category in CATEGORIES}


def is_noindex(url: str) -> bool:
    with urlopen(url) as answer:
        return b'<meta name="robots" content="noindex">' in answer.read()
