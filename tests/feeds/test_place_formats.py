"""Files of places are told apart by what stands in them, and each row becomes a neutral place or a reason."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.feeds.places import onspd
from groups.feeds.places.files import Unreadable, opened
from groups.feeds.places.open_names import HEADER
from groups.feeds.places.recognising import FORMATS, recognise
from groups.feeds.places.record import ASIDE, PlaceRecord, Skipped
from groups.rules.choices import PlaceKind
from tests.feeds import place_files as made

pytestmark = pytest.mark.sqlite


def read(path):
    """The source that a file is from, and its rows."""
    with opened(path) as files:
        kind, chosen = recognise(files)
        return kind.source, [row for one in chosen for row in kind.read(one)]


@pytest.mark.parametrize("header", [made.ONSPD_OLD, made.ONSPD_NEW])
def test_the_postcode_directory_of_either_generation(tmp_path, header):
    rows = [
        made.postcode("IP12 1AA", "52.093000", "1.320000"),
        made.postcode("IP12 1AB", "52.094000", "1.330000", doterm="200912", user="1"),
        made.postcode("JE2 3AB", "99.999999", "0.000000", ctry="L93000001"),
        made.postcode("IM1 1AA", "99.999999", "0.000000", ctry="M83000003"),
        made.postcode("BT1 1AA", "54.600000", "-5.930000", ctry="N92000002"),
        made.postcode("nonsense"),
        made.postcode("IP12 1AD", "north", "1.3"),
    ]
    path = made.a_file(tmp_path, "a.csv", made.onspd(*rows, header=header))

    assert read(path) == (
        "onspd",
        [
            PlaceRecord("IP12 1AA", PlaceKind.POSTCODE, 52.093, 1.32, country="GB"),
            PlaceRecord("IP12 1AB", PlaceKind.POSTCODE, 52.094, 1.33, country="GB", ended=True, one_address=True),
            PlaceRecord("JE2 3AB", PlaceKind.POSTCODE, None, None, country="JE"),
            PlaceRecord("IM1 1AA", PlaceKind.POSTCODE, None, None, country="IM"),
            PlaceRecord("BT1 1AA", PlaceKind.POSTCODE, 54.6, -5.93, country="GB"),
            Skipped(7, "its postcode cannot be one"),
            Skipped(8, "its point is not on the map"),
        ],
    )


def test_a_row_that_is_cut_short_is_skipped_alone(tmp_path):
    text = made.onspd(made.postcode("IP12 1AA")) + "IP121AB,IP12 1AB,IP12 1AB\r\n" + "\r\n"

    source, rows = read(made.a_file(tmp_path, "a.csv", text))

    assert (source, rows[1:]) == ("onspd", [Skipped(3, "it has too few columns")])


def test_the_directory_without_a_column_that_is_needed_is_refused(tmp_path):
    header = [name for name in made.ONSPD_NEW if name != "lat"]

    with pytest.raises(Unreadable, match=r"no column for lat\."):
        read(made.a_file(tmp_path, "a.csv", made.onspd(made.postcode("IP12 1AA"), header=header)))


@given(st.sampled_from([made.ONSPD_OLD, made.ONSPD_NEW]), st.integers(0, 99), st.randoms(), st.booleans())
def test_the_columns_are_found_in_any_order_and_of_any_year(header, year, shuffled: random.Random, upper):
    names = [name.replace("25cd", f"{year:02}cd") for name in header]
    shuffled.shuffle(names)
    said = [f' "{name.upper()}"' if upper else name for name in names]

    found = {ours: names[place] for ours, place in onspd.columns_of(said).items()}

    country = f"ctry{year:02}cd" if header is made.ONSPD_NEW else "ctry"
    user = "usrtypind" if header is made.ONSPD_NEW else "usertype"
    assert found == {
        "postcode": "pcds", "ended": "doterm", "lat": "lat", "lng": "long", "user": user, "country": country,
    }  # fmt: skip


def test_the_directory_in_its_zip_is_read_once_though_it_is_in_there_twice(tmp_path):
    text = made.onspd(made.postcode("IP12 1AA"))
    path = made.a_zip(
        tmp_path,
        "ONSPD.zip",
        {
            "Data/ONSPD_MAY_2026_UK.csv": text,
            "Data/multi_csv/ONSPD_MAY_2026_UK_IP.csv": text,
            "Documents/LAD names and codes.csv": "LAD25CD,LAD25NM\r\nE07000200,Babergh\r\n",
            "User Guide/ReadMe.txt": "Read me",
        },
    )

    source, rows = read(path)

    assert (source, [row.name for row in rows]) == ("onspd", ["IP12 1AA"])


def test_code_point_open_a_zip_of_areas_without_header(tmp_path):
    path = made.a_zip(
        tmp_path,
        "codepo_gb.zip",
        {
            "Data/CSV/ip.csv": made.code_point(("IP121AA", 10, 530047, 179951), ("IP12 1AB", 90, 0, 0)),
            "Data/CSV/sw.csv": made.code_point(("SW1A2AA", 10, 530047, 179951), ("BT1 1AA", 10, 333000, 374000)),
            "Doc/Code-Point_Open_Column_Headers.csv": "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\r\nPostcode,Quality,Eastings\r\n",
            "readme.txt": "Code-Point Open\r\n",
        },
    )

    source, rows = read(path)

    assert source == "code-point-open"
    assert rows[0] == PlaceRecord("IP12 1AA", PlaceKind.POSTCODE, 51.503540, -0.127695, country="GB")
    assert rows[1:] == [
        PlaceRecord("IP12 1AB", PlaceKind.POSTCODE, None, None, country="GB"),
        PlaceRecord("SW1A 2AA", PlaceKind.POSTCODE, 51.503540, -0.127695, country="GB"),
        Skipped(2, "it is of Northern Ireland, whose grid is another one"),
    ]


OPEN_NAMES = [
    made.open_name("Woodbridge", "Town", 627000, 249000),
    made.open_name("High Street", "Named Road", 627000, 249000),
    made.open_name("IP12 1AA", "Postcode", 627300, 249000),
    made.open_name("Caerdydd", "City", 318000, 176000, other="Cardiff", county="Caerdydd - Cardiff"),
    made.open_name("Ledbury", "Town", 371000, 237700, county="County of Herefordshire"),
    made.open_name("Nowhere", "Hamlet", 9999999, 176000),
]


@pytest.mark.parametrize("with_header", [True, False])
def test_open_names_with_its_header_in_a_file_of_its_own_or_without(tmp_path, with_header):
    header, rows = HEADER, OPEN_NAMES
    members = {"Data/TM24.csv": made.written(rows[:3]), "Data/ST17.csv": made.written(rows[3:])}
    if with_header:
        members["Doc/OS_Open_Names_Header.csv"] = made.written([header])

    source, found = read(made.a_zip(tmp_path, "opname_csv_gb.zip", members))

    assert source == "open-names"
    named = [(row.name, row.kind, row.county, row.again) for row in found if isinstance(row, PlaceRecord)]
    assert named == [
        ("Caerdydd", "city", "Caerdydd - Cardiff", False),
        ("Cardiff", "city", "Caerdydd - Cardiff", True),
        ("Ledbury", "town", "Herefordshire", False),
        ("Woodbridge", "town", "Suffolk", False),
        ("IP12 1AA", "postcode", "", False),
    ]
    assert [row for row in found if not isinstance(row, PlaceRecord)] == [
        Skipped(3, "its point is not on the map"),
        ASIDE,
    ]


def test_open_names_unpacked_into_a_folder(tmp_path):
    made.a_file(tmp_path, "opname/Data/TM24.csv", made.written(OPEN_NAMES[:3]))
    made.a_file(tmp_path, "opname/Doc/OS_Open_Names_Header.csv", made.written([HEADER]))

    source, found = read(tmp_path / "opname")

    assert (source, len(found)) == ("open-names", 3)


def test_open_names_with_a_header_that_has_other_columns_is_refused(tmp_path):
    members = {"TM24.csv": made.written(OPEN_NAMES), "OS_Open_Names_Header.csv": "ID,NAME1\r\n"}

    with pytest.raises(Unreadable, match="NAME2, LOCAL_TYPE"):
        read(made.a_zip(tmp_path, "opname.zip", members))


def test_geonames_postal_codes_whole_and_first_parts_and_of_another_country(tmp_path):
    text = made.geonames_postal(
        ("GB", "IP12", "Woodbridge", "England", "Suffolk", 52.1, 1.4),
        ("GB", "IP12 1AA", "Woodbridge", "England", "Suffolk", 52.09, 1.31),
        ("DE", "10115", "Berlin", "Berlin", "Berlin, Stadt", 52.53, 13.38),
        ("GB", "Suffolk", "Nowhere", "England", "", 52.1, 1.4),
        ("DE", "10117", "Berlin", "Berlin", "", 152.1, 1.4),
    )

    assert read(made.a_zip(tmp_path, "GB.zip", {"GB.txt": text, "readme.txt": "Readme for GeoNames\n"})) == (
        "geonames-postal",
        [
            PlaceRecord("IP12", PlaceKind.OUTWARD, 52.1, 1.4, "Suffolk", "GB"),
            PlaceRecord("IP12 1AA", PlaceKind.POSTCODE, 52.09, 1.31, "Suffolk", "GB"),
            PlaceRecord("10115", PlaceKind.POSTCODE, 52.53, 13.38, "Berlin", "DE"),
            Skipped(4, "its postcode cannot be one"),
            Skipped(5, "its point is not on the map"),
        ],
    )


def test_a_country_of_the_gazetteer_names_its_counties_itself(tmp_path):
    text = (
        made.geoname("Woodbridge", 52.09, 1.32, people=7500)
        + made.geoname("Suffolk", 52.2, 1.0, feature="ADM2")
        + made.geoname("England", 52.2, -1.0, feature="ADM1", admin=("ENG", ""))
        + made.geoname("Łódź", 51.77, 19.46, plain="Lodz", country="PL", admin=("74", ""), people=700_000)
        + made.geoname("Old Dunwich", 52.27, 1.63, feature="PPLQ")
        + made.geoname("Whitton", 52.08, 1.13, feature="PPLX", admin=("ENG", ""))
        + made.geoname("Bad\N{REPLACEMENT CHARACTER}", 52.08, 1.13)
        + "1\tshort\n"
    )

    source, rows = read(made.a_zip(tmp_path, "GB.zip", {"GB.txt": text}))

    assert source == "geonames"
    assert rows == [
        PlaceRecord("Woodbridge", PlaceKind.TOWN, 52.09, 1.32, "Suffolk", "GB"),
        ASIDE,
        ASIDE,
        PlaceRecord("Łódź", PlaceKind.CITY, 51.77, 19.46, "", "PL"),
        PlaceRecord("Łódź", PlaceKind.CITY, 51.77, 19.46, "", "PL", spelled="Lodz", again=True),
        ASIDE,
        PlaceRecord("Whitton", PlaceKind.SUBURB, 52.08, 1.13, "England", "GB"),
        Skipped(7, "its name cannot be read"),
        Skipped(8, "it has too few columns"),
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_cities_take_their_counties_from_the_lists_that_lie_beside(tmp_path, packed):
    made.a_file(
        tmp_path, "admin1CodesASCII.txt", "GB.ENG\tEngland\tEngland\t1\nUS.MA\tMassachusetts\tMassachusetts\t2\n"
    )
    made.a_file(tmp_path, "admin2Codes.txt", "GB.ENG.C3\tCambridgeshire\tCambridgeshire\t3\n")
    text = made.geoname("Cambridge", 52.2, 0.12, admin=("ENG", "C3"), people=120_000) + made.geoname(
        "Cambridge", 42.37, -71.1, country="US", admin=("MA", "017"), people=110_000
    )

    if packed:
        path = made.a_zip(tmp_path, "cities500.zip", {"cities500.txt": text})
    else:
        path = made.a_file(tmp_path, "cities500.txt", text)

    _source, rows = read(path)

    assert [(row.county, row.country, row.kind) for row in rows] == [
        ("Cambridgeshire", "GB", "city"),
        ("Massachusetts", "US", "city"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "<!doctype html>\n<p>Not found</p>\n", "a,b,c\n1,2,3\n", "\x00\x01" * 99])
def test_what_is_none_of_them_is_refused(tmp_path, text):
    with pytest.raises(Unreadable, match="none of the kinds that can be read"):
        read(made.a_file(tmp_path, "a.csv", text))


def test_a_folder_of_two_kinds_is_refused(tmp_path):
    made.a_file(tmp_path, "a.csv", made.onspd(made.postcode("IP12 1AA")))
    made.a_file(tmp_path, "b.txt", made.geoname("Woodbridge", 52.09, 1.32))

    with pytest.raises(Unreadable, match="ONS Postcode Directory, GeoNames gazetteer"):
        read(tmp_path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Unreadable, match=r"missing\.csv cannot be read: No such file"):
        read(tmp_path / "missing.csv")


def test_a_damaged_zip_is_refused(tmp_path):
    path = made.a_zip(tmp_path, "a.zip", {"a.csv": made.onspd(*(made.postcode("IP12 1AA") for _ in range(2000)))})
    data = bytearray(path.read_bytes())
    data[80:140] = bytes(60)
    path.write_bytes(data)

    with pytest.raises(Unreadable, match="damaged"):
        read(path)


@given(st.text(max_size=300), st.sampled_from(FORMATS))
def test_no_text_breaks_a_recogniser(text, kind):
    assert kind.recognises([line for line in text.splitlines() if line.strip()]) in (True, False)


@given(st.sampled_from(range(5)), st.data())
def test_no_cell_breaks_a_reader(tmp_path_factory, number, data):
    """Whatever stands in one cell of one row, the row before it is read, and its own is a place or skipped."""
    good = [
        made.onspd(made.postcode("IP12 1AA")),
        made.code_point(("IP12 1AA", 10, 627300, 249000)),
        made.written(OPEN_NAMES[:1]),
        made.geonames_postal(("GB", "IP12", "Woodbridge", "England", "Suffolk", 52.1, 1.4)),
        made.geoname("Woodbridge", 52.09, 1.32, people=7500),
    ][number]
    apart = "\t" if number > 2 else ","
    cells = good.splitlines()[-1].split(apart)
    place = data.draw(st.integers(0, len(cells) - 1))
    cells[place] = data.draw(st.text(st.characters(codec="utf-8", exclude_characters='\r\n\t,"'), max_size=130))
    path = made.a_file(tmp_path_factory.mktemp("places"), "a.txt", good + apart.join(cells) + "\n")
    with opened(path) as files:
        first, *rest = [row for row in FORMATS[number].read(files[0]) if row is not ASIDE]

    assert isinstance(first, PlaceRecord)
    for row in rest:
        assert isinstance(row, PlaceRecord | Skipped)
        if isinstance(row, PlaceRecord):
            assert 0 < len(row.name) <= 120 and len(row.county) <= 80 and len(row.country) <= 2
            assert row.lat is None or (-90 <= row.lat <= 90 and -180 <= row.lng <= 180)
