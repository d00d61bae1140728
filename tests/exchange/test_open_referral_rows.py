"""Services of Open Referral as records: what each of their fields becomes, and what is said of those that are wrong."""

import json
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.exchange import recognise
from groups.exchange.open_referral import read, whole
from groups.exchange.record import Coded, MeetingRecord, Name, Problem, Unreadable, VenueRecord
from groups.rules.choices import Attendance
from groups.rules.schedule import FIRST, LAST

pytestmark = pytest.mark.sqlite

S, T, P, V = (f"{number}0000000-0000-5000-8000-000000000000" for number in (1, 2, 3, 4))
HALL = {
    "id": "5",
    "location_type": "physical",
    "name": "Trinity Hall",
    "latitude": 52.056,
    "longitude": 1.15,
    "addresses": [
        {
            "id": "6", "address_1": "1 Fore Street, Stoke", "city": "Ipswich", "state_province": "Suffolk",
            "postal_code": "IP4 1AA", "country": "GB", "address_type": "physical",
        }
    ],
}  # fmt: skip


def schedule(**fields):
    usual = {"id": T, "service_at_location_id": P, "freq": "WEEKLY", "byday": "TU", "opens_at": "19:30"}
    return {**usual, **fields}


def place(**fields):
    return {"id": P, "location": HALL, **fields}


def service(**fields):
    usual = {
        "id": S, "name": "Harbour Lights", "status": "active", "schedules": [schedule()],
        "service_at_locations": [place()],
    }  # fmt: skip
    return {**usual, **fields}


def read_all(*services):
    return list(read(json.dumps(services).encode()))


def the_record(*services):
    [record] = read_all(*services)
    assert isinstance(record, MeetingRecord), record
    return record


def coded(code, name="", weeks=63):
    names = tuple(Name("open-referral-uk", text) for text in (code, name) if text)
    return Coded(name or code, names, weeks)


def term(code, name, value=None):
    said = {"taxonomy_term": {"id": "7", "code": code, "name": name}}
    return {"id": "8", **said, **({"value": value} if value else {})}


def test_a_service_is_a_group_and_its_schedule_a_meeting():
    record = the_record(
        service(
            description="By the quay.", url="https://harbour.example.org", email="info@example.org",
            phones=[{"id": "9", "number": "0800 1111 111"}], assured_date="2025-12-01",
            last_modified="2025-12-12T09:30:00.000Z",
        )
    )  # fmt: skip

    assert record == MeetingRecord(
        key=T,
        line=1,
        name="Harbour Lights",
        group="Harbour Lights",
        group_key=S,
        attendance="in-person",
        weekday=1,
        starts_at=time(19, 30),
        venue=VenueRecord(
            name="Trinity Hall", address="1 Fore Street\nStoke", town="Ipswich", county="Suffolk", postcode="IP4 1AA",
            country="GB", lat=52.056, lng=1.15,
        ),
        group_note="By the quay.",
        group_website="https://harbour.example.org",
        group_email="info@example.org",
        group_phone="0800 1111 111",
        updated=datetime(2025, 12, 1, tzinfo=UTC),
    )  # fmt: skip


def test_each_day_of_a_schedule_is_a_meeting_with_a_key_of_its_own():
    records = read_all(service(schedules=[schedule(byday="TU,FR")]))

    assert [(one.key, one.weekday) for one in records] == [(f"{T}/TU", 1), (f"{T}/FR", 4)]


def test_a_service_without_a_schedule_is_by_arrangement():
    record = the_record(service(schedules=[]))

    assert (record.key, record.by_arrangement, record.weekday) == (S, True, None)


def test_a_virtual_place_is_online():
    virtual = {"id": "5", "location_type": "virtual", "name": "Online", "url": "https://zoom.us/j/123?pwd=secret",
               "phones": [{"id": "9", "number": "+44 20 3481 5240"}]}  # fmt: skip
    record = the_record(service(service_at_locations=[place(location=virtual)]))

    assert (record.attendance, record.venue, record.online_link, record.online_phone) == (
        Attendance.ONLINE, None, "https://zoom.us/j/123", "+44 20 3481 5240",
    )  # fmt: skip
    assert "A passcode was taken off its link." in record.cautions


def test_a_link_may_stand_in_the_words_of_a_virtual_place():
    virtual = {"id": "5", "location_type": "virtual", "description": "Join at https://meet.example.org/1."}

    assert (
        the_record(service(service_at_locations=[place(location=virtual)])).online_link == "https://meet.example.org/1"
    )


def test_a_schedule_at_two_places_is_both_ways():
    virtual = {"id": "5", "location_type": "virtual", "url": "https://meet.example.org/1"}
    both = [place(), place(id=V, location=virtual, schedules=[schedule()])]
    record = the_record(service(service_at_locations=both))

    assert (record.attendance, record.venue.name, record.online_link) == (
        Attendance.HYBRID, "Trinity Hall", "https://meet.example.org/1",
    )  # fmt: skip


