"""While an address holds a week, every link and form of its page leads on with all of it; without one nothing does."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import Meeting, OldSlug
from mutualaid import carrying
from tests.factories import make_group, make_meeting, make_place, make_venue
from tests.pages.reading import read

WEEK = {"plan": "12.34a", "busy": "12345-0900-1730_work", "theirs": "4-1900-2100-n", "home": "52.09,1.32"}
WEEK |= {"by": "bus", "target": "3", "latest": "2130", "first": "12"}
ASKED = (
    "plan=12.34a&busy=12345-0900-1730_work&theirs=4-1900-2100-n&home=52.09,1.32&by=bus&target=3&latest=2130&first=12"
)


class Ways(HTMLParser):
    """The ways on from a page: its links, and what each form that asks would send."""

    def __init__(self, html):
        super().__init__()
        self.links, self.forms, self.form = [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and "data-no-week" not in given:
            self.links.append(given.get("href") or "")
        if tag == "form" and given.get("method", "get").lower() == "get" and "data-no-week" not in given:
            self.form = (given.get("action", ""), {})
            self.forms.append(self.form)
        if tag == "input" and self.form and given.get("name"):
            self.form[1][given["name"]] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None


def is_page(address):
    parts = urlsplit(address)
    return parts.netloc == "testserver" and not (
        parts.path.startswith(("/admin/", "/static/", "/logo/")) or "." in parts.path.rpartition("/")[2]
    )


def ways_of(answer, address):
    """The links to pages of ours, with their fragments, and the forms."""
    page = Ways(answer.content.decode())
    links = [one for one in page.links if one and not one.startswith("#")]
    return [full for one in links if is_page(full := urljoin(f"http://testserver{address}", one))], page.forms


def does_not_say(week, said):
    return [name for name, value in week.items() if said.get(name) != value]


@pytest.mark.sqlite
def test_from_every_page_every_link_and_form_leads_on_with_the_whole_week(client, demonstration):
    """One page of each type is looked at for what it links to, and every one that it links to by another path."""
    number = str(Meeting.objects.filter(slug="wednesday-women-10-30am").get().pk)
    week = WEEK | {"plan": number, "first": number}
    asked = "&".join(f"{name}={value}" for name, value in week.items())
    start = [
        "/",
        "/meetings/",
        "/meetings/?near=Ipswich&view=week",
        "/meetings/?near=Ipswich&view=map",
        "/no-such-page/",
    ]
    waiting = [f"{one}{'&' if '?' in one else '?'}{asked}" for one in start]
    seen, kinds, wrong = set(), {}, []
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address)
        if not answer.get("Content-Type", "").startswith("text/html") or "/plan/" in address:
            continue
        if answer["X-Robots-Tag"] != "noindex" or 'content="noindex"' not in answer.content.decode():
            wrong.append(f"{address} may be listed by search engines")
        links, forms = ways_of(answer, address)
        for link in links:
            parts = urlsplit(urldefrag(link).url)
            said = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            if missing := does_not_say(week, said):
                wrong.append(f"{address} leads to {link} without {missing}")
            kind = "/".join(parts.path.split("/")[:2])
            if parts.path not in seen and kinds.get(kind, 0) < 3:
                kinds[kind] = kinds.get(kind, 0) + 1
                seen.add(parts.path)
                waiting.append(f"{parts.path}?{parts.query}")
        for action, fields in forms:
            if missing := does_not_say(week, fields):
                wrong.append(f"{address} asks {action} without {missing}")

    assert wrong == []
    assert set(kinds) >= {"/meetings", "/groups", "/areas", "/programmes", "/guidance", "/help-now", "/about", "/plan"}


@pytest.fixture
def places(db):
    make_place("Ipswich", lat=52.056, lng=1.15)
    return [make_meeting(group=make_group(f"Harbour {n}"), venue=make_venue()) for n in range(3)]


def links_of(client, address):
    return Ways(client.get(address).content.decode()).links


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/meetings/?day=mon", "/areas/", "/programmes/", "/about/", "/privacy/", "/help-now/", "/nowhere/"]
)
def test_a_page_whose_address_holds_no_week_is_untouched_and_nothing_is_looked_up(
    client, places, address, monkeypatch, settings
):
    monkeypatch.setattr(carrying, "carried", lambda html, week: pytest.fail("went through a page without a week"))
    client.get(address)
    with CaptureQueriesContext(connection) as with_it:
        answer = client.get(address)
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.startswith("mutualaid.carrying")]
    client.handler.load_middleware()
    with CaptureQueriesContext(connection) as without_it:
        plain = client.get(address)

    assert answer.content == plain.content
    assert answer.headers == plain.headers
    assert len(with_it) == len(without_it)


@pytest.mark.django_db
def test_a_week_costs_no_query(client, places):
    client.get("/meetings/")
    counts = []
    for address in ("/meetings/", f"/meetings/?{ASKED}"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_chips_pages_views_and_orders_keep_it_once(client, places):
    links = [
        one for one in links_of(client, f"/meetings/?near=Ipswich&day=mon&{ASKED}") if one.startswith("/meetings/?")
    ]

    assert len(links) > 10
    assert {one.count("plan=") for one in links} == {1}
    assert {one.count("busy=") for one in links} == {1}


@pytest.mark.django_db
def test_the_form_of_a_search_sends_it_once(client, places):
    html = client.get(f"/meetings/?day=mon&view=week&{ASKED}").content.decode()

    for name, value in WEEK.items():
        assert html.count(f'<input type="hidden" name="{name}" value="{value}">') == 1


@pytest.mark.django_db
def test_what_is_for_others_does_not_say_it(client, places):
    links = read(client.get(f"/meetings/?near=Ipswich&{ASKED}").content.decode()).links
    leaflet = client.get(f"/leaflet/?near=Ipswich&{ASKED}").content.decode()

    assert "/leaflet/?near=Ipswich" in links
    assert "/meetings.txt?near=Ipswich" in links
    assert "12.34a" not in leaflet
    assert "12.34a" not in client.get(f"/meetings.txt?near=Ipswich&{ASKED}").content.decode()
    assert [one for one in links if one.startswith("/admin/") and "plan" in one] == []


@pytest.mark.django_db
def test_canonical_links_and_structured_data_know_nothing_of_it(client, places):
    address = places[0].get_absolute_url()

    html = client.get(f"{address}?{ASKED}").content.decode()

    assert f'<link rel="canonical" href="http://127.0.0.1:8000{address}">' in html
    assert "12.34a" not in html.partition("</head>")[0]


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["plan=12", "busy=12345-0900-1730", "home=Ipswich", "plan=not-a-week", "first="])
def test_no_page_whose_address_holds_any_of_it_is_listed_or_kept_for_others(client, places, asked):
    for path in ("/", "/meetings/", "/about/", "/plan/", "/nowhere/", "/robots.txt"):
        answer = client.get(f"{path}?{asked}")
        assert answer["X-Robots-Tag"] == "noindex"
        assert "private" in answer["Cache-Control"]
        assert "public" not in answer["Cache-Control"]
    assert "X-Robots-Tag" not in client.get("/about/?q=12").headers


@pytest.mark.django_db
def test_only_what_can_be_read_goes_along(client, places):
    links = links_of(client, '/about/?plan=1.2.<script>.2"&target=12&by=broomstick&home="><b>')

    assert "/meetings/?plan=1.2&home=%22%3E%3Cb%3E" in links
    assert "/about/" in links_of(client, "/about/?plan=zzz&target=99")


@pytest.mark.django_db
def test_a_page_that_moved_takes_it_along(client, places):
    OldSlug.objects.create(kind="meeting", slug="as-it-was", leads_to=places[0].slug)

    answer = client.get("/meetings/as-it-was/?plan=1.2&by=bus&page=3")

    assert (answer.status_code, answer["Location"]) == (301, f"{places[0].get_absolute_url()}?plan=1.2&by=bus")


@pytest.mark.django_db
def test_who_sends_something_to_the_staff_comes_back_to_the_same_week(client, places):
    html = client.get("/suggest/?plan=1.2").content.decode()
    answer = client.post("/suggest/?plan=1.2", {"name": ""}).content.decode()

    assert '<form class="form" method="post" novalidate>' in html  # to its own address, which says it
    assert 'href="/meetings/?plan=1.2"' in answer


@pytest.mark.django_db
def test_the_staffs_workplace_is_none_of_its_business(client, admin_client):
    answer = admin_client.get("/admin/?plan=1.2")

    assert "X-Robots-Tag" not in answer.headers
    assert "plan=1.2" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "said"), [("", "My week"), ("?plan=1.2.3", "My week (3)"), ("?by=bus", "My week")])
def test_the_top_says_how_many_meetings_are_in_it(client, asked, said):
    html = client.get(f"/about/{asked}").content.decode()

    assert f'<li><a href="/plan/{asked}">{said}</a></li>' in html.partition("</header>")[0]


@pytest.mark.django_db
def test_the_answer_to_head_is_as_long_as_that_to_get(client, places):
    asked = f"/meetings/?{ASKED}"

    assert client.head(asked)["Content-Length"] == client.get(asked)["Content-Length"]
    assert int(client.get(asked)["Content-Length"]) == len(client.get(asked).content)
