"""Who may import whom, downward only: read from the imports themselves, and the checker from faults planted for it."""

import ast
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite  # it reads files alone

ROOT = Path(__file__).resolve().parent.parent
APPS = ("groups", "guidance", "mutualaid")
LAYERS = {
    "groups": [
        {"rules"},
        {"models", "migrations"},
        {"search", "exchange"},
        {"history"},
        {"feeds", "upkeep"},
        {"views", "admin", "management", "templatetags", "urls", "apps"},
    ],
    "guidance": [
        {"rules"},
        {"models", "migrations"},
        {"rendering"},
        {"help_file"},
        {"shipping"},
        {"views", "admin", "management", "templatetags", "urls", "apps"},
    ],
}
"""The folders (or files) of each app, the lowest first: each may import its own layer and those before it."""

STRANGERS = ({"groups.search", "groups.exchange"},)
"""Parts of one layer that do not know each other."""

ROWS_TO_RECORDS = "groups.exchange.outgoing"
"""What begins so reads rows, and nothing else beside the formats: a format knows rules and its neighbours alone."""

LEAVES = {
    "mutualaid.env",
    "mutualaid.settings",
    "mutualaid.shipped",
    "mutualaid.admin",
    "mutualaid.middleware",
    "mutualaid.limits",
    "mutualaid.posting",
    "mutualaid.roles",
    "mutualaid.speaking",
    "mutualaid.templatetags.drawings",
}
"""What the apps may have of the site: modules that know neither app. The rest of it may know both."""

PURE_DJANGO = (
    "django.utils.translation",
    "django.utils.formats",
    "django.db.models.IntegerChoices",
    "django.db.models.TextChoices",
)
"""What rules may have of Django: words, and closed lists. No database, no clock, no request."""


@dataclass(frozen=True)
class Import:
    """One line that imports."""

    file: str
    line: int
    importer: str
    imported: str

    def __str__(self):
        return f"{self.file}:{self.line} imports {self.imported}"


def imports_under(root):
    """Every import of the apps, inside functions too."""
    found = []
    for path in (path for app in APPS for path in sorted((root / app).rglob("*.py"))):
        file = path.relative_to(root)
        parts = file.with_suffix("").parts
        importer = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        package = parts[:-1]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found += [Import(str(file), node.lineno, importer, name) for name in names_in(node, package, root)]
    return sorted(found, key=lambda one: (one.file, one.line, one.imported))


