"""What one row of BMLT says: when, where, how, which formats, and whose meeting it is."""

from datetime import time

import pytest

from groups.exchange.record import Coded, Name, Problem
from groups.rules.schedule import EVERY_WEEK, FIFTH, FIRST, FOURTH, LAST, SECOND, THIRD
from tests.exchange.bmlt_made import listed, online_row, read_row, read_rows, row

MONDAY, TUESDAY, SUNDAY = 0, 1, 6
NO_PLACE = "Its coordinates are those of online meetings without an address, and are left out."


def names_of(record, code):
    (coded,) = (coded for coded in record.codes if coded.code == code)
    return [(name.scheme, name.code) for name in coded.names]


# --- When


@pytest.mark.parametrize(("day", "weekday"), [("1", SUNDAY), ("2", MONDAY), (3, TUESDAY), (3.0, TUESDAY), ("", None)])
def test_sunday_is_1(day, weekday):
    assert read_row(weekday_tinyint=day).weekday == weekday


@pytest.mark.parametrize("start", ["19:30:00", "19:30"])
def test_a_time_has_seconds_or_none(start):
    assert read_row(start_time=start).starts_at == time(19, 30)


@pytest.mark.parametrize("fields", [{"weekday_tinyint": ""}, {"start_time": None}])
def test_without_day_or_time_it_is_by_arrangement(fields):
    assert read_row(**fields).by_arrangement


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"weekday_tinyint": "8"}, "The day “8” cannot be read."),
        ({"weekday_tinyint": "0"}, "The day “0” cannot be read."),
        ({"start_time": "half past"}, "The time “half past” cannot be read."),
        ({"start_time": "25:00:00"}, "The time “25:00:00” cannot be read."),
        ({"meeting_name": "", "location_text": ""}, "It has no name."),
    ],
)
def test_what_cannot_be_read_refuses_the_row(fields, why):
    problem = read_row(**fields)

    assert (type(problem), problem.why, problem.key) == (Problem, why, "2566")


@pytest.mark.parametrize(
    ("duration", "minutes"),
    [("01:30:00", 90), ("01:30", 90), ("24:00:00", 1440), ("00:00:00", None), ("", None), ("soon", None), ("90", None)],
)
def test_a_length_of_nothing_is_unknown(duration, minutes):
    assert read_row(duration_time=duration).minutes == minutes


def test_what_its_source_does_not_publish_is_not_taken_in():
    assert read_row(published="0") == Problem(1, "Clean on Tuesday", "Its source does not publish it.")


def test_words_say_when_it_meets_as_in_other_formats():
    assert read_row(comments="Meets 1st & 3rd Tuesday only").weeks == FIRST | THIRD
    assert read_row(comments="Speaker on the last Tuesday").weeks == EVERY_WEEK
    assert read_row(comments="One Tuesday a month").by_arrangement


def test_the_name_of_a_format_may_say_it_too():
    formats = [listed(1, "24", "Meets 2nd and 4th Tuesday only")]
    assert read_row(format_shared_id_list="1", known=formats).weeks == SECOND | FOURTH


def test_weeks_that_contradict_each_other_are_none():
    record = read_row(lang_enum="de", formats="Wo1", comments="Meets 2nd & 4th Tuesday only")

    assert (record.by_arrangement, record.weeks) == (True, EVERY_WEEK)
    assert "Its formats and its words say different weeks: by arrangement. Please check." in record.cautions


@pytest.mark.parametrize(("zone", "name"), [("Europe/Berlin", "Europe/Berlin"), ("Mars", ""), (None, "")])
def test_the_zone_is_the_rows_own_or_left_open(zone, name):
    assert read_row(time_zone=zone).time_zone == name


# --- Weeks of the month


@pytest.mark.parametrize(
    ("keys", "weeks"), [("Wo1", FIRST), ("Wo1,Wo3", FIRST | THIRD), ("WoL", LAST), ("Wo4,Wo5", FOURTH | FIFTH)]
)
def test_only_what_takes_place_in_some_weeks_is_not_weekly(keys, weeks):
    assert read_row(lang_enum="de", formats=keys).weeks == weeks


@pytest.mark.parametrize(("key", "weeks"), [("O1", FIRST), ("OL", LAST), ("Sp5", FIFTH), ("SpL", LAST), ("FuAL", LAST)])
def test_open_and_speaker_weeks_leave_it_weekly(key, weeks):
    record = read_row(lang_enum="de", formats=key)

    assert (record.weeks, [(coded.code, coded.weeks) for coded in record.codes]) == (EVERY_WEEK, [(key, weeks)])


