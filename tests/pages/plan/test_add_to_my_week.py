"""A meeting is put into the week from any list and from its own page, and taken out again, by the address alone."""

import re
from datetime import UTC, date, datetime, time

import pytest
from django.test import RequestFactory
from django.urls import reverse

from groups.models import Meeting
from groups.rules.choices import Status
from groups.views.plan.deeds import redirect_for, why_not
from tests.factories import make_area, make_exception, make_group, make_meeting, make_programme, make_venue, reindexed

pytestmark = pytest.mark.django_db

HOST = "http://testserver"


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


def asked(query, came_from=None, **extra):
    headers = {} if came_from is None else {"Referer": came_from}
    return RequestFactory().get(f"/plan/?{query}", headers=headers, **extra)


def leads_to(query, came_from=None, **extra):
    answer = redirect_for(asked(query, came_from, **extra))
    return answer and answer["Location"]


# The links


def add_links(client, address):
    """For each meeting of a page with its number: what its link says, and where it leads."""
    html = client.get(address).content.decode()
    found = {}
    for piece in html.split('<a class="to-week')[1:]:
        tag, _gt, rest = piece.partition(">")
        text = rest.partition("</a>")[0].partition("</svg>")[2]
        found[text.replace('<span class="only-read">', "").replace("</span>", "")] = tag.partition('href="')[
            2
        ].partition('"')[0]
    return found


def everywhere(meeting):
    """The pages that show it."""
    group = meeting.group
    return {
        "list": "/meetings/",
        "week": "/meetings/?view=week",
        "map": "/meetings/?view=map",
        "home": "/",
        "meeting": meeting.get_absolute_url(),
        "group": group.get_absolute_url(),
        "programme": group.programme.get_absolute_url(),
        "area": group.area.get_absolute_url(),
    }


@pytest.fixture
def meeting():
    area = make_area("Ipswich", slug="ipswich", lat=52.05, lng=1.15)
    group = make_group("Harbour Lights", programme=make_programme(slug="aa"), area=area)
    return make_meeting(group=group, venue=make_venue(area=area))


def test_every_list_and_page_that_shows_a_meeting_has_the_link(client, meeting):
    for name, address in everywhere(meeting).items():
        assert add_links(client, address) == {"Add to my week – Harbour Lights": f"/plan/?add={meeting.pk}"}, name


def test_where_it_is_in_the_week_the_page_says_so_and_leads_there(client, meeting):
    for name, address in everywhere(meeting).items():
        week = f"plan={meeting.pk}"
        join = "&" if "?" in address else "?"
        assert add_links(client, f"{address}{join}{week}") == {"In my week – Harbour Lights": f"/plan/?{week}"}, name


def test_one_visitors_week_is_never_drawn_for_another(client, meeting):
    addresses = ["/meetings/", f"/meetings/?plan={meeting.pk}", "/meetings/", f"/meetings/?plan={meeting.pk + 1}"]

    said = [list(add_links(client, address)) for address in addresses]

    add, held = ["Add to my week – Harbour Lights"], ["In my week – Harbour Lights"]
    assert said == [add, held, add, add]


def test_adding_takes_the_rest_of_the_week_along(client, meeting):
    links = add_links(client, "/meetings/?plan=999&by=bus")

    assert links == {"Add to my week – Harbour Lights": f"/plan/?add={meeting.pk}&amp;plan=999&amp;by=bus"}


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Status.PAUSED},
        {"status": Status.PAUSED, "paused_until": date(2026, 11, 23)},
        {"status": Status.CLOSED},
        {"by_arrangement": True, "weekday": None, "starts_at": None},
    ],
)
def test_a_meeting_that_is_not_on_has_no_such_link(client, meeting, fields):
    Meeting.objects.filter(pk=meeting.pk).update(**fields)
    reindexed(meeting)

    assert [add_links(client, address) for address in everywhere(meeting).values()] == [{}] * 8