def names_in(node, package, root):
    """The modules that a node imports, or the names in one where they are no modules of ours."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    start = [*package[: len(package) - node.level + 1]] if node.level else []
    module = ".".join([*start, *([node.module] if node.module else [])])
    return sorted({name_of(module, alias.name, root) for alias in node.names})


def name_of(module, name, root):
    path = root.joinpath(*module.split("."), name)
    is_ours = module.split(".")[0] in APPS
    is_module = module in APPS or path.is_dir() or path.with_suffix(".py").exists()
    return module if is_ours and not is_module else f"{module}.{name}"


def part_of(module):
    """`groups.models` for `groups.models.fields`."""
    return ".".join(module.split(".")[:2])


def layer_of(module):
    """The number of its layer; None where it has none."""
    app, _dot, name = part_of(module).partition(".")
    layers = (number for number, parts in enumerate(LAYERS.get(app, ())) if name in parts or not name)
    return next(layers, None)


def why_not(one):
    """The reason why an import must not be; empty where it may."""
    app, of = one.importer.split(".")[0], one.imported.split(".")[0]
    if of not in APPS:
        is_pure = of != "django" or one.imported.startswith(PURE_DJANGO)
        return "" if is_pure or part_of(one.importer) != "groups.rules" else "rules have no database, clock or request"
    if app == "mutualaid":
        return "" if one.imported in LEAVES or one.importer not in LEAVES else "the apps use this, so it knows neither"
    if of == "mutualaid":
        return "" if one.imported in LEAVES else "an app knows of the site only what knows no app"
    if of != app:
        return f"{app} does not know {of}"
    return why_not_in_its_app(one)


def why_not_in_its_app(one):
    here, there = layer_of(one.importer), layer_of(one.imported)
    if None in (here, there):
        return "one of them has no layer in tests/test_imports.py"
    if there > here:
        return f"{part_of(one.importer)} stands below {part_of(one.imported)}"
    if any({part_of(one.importer), part_of(one.imported)} == pair for pair in STRANGERS):
        return "these two do not know each other"
    is_format = part_of(one.importer) == "groups.exchange" and not one.importer.startswith(ROWS_TO_RECORDS)
    if is_format and part_of(one.imported) not in ("groups.rules", "groups.exchange"):
        return "a format knows rules and its neighbours alone"
    return ""


def faults_under(root):
    return [f"{one}: {why}" for one in imports_under(root) if (why := why_not(one))]


def circle_under(root):
    """The modules of one circle, each imported by the one before; empty where there is none."""
    imported_by = {}
    for one in imports_under(root):
        if one.imported != one.importer and one.imported.split(".")[0] in APPS:
            imported_by.setdefault(one.importer, set()).add(one.imported)
    try:
        TopologicalSorter(imported_by).prepare()
    except CycleError as error:
        return error.args[1][::-1]
    return []


def test_imports_go_downward_only():
    assert faults_under(ROOT) == []


def test_no_modules_import_each_other_in_a_circle():
    assert circle_under(ROOT) == []


def test_all_layers_are_read():
    seen = {part_of(one.importer) for one in imports_under(ROOT)}

    assert seen >= {f"groups.{part}" for part in ("rules", "models", "search", "exchange", "feeds", "upkeep", "views")}
    assert seen >= {"guidance.models", "guidance.views", "mutualaid.urls"}


def plant(root, file, line):
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'"""A subject."""\n\n{line}\n')


@pytest.mark.parametrize(
    ("file", "line", "fault"),
    [
        (
            "groups/rules/geo.py",
            "from groups.models import Venue",
            "groups.models: groups.rules stands below groups.models",
        ),
        ("groups/rules/geo.py", "from groups import models", "groups.models: groups.rules stands below groups.models"),
        (
            "groups/models/venue.py",
            "def f():\n    import groups.search.places",
            "groups.search.places: groups.models stands below groups.search",
        ),
        (
            "groups/models/venue.py",
            "from ..views.search import x",
            "groups.views.search: groups.models stands below groups.views",
        ),
        ("groups/search/places.py", "from groups.exchange.record import R", "these two do not know each other"),
        ("groups/exchange/bmlt.py", "from groups.search import places", "these two do not know each other"),
        (
            "groups/exchange/bmlt.py",
            "from groups.models import Code",
            "a format knows rules and its neighbours alone",
        ),
        ("groups/feeds/plan.py", "from groups.admin.desk import x", "groups.feeds stands below groups.admin"),
        ("groups/feeds/plan.py", "from groups.utils import x", "one of them has no layer in tests/test_imports.py"),
        ("groups/views/search.py", "from guidance.models import Helpline", "groups does not know guidance"),
        ("guidance/views.py", "from groups.models import Meeting", "guidance does not know groups"),
        ("guidance/models/page.py", "from guidance.views import x", "guidance.models stands below guidance.views"),
        (
            "groups/views/search.py",
            "from mutualaid.context import x",
            "an app knows of the site only what knows no app",
        ),
        ("mutualaid/shipped.py", "from groups.models import Tag", "the apps use this, so it knows neither"),
        ("groups/rules/geo.py", "from django.utils import timezone", "rules have no database, clock or request"),
        ("groups/rules/geo.py", "from django.db import models", "rules have no database, clock or request"),
    ],
)
def test_an_upward_import_is_found_with_its_file_and_line(tmp_path, file, line, fault):
    for module in ("groups/models/__init__.py", "groups/search/places.py", "groups/views/search.py"):
        plant(tmp_path, module, "")
    plant(tmp_path, file, line)
    number = 4 if line.startswith("def") else 3

    [said] = faults_under(tmp_path)
    assert said.startswith(f"{file}:{number} imports ")
    assert said.endswith(fault)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("groups/rules/choices.py", "from django.db.models import TextChoices\nimport holidays"),
        ("groups/rules/words.py", "from groups.rules import schedule"),
        ("groups/models/venue.py", "from mutualaid.shipped import Shipped\nfrom django.db import models"),
        ("groups/exchange/outgoing/entries.py", "from groups.models import Meeting"),
        ("groups/upkeep/places.py", "from groups.feeds import fetching"),
        ("groups/views/search.py", "from groups.rules.geo import Point\nfrom groups.upkeep import listing"),
        ("mutualaid/views.py", "from groups.models import Meeting\nfrom guidance.models import Helpline"),
    ],
)
def test_a_downward_import_is_none_of_its_business(tmp_path, file, line):
    plant(tmp_path, file, line)

    assert faults_under(tmp_path) == []


def test_a_circle_is_found(tmp_path):
    plant(tmp_path, "groups/models/one.py", "from groups.models import two")
    plant(tmp_path, "groups/models/two.py", "from groups.models.three import x")
    plant(tmp_path, "groups/models/three.py", "def f():\n    from groups.models.one import x")

    assert set(circle_under(tmp_path)) == {"groups.models.one", "groups.models.two", "groups.models.three"}