def test_a_format_of_some_weeks_is_known_by_that_of_all_weeks():
    formats = [listed(1, "Sp", "Sprecher", world="SPK", lang="de", kind="FC1-*")]
    formats.append(listed(2, "Sp3", "Woche 3: Sprecher", lang="de", kind="FC1-3"))

    record = read_row(format_shared_id_list="2", known=formats)

    assert record.codes[0].weeks == THIRD
    assert names_of(record, "Sp3") == [("bmlt-de", "Sp3"), ("bmlt-world", "SPK"), ("bmlt-de", "Sp")]


@pytest.mark.parametrize(
    ("name", "weeks"),
    [
        ("Open 1st week", FIRST),
        ("Open 2nd and 4th week", SECOND | FOURTH),
        ("Woche 1, 3: offen", FIRST | THIRD),
        ("1. und letzte Woche offen", FIRST | LAST),
        ("First week: open", FIRST),
        ("Open", EVERY_WEEK),
    ],
)
def test_other_servers_may_say_the_weeks_in_words(name, weeks):
    record = read_row(format_shared_id_list="2", known=[listed(2, "OW", name, world="OPEN")])

    assert (record.weeks, record.codes[0].weeks) == (EVERY_WEEK, weeks)


def test_every_other_week_is_no_week_of_the_month():
    record = read_row(format_shared_id_list="2", known=[listed(2, "2W", "Every 2nd week")])

    assert (record.by_arrangement, record.codes[0].weeks) == (True, EVERY_WEEK)


def test_a_key_that_ends_in_a_number_is_no_week_by_that_alone():
    formats = [listed(1, "R2", "Room 2"), listed(2, "sch10", "Schritt 10", lang="de")]
    record = read_row(format_shared_id_list="1,2", known=formats)

    assert [(coded.code, coded.weeks) for coded in record.codes] == [("R2", EVERY_WEEK), ("sch10", EVERY_WEEK)]


# --- Formats


def test_a_format_is_known_by_its_world_id_before_its_key():
    formats = [listed(3, "Rolli", "Rollstuhl", world="WCHR", lang="de")]

    (record,) = read_rows(row(formats="Rolli", format_shared_id_list="3"), known=formats)

    assert names_of(record, "Rolli") == [("bmlt-world", "WCHR"), ("bmlt-de", "Rolli")]


def test_a_key_alone_is_one_of_its_language_and_its_case_counts():
    (record,) = read_rows(row(formats="CL", lang_enum="de"))

    assert record.codes == (Coded("CL", (Name("bmlt-de", "CL", True), Name("bmlt-language", "CL", True))),)


def test_a_language_is_known_by_its_name_first():
    (record,) = read_rows(row(format_shared_id_list="9"), known=[listed(9, "SL", "Sign Language", world="LANG")])

    assert names_of(record, "SL")[0] == ("bmlt-language", "Sign Language")
    assert "LANG" not in repr(record.codes)


def test_numbers_that_the_list_does_not_have_are_read_by_their_keys():
    (record,) = read_rows(row(formats="O,Zz", format_shared_id_list="1,2"), known=[listed(1, "O", world="OPEN")])
    (nameless,) = read_rows(row(format_shared_id_list="77"))

    assert [coded.code for coded in record.codes] == ["O", "Zz"]
    assert [coded.code for coded in nameless.codes] == ["77"]


def test_formats_of_several_servers_are_each_servers_own():
    one, other = ({"root_server_uri": f"https://{name}.example.org/"} for name in ("one", "other"))
    formats = [listed(1, "M", world="M") | one, listed(1, "W", world="W") | other]

    records = read_rows(row(format_shared_id_list="1") | other, row(format_shared_id_list="1") | one, known=formats)

    assert [record.codes[0].code for record in records] == ["W", "M"]


# --- How one takes part


@pytest.mark.parametrize(
    ("venue_type", "keys", "attendance"),
    [
        ("1", "", "in-person"),
        ("3", "", "hybrid"),
        (3, "", "hybrid"),
        ("", "HY", "hybrid"),
        ("", "VM,HY", "hybrid"),
        ("", "VM", "online"),
        ("", "VM,TC", "online"),
        ("1", "TC", "online"),
        ("", "", "hybrid"),
    ],
)
def test_old_servers_say_it_by_their_formats(venue_type, keys, attendance):
    record = read_rows(row(venue_type=venue_type, formats=keys, virtual_meeting_link="https://zoom.us/j/1"))[0]

    assert (record.attendance, record.paused, record.codes) == (attendance, False, ())