def test_after_its_pause_it_has_one_again(client, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(status=Status.PAUSED, paused_until=date(2026, 11, 22))
    reindexed(meeting)

    assert len(add_links(client, meeting.get_absolute_url())) == 1


def test_each_date_of_the_timetable_has_the_link_and_the_first_of_a_meeting_has_its_mark(client, meeting):
    daily = make_meeting(group=meeting.group, weekday=1)
    make_exception(daily, "extra", date(2026, 11, 26), starts_at=time(9))
    html = client.get(f"/meetings/?view=week&plan={meeting.pk}").content.decode()

    said = re.findall(r'id="(m-[0-9-]+)".*?<a class="to-week[^>]*>.*?</svg>([^<]+)<', html, re.DOTALL)
    assert sorted(said) == sorted(
        [
            (f"m-{meeting.pk}", "In my week"),
            (f"m-{daily.pk}", "Add to my week"),
            (f"m-{daily.pk}-2", "Add to my week"),
        ]
    )


@pytest.mark.parametrize("count", [1, 5])
def test_it_costs_no_query_however_many_there_are(client, count, django_assert_num_queries):
    made = [make_meeting() for _ in range(count)]
    client.get("/meetings/")
    with django_assert_num_queries(2):
        client.get("/meetings/")
    with django_assert_num_queries(2):
        client.get(f"/meetings/?plan={'.'.join(str(one.pk) for one in made)}")


# The deeds


def test_adding_leads_to_the_week_with_one_more(meeting):
    assert leads_to(f"add={meeting.pk}") == f"/plan/?plan={meeting.pk}"
    assert leads_to(f"add={meeting.pk}&plan=7b.9&by=bus") == f"/plan/?plan=7b.9.{meeting.pk}&by=bus"
    assert leads_to(f"add={meeting.pk}&plan={meeting.pk}a") == f"/plan/?plan={meeting.pk}a"


def test_dropping_leads_to_the_week_without_it_be_it_the_last_or_the_home_group():
    assert leads_to("drop=7&plan=7b.9&first=7") == "/plan/?plan=9"
    assert leads_to("drop=9&plan=9") == "/plan/"
    assert leads_to("drop=5&plan=9") == "/plan/?plan=9"


def test_a_home_group_is_one_of_the_week_or_none():
    assert leads_to("home_group=9&plan=7.9") == "/plan/?plan=7.9&first=9"
    assert leads_to("home_group=0&plan=7.9&first=9") == "/plan/?plan=7.9"
    assert leads_to("home_group=5&plan=7.9") is None
    assert why_not(asked("home_group=5&plan=7.9")) == "A home group is one of the meetings in your week. Add it first."


def test_what_was_typed_as_home_is_rounded_on_the_way():
    assert leads_to("drop=7&plan=7.9&home=52.0938,1.3204") == "/plan/?plan=9&home=52.09%2C1.32"


@pytest.mark.parametrize(
    "number", ["", "x", "-1", "1.5", "１２", "12345678901234567890", "7\r\nSet-Cookie: a=b", "\x00"]
)
def test_what_is_no_number_leads_nowhere_and_is_said(number):
    request = RequestFactory().get("/plan/", {"add": number, "plan": "9"})

    assert redirect_for(request) is None
    assert why_not(request) == "This is no number of a meeting, so your week is as it was."
    assert request.week.numbers == (9,)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Status.DRAFT},
        {"status": Status.PAUSED},
        {"status": Status.CLOSED},
        {"by_arrangement": True, "weekday": None, "starts_at": None},
    ],
)
def test_a_meeting_that_is_not_on_is_not_added(meeting, fields):
    Meeting.objects.filter(pk=meeting.pk).update(**fields)

    assert leads_to(f"add={meeting.pk}") is None
    sentence = "This meeting is not listed, or has no times of its own, so it was not added."
    assert why_not(asked(f"add={meeting.pk}")) == why_not(asked("add=999999999")) == sentence


def test_nor_is_one_of_a_group_that_is_no_more(meeting):
    meeting.group.status = Status.DRAFT
    meeting.group.save()

    assert leads_to(f"add={meeting.pk}") is None


def test_a_week_of_thirty_is_full(meeting):
    thirty = ".".join(str(1000 + number) for number in range(30))

    assert leads_to(f"add={meeting.pk}&plan={thirty}") is None
    assert why_not(asked(f"add={meeting.pk}&plan={thirty}")) == (
        "Your week is full: it holds 30 meetings. Take one out before you add another."
    )
    assert leads_to(f"add=1007&plan={thirty}") == f"/plan/?plan={thirty}"


