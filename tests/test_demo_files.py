"""The demonstration files: enough of everything, well formed, and nothing in them that is real where it must not be."""

import json
import re
from collections import Counter
from datetime import time
from math import cos, hypot, radians
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"


def read(name):
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def words(text):
    return text.split()


AREAS = read("demo/areas.json")
VENUES = read("demo/venues.json")
GROUPS = read("demo/groups.json")
PLACES = read("places/suffolk.json")
MEETINGS = [meeting for group in GROUPS for meeting in group["meetings"]]
EXCEPTIONS = [exception for meeting in MEETINGS for exception in meeting["exceptions"]]
AREA = {area["slug"]: area for area in AREAS}
VENUE = {venue["key"]: venue for venue in VENUES}

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PHONE = re.compile(r"01632 960\d{3}|020 7946 0\d{3}|07700 900\d{3}|0808 157 0\d{3}")
FEATURES = words("step-free accessible-toilet hearing-loop parking lift quiet-room bsl childcare")
PROGRAMMES = words(
    "alcoholics-anonymous narcotics-anonymous cocaine-anonymous crystal-meth-anonymous marijuana-anonymous"
    " heroin-anonymous gamblers-anonymous overeaters-anonymous debtors-anonymous sex-and-love-addicts-anonymous"
    " co-dependents-anonymous adult-children-of-alcoholics al-anon alateen nar-anon families-anonymous gam-anon"
    " smart-recovery smart-family-and-friends lifering women-for-sobriety recovery-dharma"
)
TAGS = words(
    "women men lgbtq young-people newcomers people-of-colour veterans parents bereaved kinship-carers adult-children"
    " siblings step-study big-book speaker discussion meditation literature"
)
WEEKS = [1, 2, 3, 4, 5, "last"]


def km(one, other):
    north, east = other["lat"] - one["lat"], (other["lng"] - one["lng"]) * cos(radians(one["lat"]))
    return hypot(north, east) * 111.2


def stated(field):
    return {meeting[field] for meeting in MEETINGS}