def test_schedules_may_stand_at_places_alone():
    places = [place(schedules=[{"id": T, "freq": "WEEKLY", "byday": "TU", "opens_at": "19:30"}])]
    record = the_record(service(schedules=[], service_at_locations=places))

    assert (record.key, record.weekday, record.venue.name) == (T, 1, "Trinity Hall")


def test_which_of_several_places_is_not_said():
    lone = {name: value for name, value in schedule().items() if name != "service_at_location_id"}
    record = the_record(service(schedules=[lone], service_at_locations=[place(), place(id=V)]))

    assert record.venue.name == "Trinity Hall"
    assert record.cautions == ("It does not say at which of several places it meets: the first was taken.",)


def test_terms_are_codes_with_their_weeks():
    said = [term("women", "Women"), term("speaker", "Speaker", "1"), term("who=anyone", "Anyone can come", "-1"),
            term("kind=12-step", "12-step fellowships"), term("", "Mental health")]  # fmt: skip
    record = the_record(service(schedules=[schedule(attributes=said)]))

    assert record.codes == (
        coded("women", "Women"),
        coded("speaker", "Speaker", FIRST),
        coded("who=anyone", "Anyone can come", LAST),
        coded("", "Mental health"),
    )


def test_terms_of_a_service_are_those_of_a_schedule_without_any_and_so_are_its_languages():
    record = the_record(
        service(attributes=[term("women", "Women")], languages=[{"id": "9", "code": "pl", "name": "Polish"}])
    )

    assert record.codes == (coded("women", "Women"), coded("pl", "Polish"))


def test_what_there_is_of_access_is_a_code_and_a_sentence_or_a_part_is_none():
    there = [
        {"id": "1", "description": "Step-free access"},
        {"id": "2", "description": "Partly: Lift"},
        {"id": "3", "description": "The building is equipped with induction loops on all of its levels, and lifts."},
    ]
    record = the_record(service(service_at_locations=[place(location={**HALL, "accessibility": there})]))  # fmt: skip

    assert record.codes == (coded("", "Step-free access"),)


@pytest.mark.parametrize(
    ("status", "paused"), [("active", False), ("temporarily closed", True), ("inactive", True), ("", False)]
)
def test_what_rests_is_paused(status, paused):
    assert the_record(service(status=status)).paused is paused


def test_what_has_ended_is_gone():
    assert read_all(service(status="defunct")) == []


def test_the_zone_is_the_one_that_its_words_name():
    assert the_record(service(schedules=[schedule(description="8pm, Europe/Dublin time")])).time_zone == "Europe/Dublin"
    assert the_record(service(schedules=[schedule(description="and/or online")])).time_zone == ""


def test_who_stands_behind_it_is_a_fellowship_where_a_term_tells_so():
    behind = {"organization": {"id": "9", "name": "Alcoholics Anonymous", "description": "x"}}

    assert the_record(service(**behind)).programme == ""
    assert (
        the_record(service(**behind, attributes=[term("kind=12-step", "12-step")])).programme == "Alcoholics Anonymous"
    )


def test_an_identifier_of_several_schedules_is_none():
    records = read_all(service(), service(id=V))

    assert len({record.key for record in records}) == 2
    assert all(record.key.startswith(service_id) for record, service_id in zip(records, (S, V), strict=True))


def test_nothing_private_comes_in():
    text = "Ring Jo on 07700 900123. Passcode: 1234"
    record = the_record(service(description=text, schedules=[schedule(notes=text)], email="jo.bloggs@gmail.com"))

    assert "900123" not in str(record)
    assert "1234" not in str(record)
    assert record.group_email == ""


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (service(name=""), Problem(1, S, "It has no name.")),
        (service(schedules=[schedule(byday="X")]), Problem(1, "Harbour Lights", "The day “X” cannot be read.")),
        (service(schedules=[schedule(opens_at="x")]), Problem(1, "Harbour Lights", "The time “x” cannot be read.")),
        (
            {"id": S, "name": "Harbour Lights", "status": "active"},
            Problem(1, "Harbour Lights", "When and where it meets stands elsewhere, and is not in this file."),
        ),
        (7, Problem(1, "int", "This is no row with named fields.")),
    ],
)
def test_what_is_wrong_costs_itself_alone(wrong, problem):
    found = read_all(wrong, service(id=V, schedules=[schedule(id=V)]))

    assert found[0] == problem
    assert found[1].key == V


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The answer is empty."),
        (b"[]", "The answer is a list without any service."),
        (b'{"contents": []}', "The answer is a list without any service."),
        (b'{"a": 1}', "The answer is JSON, but no list of services."),
        (b"<html>", "The answer is a web page, not a list of meetings."),
    ],
)
def test_what_is_no_list_of_services_says_so(data, why):
    with pytest.raises(Unreadable) as reason:
        read(data)

    assert str(reason.value) == why


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ({"total_items": 1, "total_pages": 1, "page_number": 1, "contents": []}, "open-referral-uk"),
        ({"version": "HSDS-UK-3.0", "profile": "x", "openapi_url": "x"}, "open-referral-uk"),
        ([service()], "open-referral-uk"),
        ([{"id_bigint": "1", "weekday_tinyint": "2"}], "bmlt"),
        ([{"slug": "a", "day": 1, "time": "19:30", "name": "A"}], "meeting-guide"),
    ],
)
def test_formats_are_told_apart(answer, name):
    assert recognise(json.dumps(answer).encode()).name == name


