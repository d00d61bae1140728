"""README and docs say what is so: settings, commands, links, files and pictures that they name are there."""

import ast
import json
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from groups.rules import keeping, letter
from groups.upkeep import kept_files
from mutualaid import posting

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
DOCS = [README, ROOT / "SECURITY.md", *sorted(ROOT.glob("docs/**/*.md"))]
PICTURES = ROOT / "docs" / "pictures"
OUR_APPS = {"mutualaid", "groups", "guidance"}
LARGEST_PICTURE = 150 * 1024
ABSENT = {".env", "var/help-now.html", "var/mail", "var/db.sqlite3", "var/secret_key"}
"""Files that the documents name and that are no part of the repository."""

pytestmark = pytest.mark.sqlite


def each_document(function):
    return pytest.mark.parametrize("document", DOCS, ids=lambda path: str(path.relative_to(ROOT)))(function)


def settings_read() -> dict[str, object]:
    """Every variable that the settings read, with its default where that is written there as a plain word."""
    read = {}
    for call in ast.walk(ast.parse((ROOT / "mutualaid" / "settings.py").read_text())):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        is_reader = isinstance(call.func.value, ast.Name) and call.func.value.id == "env" and call.func.attr.islower()
        if is_reader:
            name, *default = call.args
            plain = default[0].value if default and isinstance(default[0], ast.Constant) else None
            read[name.value] = read.get(name.value) or plain
    return read


def section(title: str) -> str:
    """A second-level section of the README."""
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README.read_text(), re.MULTILINE | re.DOTALL)[1]


def table(text: str) -> dict[str, str]:
    """The rows of a table whose first cell is a name in code: that name, and the second cell."""
    rows = (line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `"))
    return {re.match(r"`(\w+)", row[0])[1]: row[1] for row in rows}


def our_commands() -> set[str]:
    return {name for name, app in get_commands().items() if app in OUR_APPS}


def anchors(document: Path) -> set[str]:
    """The names under which a page's headings can be linked to."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def links(document: Path) -> list[str]:
    """The links and pictures of a page that lead into the repository."""
    text = document.read_text()
    found = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href)="([^"]+)"', text)
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def test_the_table_of_settings_names_every_variable_and_no_other():
    assert set(table(section("Settings"))) == set(settings_read())


def test_the_table_of_settings_says_the_defaults():
    said = table(section("Settings"))
    plain = {name: default for name, default in settings_read().items() if default}

    assert {name: default for name, default in plain.items() if f"`{default}`" not in said[name]} == {}


def test_the_table_of_commands_names_every_command_of_ours_and_no_other():
    assert set(table(section("Commands"))) == our_commands()


@each_document
def test_every_command_named_exists(document):
    named = set(re.findall(r"manage\.py ([a-z_]+)", document.read_text()))

    assert named - set(get_commands()) == set()


def test_the_numbers_of_what_ships_are_those_of_the_files():
    def rows(name: str) -> list[dict]:
        return json.loads((ROOT / "fixtures" / f"{name}.json").read_text())

    said = README.read_text()
    groups = rows("demo/groups")
    demonstration = f"{len(groups)} groups and {sum(len(group['meetings']) for group in groups)} meetings"

    assert said.count(demonstration) == said.count(" groups and ") == 2
    assert f"and {len(rows('places/suffolk'))} places" in said
    assert f"programmes {len(rows('vocabularies/programmes'))} added" in said
    assert f"tags {len(rows('vocabularies/tags'))} added" in said
    assert f"{len(rows('helplines'))} numbers ship" in said


def test_every_script_is_named_in_the_readme_and_every_one_named_exists():
    named = {name for document in DOCS for name in re.findall(r"\bscript/(\w+)", document.read_text())}

    assert named == {path.name for path in ROOT.glob("script/*")}


@each_document
def test_every_link_leads_to_a_file(document):
    lost = []
    for link in links(document):
        path, _hash, fragment = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.is_file() or (fragment and fragment not in anchors(target)):
            lost.append(link)

    assert lost == []


@each_document
def test_every_file_named_exists(document):
    folders = "|".join(path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith("."))
    named = set(re.findall(rf"`((?:{folders})/[\w./-]*)`", document.read_text())) - ABSENT

    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_document_is_linked_from_the_readme():
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in links(README)}

    assert [path for path in DOCS if path != README and path not in linked] == []


def test_what_is_kept_is_said_with_the_periods_of_the_code():
    said = (ROOT / "docs/retention.md").read_text()
    rows = {row[1]: row[2] for row in re.findall(r"^(\| (.*?) \|(?:.*\|)? (.*?) \|)$", said, re.MULTILINE)}

    def until(beginning: str) -> str:
        return next(until for what, until in rows.items() if what.startswith(beginning))

    assert until("the e-mail address of someone") == (
        f"{keeping.CONTACT_AFTER_DECISION.days} days after the decision, "
        f"{keeping.CONTACT_AT_MOST.days} days after it was sent at the latest"
    )
    assert until("their own words") == f"{keeping.WHO_DID_WHAT.days} days after the decision"
    assert until("who did what").startswith(f"{keeping.WHO_DID_WHAT.days} days;")
    assert until("that a contact was asked") == f"{keeping.ASKED_OF_A_DATE.days} days after that date"
    assert until("what each run of a feed").startswith(f"{keeping.RUNS_OF_FEEDS.days} days")
    assert f"within {letter.FORGET_CONTACT_AFTER.days} days" in until("the private contact of a group")
    assert until("the copy of an address") == f"{letter.FORGET_AFTER.days} days after it was last sent"
    assert until("a session") == f"{settings.SESSION_COOKIE_AGE // 3600} hours, or signing out"
    assert until("sheets that were looked at") == {1: "an hour"}[kept_files.KEPT_FOR.seconds // 3600]
    assert until("a keyed hash") == {10: "ten minutes"}[posting.MINUTES]


def test_the_pictures_are_shown_and_small():
    pictures = sorted(PICTURES.glob("*"))
    shown = {(document.parent / link).resolve() for document in DOCS for link in links(document)}

    assert pictures
    assert [picture.name for picture in pictures if picture not in shown] == []
    assert [picture.name for picture in pictures if not picture.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")] == []
    assert [picture.name for picture in pictures if picture.stat().st_size >= LARGEST_PICTURE] == []


def test_every_picture_says_in_words_what_it_shows():
    pictures = re.findall(r"!\[(.*?)\]", README.read_text()) + re.findall(r'<img[^>]* alt="(.*?)"', README.read_text())

    assert len(pictures) == len(list(PICTURES.glob("*")))
    assert all(len(words) > 20 for words in pictures)


def test_every_library_that_is_installed_has_its_reason():
    reasons = (ROOT / "docs" / "decisions" / "libraries.md").read_text().lower()
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = [re.match(r"[\w-]+", requirement)[0] for requirement in wanted]

    assert [name for name in names if name not in reasons] == []
