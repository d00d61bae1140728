"""Every answer of the API keeps to the standard: on the demonstration, and on listings of every make."""

from datetime import date

import pytest

from groups.models import AccessAnswer, AccessFeature, MeetingTag
from groups.rules.choices import Attendance, Precision
from tests.exchange.open_referral_facts import faults, page_faults
from tests.exchange.open_referral_links import loose_ends, objects, page_arithmetic
from tests.factories import (
    make_area,
    make_exception,
    make_group,
    make_meeting,
    make_tag,
    make_venue,
    reindexed,
)
from tests.pages.open_referral.asking import get

pytestmark = pytest.mark.django_db
LISTS = {
    "/services": "service",
    "/service_at_locations": "service_at_location",
    "/taxonomies": "taxonomy",
    "/taxonomy_terms": "taxonomy_term",
}


def all_pages(client, path, per_page):
    """Every page of a list."""
    first = get(client, path, per_page=per_page)
    rest = [get(client, path, per_page=per_page, page=page) for page in range(2, first["total_pages"] + 1)]
    return [first, *rest]


def wrong_with(client, *, most=25, per_page=200):
    """All that is wrong with the answers of the API: its lists, and what stands under the addresses of some in them.

    An address of ours is asked for whatever one of the others names.
    """
    found = faults(get(client, "/"), "meta")
    listed, said = {}, {"taxonomy_terms": set(), "taxonomies": set(), "service_at_locations": set()}
    for path, kind in LISTS.items():
        pages = all_pages(client, path, per_page)
        found += [*page_arithmetic(pages, per_page)]
        for page in pages:
            found += page_faults(page, kind)
        listed[path] = [one for page in pages for one in page["contents"]]
        for short in evenly(listed[path], most):
            one = get(client, f"{path}/{short['id']}")
            found += faults(one, kind)
            found += loose_ends(one, kind)
            found += [f"{kind}: not as in its list" for name in short if kind == "service" and short[name] != one[name]]
            for of_kind, part in objects(one, kind):
                if of_kind == "attribute":
                    said["taxonomy_terms"].add(part["taxonomy_term_id"])
                if of_kind == "taxonomy_term":
                    said["taxonomies"].add(part["taxonomy_id"])
                if of_kind == "service_at_location":
                    said["service_at_locations"].add(part["id"])
                if "service_at_location_id" in part:
                    said["service_at_locations"].add(part["service_at_location_id"])
    for name, ids in said.items():
        found += [f"{name}: {one} is in no list" for one in ids - {row["id"] for row in listed[f"/{name}"]}]
    return found