def test_one_service_is_read_like_a_list_of_one():
    assert list(read(json.dumps(service()).encode())) == read_all(service())


NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["id", "name", "status", "schedules", "service_at_locations", "location", "addresses", "attributes",
             "byday", "taxonomy_term", "organization", "phones", "opens_at", "languages", "accessibility", "latitude"]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(NONSENSE, min_size=1, max_size=3), NONSENSE, NONSENSE)
def test_nonsense_never_breaks_it(rows, schedules, places):
    rows.append(service(schedules=schedules, service_at_locations=places))

    assert all(isinstance(one, MeetingRecord | Problem) for one in read(json.dumps(rows).encode()))


# --- All of it


class Host:
    """Answers addresses from a table, and notes what it was asked."""

    def __init__(self, **answers):
        self.answers = {name.replace("__", "/"): value for name, value in answers.items()}
        self.asked = []

    def __call__(self, address):
        self.asked.append(address)
        return json.dumps(self.answers[address.partition("/api/")[2]]).encode()


def short(number):
    return {"id": str(number), "name": f"Service {number}", "status": "active"}


def full(number):
    return short(number) | {"schedules": [schedule(id=f"s{number}")]}


def page(number, pages, *services, total=None):
    total = sum(1 for _one in services) if total is None else total
    return {"total_items": total, "total_pages": pages, "page_number": number, "contents": list(services)}


ADDRESS = "https://example.org/api/services"


def test_all_pages_are_fetched_and_each_service_in_full():
    host = Host(**{"services?page=2&per_page=2": page(2, 2, short(3))}, **{f"services/{n}": full(n) for n in (1, 2, 3)})
    first = json.dumps(page(1, 2, short(1), short(2), total=3)).encode()

    assert json.loads(whole(first, ADDRESS, host)) == [full(1), full(2), full(3)]


def test_from_the_root_one_comes_to_the_services():
    host = Host(**{"services?per_page=100": page(1, 1, full(1))})

    assert json.loads(whole(b'{"version": "HSDS-UK-3.0"}', "https://example.org/api/", host)) == [full(1)]
    assert host.asked == ["https://example.org/api/services?per_page=100"]


def test_services_that_stand_in_full_in_the_list_are_not_asked_for():
    host = Host()

    assert json.loads(whole(json.dumps(page(1, 1, full(1))).encode(), ADDRESS, host)) == [full(1)]
    assert host.asked == []


def test_what_is_asked_of_the_list_stays_and_a_key_goes_to_the_details():
    host = Host(
        **{
            "services?key=k&per_page=1&page=2": page(2, 2, short(2)),
            "services/1?key=k": full(1),
            "services/2?key=k": full(2),
        }
    )
    first = json.dumps(page(1, 2, short(1), total=2)).encode()

    assert json.loads(whole(first, f"{ADDRESS}?key=k&per_page=1", host)) == [full(1), full(2)]


@pytest.mark.parametrize(
    ("first", "why"),
    [
        ({"a": 1}, "The answer is JSON, but no list of services."),
        (page(1, 1, full(1), total=5), "It speaks of 5 services and lists 1."),
        (page(1, 10**9, full(1)), "It has more than 2000 pages."),
        (page(1, 1, short(9)), "Under the address of a service stands something else."),
    ],
)
def test_what_cannot_be_the_whole_changes_nothing(first, why):
    with pytest.raises(Unreadable) as reason:
        whole(json.dumps(first).encode(), ADDRESS, Host(**{"services/9": full(1)}))

    assert str(reason.value) == why


def test_a_list_of_no_service_is_left_to_its_reader():
    assert whole(json.dumps(page(1, 0)).encode(), ADDRESS, Host()) == b"[]"


def test_the_dates_of_a_schedule_come_along():
    record = the_record(service(schedules=[schedule(valid_from="2026-01-06", valid_to="2026-06-30")]))

    assert (record.first, record.last) == (date(2026, 1, 6), date(2026, 6, 30))