def test_a_venue_that_is_closed_for_a_time_pauses_what_has_no_way_in_online():
    (record,) = read_rows(row(formats="TC"))
    assert (record.attendance, record.paused) == ("in-person", True)


def test_a_link_without_an_address_is_online():
    (record,) = read_rows(online_row(venue_type=""))
    assert record.attendance == "online"


def test_a_link_needs_no_scheme_and_loses_its_passcode():
    record = read_rows(
        online_row(
            virtual_meeting_link="zoom.us/j/123?pwd=secret",
            virtual_meeting_additional_info="Passwort123456",
            phone_meeting_number="+44 20 7946 0000,,123#,,*456#",
        )
    )[0]

    assert (record.online_link, record.online_phone) == ("https://zoom.us/j/123", "+44 20 7946 0000,,123#")
    assert "secret" not in repr(record) and "456" not in repr(record)


# --- Where


def test_an_online_meeting_has_its_town_and_no_point():
    (record,) = read_rows(online_row())

    assert (record.venue.town, record.venue.country, record.venue.lat) == ("Ipswich", "GB", None)


def test_a_point_that_online_meetings_share_is_none_for_others_either():
    default = {"latitude": "34.235918", "longitude": "-118.563659"}
    hybrid = row(id_bigint="3", venue_type="3", **default)
    rows = [online_row(id_bigint="1", **default), online_row(id_bigint="2", **default), hybrid, row(id_bigint="4")]

    *_online, third, fourth = read_rows(*rows)

    assert (third.venue.lat, NO_PLACE in third.cautions) == (None, True)
    assert (fourth.venue.lat, fourth.cautions) == (52.0567, ())


@pytest.mark.parametrize(("lat", "lng"), [("0", "0"), ("91", "1"), ("nan", "1"), ("x", "1"), ("52", "")])
def test_coordinates_that_are_no_place_are_left_out(lat, lng):
    record = read_row(latitude=lat, longitude=lng)

    assert (record.venue.lat, record.venue.lng) == (None, None)
    assert record.cautions == ("Its coordinates are no place on the map, and are left out.",)


def test_longitude_0_is_a_place():
    assert read_row(longitude="0").venue.lng == 0


def test_the_one_country_that_most_rows_name_is_that_of_the_rest():
    rows = [row(id_bigint=str(n), location_nation=nation) for n, nation in enumerate(["UK", "England", "", "UKK"])]
    few = [row(id_bigint=str(n), location_nation=nation) for n, nation in enumerate(["UK", "", "", ""])]

    assert [record.venue.country for record in read_rows(*rows)] == ["GB", "GB", "", ""]
    assert [record.venue.country for record in read_rows(*rows, row(id_bigint="9"))] == ["GB"] * 5
    assert [record.venue.country for record in read_rows(*few)] == ["GB", "", "", ""]


def test_a_country_in_the_field_beside_it_is_the_country_and_no_county():
    venue = read_row(location_nation="", location_sub_province="Deutschland", location_province="Brandenburg").venue
    assert (venue.country, venue.county) == ("DE", "Brandenburg")


def test_a_state_is_no_country():
    venue = read_row(location_nation="", location_sub_province="Sussex", location_province="DE").venue
    assert (venue.country, venue.county) == ("", "Sussex, DE")


def test_how_to_get_there_is_the_venues_and_the_room_is_the_meetings():
    record = read_row(location_info="Room 3", bus_lines="Bus#@-@#66", train_lines="Ipswich", comments="Ring twice.<br>")

    assert record.venue.directions == "Ipswich\n66"
    assert record.note == "Room 3\nRing twice."


# --- Whose it is


def test_its_name_is_its_groups():
    record = read_row()
    assert (record.name, record.group, record.group_key) == ("Clean on Tuesday", "Clean on Tuesday", "")


def test_rows_of_one_name_are_one_group_where_they_share_a_place_or_a_world_number():
    rows = [
        row(id_bigint="1", meeting_name="NA Meeting", worldid_mixed="G00012345"),
        row(id_bigint="2", meeting_name="NA-Meeting", worldid_mixed="deleted"),
        row(id_bigint="3", meeting_name="NA Meeting", worldid_mixed="G00012345", location_street="2 Mill Lane"),
        row(id_bigint="4", meeting_name="NA Meeting", location_street="9 Quay"),
        online_row(id_bigint="5", meeting_name="NA Meeting"),
        row(id_bigint="6"),
    ]

    assert [record.group_key for record in read_rows(*rows)] == [
        "na meeting|G00012345",
        "na meeting|G00012345",
        "na meeting|G00012345",
        "na meeting|at 9 quay ipswich",
        "na meeting|online",
        "",
    ]
