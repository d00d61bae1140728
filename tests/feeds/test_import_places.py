"""`import_places FILE`: what it takes in, what it says, and how it ends."""

import io

import pytest
from django.core.management import CommandError, call_command

from groups.management.commands import import_places
from groups.models import Place, PlaceLoad
from tests.feeds import place_files as made

pytestmark = pytest.mark.django_db


def run(path, **options):
    out = io.StringIO()
    call_command("import_places", str(path), stdout=out, **options)
    return out.getvalue().splitlines()


@pytest.fixture
def directory(tmp_path):
    rows = [
        made.postcode("IP12 1AA"),
        made.postcode("IP12 1AB", doterm="200912"),
        made.postcode("JE2 3AB", "99.999999", "0.000000", ctry="L93000001"),
        made.postcode("nonsense"),
        made.postcode("NR1 1AA", "52.63", "1.3"),
    ]
    return made.a_file(tmp_path, "ONSPD_MAY_2026_UK.csv", made.onspd(*rows))


def test_it_says_what_came_of_the_rows_and_what_to_credit(directory):
    lines = run(directory)

    year = PlaceLoad.objects.get().loaded_at.year
    assert lines == [
        "ONS Postcode Directory: ONSPD_MAY_2026_UK.csv",
        "  skipped 1: its postcode cannot be one (the first in line 5)",
        "  Postcode: 4",
        "  First part of a postcode: 3",
        "  of these 1 have ended, and 2 have no point on the map",
        "Shown now: 7 places, for 0 of this source before.",
        f"Show on the site: “Contains OS data © Crown copyright and database right {year}”",
        f"Show on the site: “Contains Royal Mail data © Royal Mail copyright and database right {year}”",
        "Show on the site: “Source: Office for National Statistics licensed under the Open Government Licence v.3.0”",
        "read 5, kept 4, outside 0, aside 0, skipped 1",
    ]


def test_again_it_takes_the_place_of_what_it_brought(directory):
    run(directory)

    lines = run(directory, within="52.1,1.3,20km")

    assert "Shown now: 3 places, for 7 of this source before." in lines
    assert lines[-1] == "read 5, kept 2, outside 2, aside 0, skipped 1"
    assert sorted(Place.objects.values_list("name", flat=True)) == ["IP12", "IP12 1AA", "IP12 1AB"]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.csv", None, "a.csv cannot be read: No such file or directory."),
        ("a.csv", "a,b\n1,2\n", "This is none of the kinds that can be read here"),
        ("a.csv", made.onspd(made.postcode("nonsense")), "There is no place in it that could be taken in"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_a_sentence(tmp_path, name, text, why):
    path = tmp_path / name
    if text is not None:
        made.a_file(tmp_path, name, text)

    with pytest.raises(CommandError) as refused:
        run(path)

    assert str(refused.value).startswith(f"Refused. {why}")
    assert refused.value.returncode == 1
    assert (Place.objects.count(), PlaceLoad.objects.count()) == (0, 0)


def test_a_distance_that_is_none_is_a_wrong_use(directory):
    with pytest.raises(CommandError, match=r"'52\.06,1\.15,40km'") as refused:
        run(directory, within="here")

    assert refused.value.returncode == 2


def test_its_progress_counts_the_bytes_of_all_files(tmp_path, monkeypatch):
    path = made.a_zip(
        tmp_path,
        "codepo_gb.zip",
        {f"{area}.csv": made.code_point((f"{area}1 1AA", 10, 530047, 179951)) for area in ("IP", "NR", "CO")},
    )
    said = []
    monkeypatch.setattr(import_places.Progress, "say", lambda self, what, done, total: said.append((done, total)))

    run(path)

    total = said[0][1]
    assert [done for done, _total in said] == [total // 3, 2 * total // 3, total]