def texts(value):
    """Every text inside a record, however deep."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in inside for text in texts(part)]


def test_there_is_enough_of_everything():
    assert len(VENUES) >= 45
    assert len(GROUPS) >= 75
    assert len(MEETINGS) >= 175
    assert len(EXCEPTIONS) >= 12
    assert sum(place["kind"] in ("town", "village") and place["county"] == "Suffolk" for place in PLACES) >= 85


@pytest.mark.parametrize("keys", [[r["key"] for r in rows] for rows in (VENUES, GROUPS, MEETINGS)] + [list(AREA)])
def test_keys_are_unique_and_well_formed(keys):
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert [key for key in keys if not SLUG.fullmatch(key)] == []


@pytest.mark.parametrize("rows", [AREAS, VENUES, GROUPS, MEETINGS, EXCEPTIONS, PLACES])
def test_every_record_has_every_field(rows):
    assert {tuple(row) for row in rows} == {tuple(rows[0])}


def test_names_and_contacts_of_groups_are_their_own():
    for field in ("name", "contact_email", "contact_phone", "website"):
        times = Counter(group[field] for group in GROUPS if group[field])
        assert [value for value, many in times.items() if many > 1] == []


def test_areas_stand_in_one_tree_with_parents_first():
    assert len(AREAS) == len(AREA)
    seen = {None}
    for area in AREAS:
        assert area["parent"] in seen
        assert area["nation"] == "england"
        seen.add(area["slug"])
    kinds = [area["kind"] for area in AREAS]
    assert [kinds.count(kind) for kind in ("nation", "region", "county", "district")] == [1, 1, 1, 5]
    assert AREA["ipswich"]["parent"] == "ipswich-borough"


def test_gazetteer_knows_every_outward_code_in_use_and_every_town():
    codes = {place["name"] for place in PLACES if place["kind"] == "outward"}
    assert {f"IP{n}" for n in range(1, 34)} | {"CB8", "CB9", "CO8", "CO10", "NR32", "NR33", "NR34", "NR35"} <= codes
    assert {venue["postcode"].split()[0] for venue in VENUES} <= codes
    towns = {area["name"] for area in AREAS if area["kind"] == "town"}
    assert towns <= {place["name"] for place in PLACES if place["county"] == "Suffolk"}


def test_gazetteer_points_are_in_england_and_agree_with_the_areas():
    for place in PLACES:
        assert place["country"] == "GB"
        assert place["kind"] in ("outward", "town", "village", "city")
        if place["county"] == "Suffolk":
            assert 51.9 <= place["lat"] <= 52.56
            assert 0.33 <= place["lng"] <= 1.77
        assert km(place, AREA["suffolk"]) < 250
    suffolk = {place["name"]: place for place in PLACES if place["county"] == "Suffolk"}
    assert [a["slug"] for a in AREAS if a["kind"] == "town" and km(a, suffolk[a["name"]]) > 1] == []


def test_a_name_can_stand_for_several_places():
    times = Counter(place["name"] for place in PLACES)
    assert {name for name, many in times.items() if many > 1} == {"Bentley", "Moulton", "Stanton"}
    assert len({(place["name"], place["county"]) for place in PLACES}) == len(PLACES)


@pytest.mark.parametrize("venue", VENUES, ids=lambda venue: venue["key"])
def test_venue_is_in_its_town_and_cannot_be_real(venue):
    area = AREA[venue["area"]]
    assert area["name"] == venue["town"]
    assert km(venue, area) <= 5
    assert venue["precision"] in ("exact", "approximate", "hidden")
    assert re.fullmatch(r"[A-Z]{2}\d{1,2} \d[A-Z]{2}", venue["postcode"])
    assert set(venue["postcode"][-2:]) & set("CIKMOV")  # letters that no real inward part holds
    code = next(place for place in PLACES if place["name"] == venue["postcode"].split()[0])
    assert km(venue, code) <= 15
    assert set(venue["access"]) <= set(FEATURES)
    assert {answer["answer"] for answer in venue["access"].values()} <= {"yes", "partly", "no"}


def test_venues_show_every_kind_of_answer_and_precision():
    assert {venue["precision"] for venue in VENUES} == {"exact", "approximate", "hidden"}
    answers = [(slug, answer) for venue in VENUES for slug, answer in venue["access"].items()]
    assert {(slug, answer["answer"]) for slug, answer in answers} == {
        (slug, said) for slug in FEATURES for said in ("yes", "partly", "no")
    }
    assert {said["answer"] for _, said in answers if said["note"]} == {"yes", "partly", "no"}
    assert any(venue["access"] == {} for venue in VENUES)
    assert any("\n" in venue["address"] for venue in VENUES)
    assert {meeting["venue"] for meeting in MEETINGS} - {None} == set(VENUE)


def test_every_contact_is_from_a_range_kept_for_examples():
    for group in GROUPS:
        assert re.fullmatch(r"|[a-z-]+@[a-z-]+\.example\.org", group["contact_email"])
        assert re.fullmatch(r"|https://[a-z-]+\.example\.org/", group["website"])
        assert group["contact_phone"] == "" or PHONE.fullmatch(group["contact_phone"])
    for meeting in MEETINGS:
        assert meeting["online_phone"] == "" or PHONE.fullmatch(meeting["online_phone"])
    for row in MEETINGS + EXCEPTIONS:
        assert re.fullmatch(r"|https://meet\.example\.org/[a-z-]+", row["online_link"])


def test_no_other_address_or_number_hides_in_a_text():
    for text in texts([VENUES, GROUPS]):
        assert "@" not in text or text.endswith(".example.org")
        assert "//" not in text or "example.org/" in text
        assert PHONE.search(text) or not re.search(r"\d[\d ]{8,}", text)


def test_no_group_gives_a_hidden_venue_away():
    hidden = [venue for venue in VENUES if venue["precision"] == "hidden"]
    told = " ".join(text for text in texts(GROUPS) if text not in VENUE)
    assert [v["key"] for v in hidden if v["name"].split()[0] in told or v["address"].split()[0] in told] == []


def test_texts_are_short_and_kind():
    unkind = re.compile(r"addict|suffer|\bmembers?\b|passcode|password", re.IGNORECASE)
    for text in texts([GROUPS, VENUES]):
        if " " in text:
            assert not unkind.search(text), text
            assert all(len(sentence.split()) <= 20 for sentence in re.split(r"(?<=[.?!]) ", text)), text


def test_groups_are_of_every_kind_and_state():
    named = {group["programme"] for group in GROUPS} - {None}
    assert named == set(PROGRAMMES)
    local = [group for group in GROUPS if group["programme"] is None]
    assert len(local) >= 15
    assert all(group["about"] and group["audience"] for group in local)
    assert {group["audience"] for group in GROUPS} == {"", "self", "family", "everyone"}
    assert {slug for group in GROUPS for slug in group["about"]} <= {"any", "alcohol", "drugs"}
    assert {group["area"] for group in GROUPS} - {None} <= set(AREA)
    assert {area["slug"] for area in AREAS if area["kind"] == "town"} <= {group["area"] for group in GROUPS}
    assert {row["paused_until_days"] is None for row in GROUPS + MEETINGS if row["status"] == "paused"} == {True, False}
    assert sum(group["status"] == "draft" for group in GROUPS) == 1
    closed = [row for row in GROUPS + MEETINGS if row["status"] == "closed"]
    assert len(closed) >= 3
    assert all(row["closed_reason"] for row in closed)
    assert not any(row["closed_reason"] for row in GROUPS + MEETINGS if row["status"] != "closed")


def test_checks_are_of_every_age_and_way():
    checks = [row["checked"] for row in GROUPS + MEETINGS]
    assert {check["how"] for check in checks if check} == {"group", "website", "phone", "visit", "email"}
    ages = [group["checked"]["days_ago"] for group in GROUPS if group["checked"]]
    assert all(sum(a <= age <= b for age in ages) >= 5 for a, b in [(0, 85), (95, 175), (190, 355), (375, 1500)])
    assert sum(group["checked"] is None for group in GROUPS) >= 3


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting["key"])
def test_meeting_is_whole(meeting):
    online = bool(meeting["online_link"] or meeting["online_phone"] or meeting["online_ask"])
    assert (meeting["venue"] is not None, online) == {
        "in-person": (True, False),
        "online": (False, True),
        "hybrid": (True, True),
    }[meeting["attendance"]]
    if not meeting["by_arrangement"]:
        assert meeting["weekday"] in range(7)
        assert time.fromisoformat(meeting["starts_at"])
    assert meeting["minutes"] is None or 0 < meeting["minutes"] <= 1440
    assert meeting["interval"] == 1 or meeting["weeks"] == "every"
    assert 0 <= meeting["phase"] < meeting["interval"]
    assert meeting["months"] == "every" or set(meeting["months"]) < set(range(1, 13))
    for weeks in [meeting["weeks"], meeting["open_weeks"], *meeting["tags"].values()]:
        assert weeks == "every" or set(weeks) <= set(WEEKS)
    assert set(meeting["tags"]) <= set(TAGS)
    assert set(meeting["access"]) <= set(FEATURES)
    assert meeting["youngest"] is None or meeting["oldest"] is None or meeting["youngest"] <= meeting["oldest"]


def test_every_fact_and_every_answer_is_used():
    assert stated("attendance") == {"in-person", "online", "hybrid"}
    assert stated("who") == {"anyone", "members", "ask", ""}
    assert stated("joining") == {"turn-up", "contact-first", "referral", ""}
    assert stated("cost") == {"free", "collection", "charge", ""}
    assert {meeting["cost"] for meeting in MEETINGS if meeting["cost_note"]} == {"free", "collection", "charge"}
    assert stated("bank_holidays") == {"as-usual", "no-meeting", "week-later", "ask", ""}
    assert stated("slip") == stated("children") == stated("newcomer_met") == {"yes", "no", ""}
    notes = words("room door who_note joining_note newcomer_contact newcomer_note note youngest oldest access drop_in")
    assert [field for field in notes if not any(meeting[field] for meeting in MEETINGS)] == []
    assert {tag for meeting in MEETINGS for tag in meeting["tags"]} == set(TAGS)
    languages = [language for meeting in MEETINGS for language in meeting["languages"]]
    assert set(languages) == {"en-GB", "cy", "pl", "pt", "lt", "uk", "bfi"}
    for attendance in ("online", "hybrid"):
        ways = [meeting for meeting in MEETINGS if meeting["attendance"] == attendance]
        assert all(any(way[field] for way in ways) for field in ("online_link", "online_phone", "online_ask"))


def test_every_weekday_has_meetings_from_morning_to_late():
    parts = {"morning": (5, 12), "lunch": (12, 14), "afternoon": (14, 17), "evening": (17, 21), "late": (21, 24)}
    starts = {(m["weekday"], time.fromisoformat(m["starts_at"]).hour) for m in MEETINGS if m["starts_at"]}
    for day in range(7):
        held = [part for part, hours in parts.items() if starts & {(day, hour) for hour in range(*hours)}]
        assert held == list(parts)
    evening = [m for m in MEETINGS if m["starts_at"] and "18:30" <= m["starts_at"] <= "20:00"]
    assert len(evening) > len(MEETINGS) * 0.4


def test_every_recurrence_is_there():
    weeks = [meeting["weeks"] for meeting in MEETINGS]
    assert all(kind in weeks for kind in ("every", [1, 3], [2, 4], ["last"], [5], [1], [2]))
    for weekday, kind in [(1, [2, 4]), (4, ["last"]), (6, [5])]:
        assert any((m["weekday"], m["weeks"]) == (weekday, kind) for m in MEETINGS)
    assert {m["phase"] for m in MEETINGS if m["interval"] == 2} == {0, 1}
    assert any(m["months"] == [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12] for m in MEETINGS)
    assert any(m["first_days"] is not None and m["first_days"] == m["last_days"] for m in MEETINGS)
    assert {m["weekday"] is None for m in MEETINGS if m["by_arrangement"]} == {True, False}
    assert any(m["minutes"] is None and not m["by_arrangement"] for m in MEETINGS)
    assert any((m["weekday"], m["starts_at"], m["minutes"]) == (4, "23:30", 75) for m in MEETINGS)
    assert any((m["open_weeks"], m["tags"].get("speaker"), m["weekday"]) == (["last"], [1], 4) for m in MEETINGS)
    zones = {m["time_zone"] for g in GROUPS if g["area"] is None for m in g["meetings"]}
    assert {"America/New_York", "Europe/Dublin"} <= zones


def test_exceptions_are_of_every_kind():
    assert {exception["venue"] for exception in EXCEPTIONS} - {None} <= set(VENUE)
    kinds = Counter()
    for exception in EXCEPTIONS:
        assert (exception["week"] is None) == (exception["kind"] == "extra") == (exception["days"] is not None)
        assert exception["note"]
        new = [f for f in ("to_days", "starts_at", "venue", "online_link") if exception[f]]
        assert (exception["kind"] == "cancelled") == (new == [])
        if exception["span_weeks"]:  # a time or a date is moved for one date only
            assert {"to_days", "starts_at"} & set(new) == set()
        kinds[exception["kind"], bool(exception["span_weeks"]), *new] += 1
    assert set(kinds) >= {
        ("cancelled", False),
        ("cancelled", True),
        ("moved", False, "to_days"),
        ("moved", False, "to_days", "starts_at"),
        ("moved", False, "starts_at"),
        ("moved", False, "venue"),
        ("moved", False, "online_link"),
        ("moved", True, "venue"),
        ("extra", False, "starts_at"),
    }