def test_an_address_that_asks_for_nothing_is_answered_by_the_page():
    assert leads_to("plan=9") is None
    assert why_not(asked("plan=9")) == ""


def test_no_such_answer_is_kept(meeting):
    for query in (f"add={meeting.pk}", "drop=9&plan=9", "home_group=9&plan=9"):
        assert redirect_for(asked(query))["Cache-Control"] == "no-store"


# The way back


def test_who_adds_from_a_list_or_page_goes_on_there_with_the_meeting_in_sight(meeting):
    number = meeting.pk
    back = f"?plan=9.{number}#m-{number}"
    for came_from in everywhere(meeting).values():
        path, _mark, query = came_from.partition("?")
        expected = f"{path}?{query}&{back[1:]}" if query else f"{path}{back}"
        assert leads_to(f"add={number}&plan=9", f"{HOST}{came_from}") == expected


def test_the_page_they_came_from_is_asked_the_same_with_the_week_as_it_is_now(meeting):
    came_from = f"{HOST}/meetings/?near=IP12+1AA&day=mon&day=tue&plan=7.8&by=car&first=7&page=2#m-7"

    assert leads_to(f"add={meeting.pk}&plan=7.8&by=bus", came_from) == (
        f"/meetings/?near=IP12+1AA&day=mon&day=tue&page=2&plan=7.8.{meeting.pk}&by=bus#m-{meeting.pk}"
    )


def test_an_article_with_listings_beside_it_is_a_way_back_too(meeting):
    came_from = HOST + reverse("guidance-page", args=["young-people"])

    assert leads_to(f"add={meeting.pk}", came_from).startswith("/guidance/young-people/?plan=")


def test_only_adding_leads_back(meeting):
    assert leads_to("drop=9&plan=9", f"{HOST}/meetings/") == "/plan/"
    assert leads_to("home_group=9&plan=9", f"{HOST}/meetings/") == "/plan/?plan=9&first=9"


@pytest.mark.parametrize(
    "came_from",
    [
        "https://elsewhere.example/meetings/",
        "//elsewhere.example/meetings/",
        "http://elsewhere.example\\@testserver/meetings/",
        "http://testserver@elsewhere.example/meetings/",
        "http://testserver.elsewhere.example/meetings/",
        "http://testserver:81/meetings/",
        "http://[testserver/meetings/",
        "javascript:alert(1)//testserver/meetings/",
        "http:///elsewhere.example/meetings/",
        f"{HOST}//elsewhere.example/",
        f"{HOST}/\\elsewhere.example/",
        f"{HOST}/%2F%2Felsewhere.example/",
        f"{HOST}/meetings/%0D%0ASet-Cookie:%20a=b/",
        f"{HOST}/meetings/../admin/",
        f"{HOST}/admin/",
        f"{HOST}/admin/groups/meeting/",
        f"{HOST}/plan/",
        f"{HOST}/plan/fit/?add=9",
        f"{HOST}/confirm/a-secret/",
        f"{HOST}/no-such-page/",
        f"{HOST}/leaflet/",
        f"{HOST}/help-now/",
        "testserver",
        "\x00",
        "",
    ],
)
def test_nobody_is_led_anywhere_else(meeting, came_from):
    assert leads_to(f"add={meeting.pk}", came_from) == f"/plan/?plan={meeting.pk}"


def test_nothing_of_a_question_gets_into_the_headers(meeting):
    came_from = f"{HOST}/meetings/?q=a%0D%0ASet-Cookie:%20a=b&%0d%0aLocation:=x&plan=1#%0d%0a"

    said = leads_to(f"add={meeting.pk}", came_from)

    assert said == (f"/meetings/?q=a%0D%0ASet-Cookie%3A+a%3Db&%0D%0ALocation%3A=x&plan={meeting.pk}#m-{meeting.pk}")


def test_a_page_without_https_is_no_way_back_where_the_site_has_it(meeting):
    assert leads_to(f"add={meeting.pk}", f"{HOST}/meetings/", secure=True) == f"/plan/?plan={meeting.pk}"
    assert leads_to(f"add={meeting.pk}", "https://testserver/meetings/", secure=True).startswith("/meetings/?plan=")