def evenly(rows, most):
    """As many of them from first to last: a validator reads the first page, one in the middle, and the last."""
    return rows if len(rows) <= most else [rows[place * (len(rows) - 1) // (most - 1)] for place in range(most)]


def test_the_demonstration_keeps_to_the_standard(client, demonstration):
    assert wrong_with(client) == []


@pytest.mark.parametrize("per_page", [1, 2, 7])
def test_odd_listings_keep_to_the_standard_too(client, odd_listings, per_page):
    assert wrong_with(client, per_page=per_page) == []


def test_no_listing_at_all_keeps_to_the_standard(client):
    assert wrong_with(client) == []


def test_the_first_the_middle_and_the_last_page_hold_something(client, demonstration):
    """What is empty there is what the validator warns of."""
    for path in LISTS:
        pages = get(client, path, per_page=10)["total_pages"]
        for number in (1, (pages + 1) // 2, pages):
            assert get(client, path, per_page=10, page=number)["contents"]


@pytest.fixture
def odd_listings():
    """What there hardly is: next to nothing known, all known, resting, hidden, far away, without a name."""
    feature = AccessFeature.objects.create(slug="lift", label="Lift", position=1)
    woodbridge = make_area("Woodbridge", parent=make_area("Suffolk", kind="county"))
    bare = make_venue("", address="", town="", postcode="", country="", area=None, lat=None, lng=None)
    hidden = make_venue(precision=Precision.HIDDEN, area=woodbridge)
    nowhere = make_venue(precision=Precision.HIDDEN, area=None)
    about = make_venue("Ȟ" * 160, address="a, b\nc", precision=Precision.APPROXIMATE, lat=-90, lng=180)
    for answer in ("yes", "partly", "no"):
        venue = make_venue(f"Hall {answer}")
        AccessAnswer.objects.create(venue=venue, feature=feature, answer=answer, note="The key is at the desk")
        make_meeting(venue=venue)
    for venue in (bare, hidden, nowhere, about):
        make_meeting(venue=venue, room="Snug")
    group = make_group(
        "<b>Quotes</b> & “signs” \u2028 \U0001f642", website="ftp://example.org/", email="info@example.org",
        phone="0800",
        description="<p>One</p>\n\nTwo", audience="family", about=64, area=woodbridge,
    )  # fmt: skip
    full = make_meeting(
        group=group, venue=hidden, attendance=Attendance.HYBRID, online_link="https://zoom.us/j/1", minutes=1440,
        online_phone="+44 20 3481 5240", weeks=33, months=1, first=date(2026, 2, 2), last=date(2026, 2, 2), youngest=0,
        oldest=120, open_weeks=63, languages="en-GB pl", cost="charge", cost_note="£2", note="\t",
        time_zone="Asia/Tokyo",
    )  # fmt: skip
    make_exception(full, "extra", date(2026, 3, 1), note="“{}”")
    MeetingTag.objects.create(meeting=full, tag=make_tag("speaker", family="format"), weeks=1)
    make_meeting(group=group, by_arrangement=True, weekday=None, starts_at=None)
    make_meeting(group=group, attendance=Attendance.ONLINE, online_ask=True, venue=None)
    make_meeting(group=group, status="paused", interval=52, phase=51)
    make_meeting(group=make_group("Resting", status="paused", paused_until=date(2027, 1, 1), status_reason="Works"))
    reindexed(full)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"id": "7"}, "service.id: badly formed hexadecimal UUID string"),
        ({"name": "", "status": "open"}, "service: no id"),
        ({"name": "", "status": "open"}, "service.name: empty"),
        ({"name": "", "status": "open"}, "service.status: 'open'"),
        ({"email": None}, "service.email: empty"),
        ({"schedules": [{"freq": "DAILY"}]}, "service.schedules[0].freq: 'DAILY'"),
        ({"hours": 1}, "service.hours: not known"),
    ],
)
def test_a_fault_is_found(value, fault):
    assert fault in faults(value, "service")


@pytest.mark.parametrize(
    ("change", "end"),
    [
        ({"organization_id": "elsewhere"}, "service.organization_id"),
        ({"schedules": [{"id": "s", "service_id": "gone"}]}, "schedule.service_id"),
        ({"attributes": [{"id": "a", "link_id": "x", "link_entity": "service"}]}, "attribute.link_id"),
        ({"phones": [{"id": "o"}]}, "organization: the identifier of another phone"),
    ],
)
def test_a_loose_end_is_found(change, end):
    service = {"id": "i", "organization_id": "o", "organization": {"id": "o"}}

    assert list(loose_ends(service, "service")) == []
    assert end in list(loose_ends({**change, **service, **change}, "service"))


def test_wrong_arithmetic_is_found():
    page = {"total_items": 3, "total_pages": 2, "page_number": 1, "size": 2, "first_page": True, "last_page": False,
            "empty": False, "contents": [{"id": "a"}, {"id": "b"}]}  # fmt: skip
    last = page | {"page_number": 2, "size": 1, "first_page": False, "last_page": True, "contents": [{"id": "c"}]}

    assert list(page_arithmetic([page, last], 2)) == []
    for wrong in ({"total_pages": 3}, {"last_page": False}, {"contents": []}, {"contents": [{"id": "a"}]}):
        assert list(page_arithmetic([page, last | wrong], 2))
