"""`/embed/` and what it gives to other sites: the frame, its script, the code; only the frame may be framed."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import OperationalError

from groups.models import DEMONSTRATION, Site
from groups.rules.choices import ColourSet
from groups.views.embed.pasted import NotASearch, search_of
from tests.factories import (
    make_area,
    make_exception,
    make_feed,
    make_group,
    make_meeting,
    make_place,
    make_programme,
    make_venue,
)
from tests.pages.reading import read
from tests.test_look import ROOT, colours

pytestmark = pytest.mark.django_db

SCRIPTS = {name: ROOT / f"static/js/embed/{name}.js" for name in ("frame", "framed")}


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def ipswich():
    return make_place("Ipswich", lat=52.056, lng=1.15)


def named(name, **fields):
    return make_meeting(group=make_group(name), **fields)


def frame(client, **asked):
    answer = client.get("/embed/meetings/", asked)
    assert answer.status_code == 200
    return answer


def embed(client, **asked):
    answer = client.get("/embed/", asked)
    assert answer.status_code == 200
    return answer


def listed(answer):
    return [(part.title, [row.name for row in part.rows]) for part in answer.context["sections"]]


def told(answer):
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


# The frame


@pytest.mark.parametrize("count", [1, 3])
def test_a_frame_costs_the_same_queries_however_much_it_finds(client, count, ipswich, django_assert_num_queries):
    for _ in range(count):
        make_exception(make_meeting(), "cancelled", date(2026, 12, 7))

    with django_assert_num_queries(16):  # as the leaflet, without the numbers to call
        answer = frame(client, near="Ipswich")

    assert len(listed(answer)[0][1]) == count


def test_a_frame_shows_any_search_day_by_day(client, ipswich):
    named("Tonight", weekday=0)
    off = named("Off tomorrow", weekday=1)
    make_exception(off, "cancelled", date(2026, 11, 24))
    named("Ask", by_arrangement=True)

    answer = frame(client, near="Ipswich")

    assert answer.context["heading"] == "Meetings near Ipswich"
    assert answer.context["summary"] == "3 meetings within 100 miles, soonest first"
    assert listed(answer) == [("Tonight", ["Tonight"]), ("Tomorrow", ["Off tomorrow"]), ("Ask for dates", ["Ask"])]
    assert "Next: Tuesday 1 December." in told(answer)
    assert "Not checked yet" in told(answer)
    assert listed(frame(client, day="mon", view="map")) == [("Tonight", ["Tonight"])]


def test_every_page_but_those_of_the_list_opens_outside_the_frame_and_a_sentence_says_so(client):
    for number in range(21):
        named(f"Steps {number}")

    html = frame(client, theme="dark", day="mon").content.decode()

    inside = re.findall(r'<a href="([^"]+)"(?![^>]*target)', html)
    outside = re.findall(r'<a [^>]*href="([^"]+)" target="_blank" rel="noopener" aria-describedby="outward">', html)
    assert set(inside) == {
        "/embed/meetings/?day=mon&amp;theme=dark",
        "/embed/meetings/?day=mon&amp;page=2&amp;theme=dark",
    }
    assert {"/help-now/", "/meetings/?day=mon"} < set(outside)
    assert len(inside) + len(outside) == html.count("<a ")
    assert 'id="outward">Each meeting opens on ' in html


def test_a_long_list_has_pages_within_the_frame(client):
    for number in range(21):
        named(f"Steps {number}")

    first, second = frame(client), frame(client, page="2")

    assert [len(names) for _title, names in listed(first)] == [20]
    assert [len(names) for _title, names in listed(second)] == [1]
    assert "<title>Meetings (page 2 of 2)" in second.content.decode()


def test_any_site_may_frame_that_page_and_no_other(client):
    framed = frame(client)

    assert framed["Content-Security-Policy"].endswith("; frame-ancestors *")
    assert "script-src 'self'; style-src 'self'" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert framed["Cross-Origin-Resource-Policy"] == "cross-origin"
    for address in (
        "/",
        "/embed/",
        "/meetings/",
        "/embed/frame.js",
        "/embed/meetings/none/",
        "/help-now/",
        "/leaflet/",
    ):
        answer = client.get(address)
        assert answer["X-Frame-Options"] == "DENY"
        assert "; frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert client.post("/embed/meetings/")["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(("error", "status"), [(ValueError("IP12 1AA"), 500), (OperationalError("gone"), 503)])
@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_where_the_list_breaks_the_frame_says_so_and_leads_here(client, monkeypatch, settings, error, status, prefix):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]

    def breaks(*_args):
        raise error

    monkeypatch.setattr("groups.views.embed.frame.asked_of", breaks)
    monkeypatch.setattr("groups.views.search.asked_of", breaks)
    client.raise_request_exception = False

    told_in_frame, told_on_site = client.get(f"{prefix}/embed/meetings/?near=IP12+1AA"), client.get("/meetings/")

    assert (told_in_frame.status_code, told_on_site.status_code) == (status, status)
    assert "The list of meetings cannot be shown just now." in told(told_in_frame)
    assert told_in_frame["Content-Security-Policy"].endswith("; frame-ancestors *")
    assert "X-Frame-Options" not in told_in_frame
    assert "IP12" not in told_in_frame.content.decode()
    links = re.findall(r'<a href="([^"]+)" target="_blank" rel="noopener">', told_in_frame.content.decode())
    assert links == ["/", "/help-now/"]
    assert read(told_in_frame.content.decode()).loads == []
    assert told_on_site["X-Frame-Options"] == "DENY"
    assert told_in_frame.get("Retry-After") == told_on_site.get("Retry-After") == ("30" if status == 503 else None)


def test_a_frame_is_in_no_index_names_its_search_and_is_kept_by_nobody(client):
    answer = frame(client, day="mon", theme="dark", page="2", plan="a1")

    assert answer["X-Robots-Tag"] == "noindex"
    assert read(answer.content.decode()).robots == "noindex"
    assert '<link rel="canonical" href="http://127.0.0.1:8000/meetings/?day=mon">' in answer.content.decode()
    assert "private" in answer["Cache-Control"]
    assert answer.cookies == {} and "Cookie" not in answer.get("Vary", "")


def test_nothing_of_a_visitors_week_goes_along(client):
    meeting = named("Monday")

    html = frame(client, plan="a1.b2", home="IP1", busy="mon-0900-1700").content.decode()

    assert all(word not in html for word in ("a1.b2", "home=", "busy=", "plan="))
    assert f"add={meeting.pk}" not in html


@pytest.mark.parametrize(
    ("said", "worn"), [("light", "light"), ("dark", "dark"), ("none", "none"), ("", "light"), ("x", "light")]
)
def test_a_frame_wears_the_theme_that_is_asked_for(client, said, worn):
    assert f'data-theme="{worn}"' in frame(client, theme=said).content.decode()


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", ColourSet.values)
def test_the_colours_of_a_frame_are_those_of_the_site(name, side):
    css = (ROOT / "static/css/frame.css").read_text(encoding="utf-8")
    theme = f'[data-theme="{("light", "dark")[side]}"]'

    def colours_in(selector):
        body = re.search("^" + re.escape(selector) + r" {([^}]*)}", css, re.MULTILINE)[1]
        return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", body)), body

    worn, body = colours_in(theme)
    if name != ColourSet.PINE:
        worn |= colours_in(f'{theme}[data-colours="{name}"]')[0]
    site = colours(name, side)
    ring = worn.pop("ring")

    assert worn == {token: site[token] for token in worn}
    assert {"ink", "quiet", "accent", "wash", "danger"} < set(worn)
    assert ring == site["ink"]
    assert f"background: {site['card']};" in body


def test_danger_to_life_comes_first_where_it_may_be_about_alcohol_or_drugs(client):
    named("Monday")

    assert "Get medical help first" in told(frame(client))
    assert "Get medical help first" in told(frame(client, about=["gambling", "drugs"]))
    assert "Get medical help first" not in told(frame(client, about="gambling"))
    assert "If you might end your life" in told(frame(client, q="i want to die"))


def test_what_is_invented_says_so(client):
    feed = make_feed(DEMONSTRATION)
    make_meeting(group=make_group("Nobody", feed=feed), feed=feed)

    assert "These are demonstration listings: invented, not real." in told(frame(client))
    assert "Not checked yet Demonstration" in told(frame(client))


def test_an_empty_frame_says_so_and_leads_to_the_ways_on(client):
    named("Tuesday", weekday=1)

    answer = frame(client, day="mon")

    assert "Nothing was found for this search." in told(answer)
    assert "/meetings/?day=mon" in read(answer.content.decode()).links


def test_what_cannot_be_read_is_said_and_a_place_that_is_several_can_be_chosen(client):
    make_place("Stanton", county="Suffolk", country="GB")
    make_place("Stanton", lat=53, lng=-1.3, county="Derbyshire", country="GB")
    named("Monday")

    wrong, unknown = frame(client, day="someday"), frame(client, near="Nowhere-on-Sea")
    several = frame(client, near="Stanton", theme="dark")

    assert "Day: “someday” is not one of the choices." in told(wrong)
    assert listed(wrong) == [("Tonight", ["Monday"])]
    assert "We do not know" in told(unknown) and "sections" not in unknown.context
    assert [one["url"] for one in several.context["place_choices"]] == [
        "/embed/meetings/?near=Stanton%2C+Derbyshire&theme=dark",
        "/embed/meetings/?near=Stanton%2C+Suffolk&theme=dark",
    ]


@pytest.mark.parametrize("asked", [{"near": "\x00"}, {"theme": "\ud800"}, {"page": "9" * 20}, {"q": "\x00a"}])
def test_nonsense_gets_an_answer(client, asked):
    address = {name: value.encode("utf-8", "surrogatepass") for name, value in asked.items()}

    assert client.get("/embed/meetings/", address).status_code == 200
    assert client.get("/embed/", address | {"address": b"http://[" + address.get("near", b"")}).status_code == 200


# The scripts


def test_the_script_stays_under_its_address_and_is_asked_for_once_a_day(client):
    answer = client.get("/embed/frame.js")

    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "max-age=86400, public"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.content == SCRIPTS["frame"].read_bytes()
    assert answer.cookies == {}
    again = client.get("/embed/frame.js", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_each_script_is_2_kb_at_most_keeps_nothing_and_sends_nothing():
    for path in SCRIPTS.values():
        text = path.read_text(encoding="utf-8")
        assert len(text.encode()) <= 2048
        assert re.findall(r"cookie|[sS]torage|fetch|XMLHttp|sendBeacon|innerHTML|eval|\"\*\"", text) == []


# The page that explains


def code_of(answer):
    return answer.context["frame_code"]


def test_it_gives_the_code_of_all_meetings_to_begin_with(client):
    Site.objects.update_or_create(pk=1, defaults={"name": 'Recovery "East"'})

    answer = embed(client)

    assert code_of(answer) == (
        '<iframe src="http://127.0.0.1:8000/embed/meetings/?theme=light" title="Meetings"\n'
        '  loading="lazy" referrerpolicy="no-referrer"\n'
        '  style="width: 100%; height: 600px; border: 0"></iframe>\n'
        '<p><a href="http://127.0.0.1:8000/meetings/" rel="noreferrer">Meetings, on Recovery &quot;East&quot;</a></p>\n'
        '<script src="http://127.0.0.1:8000/embed/frame.js" referrerpolicy="no-referrer" async></script>'
    )
    assert read(answer.content.decode()).robots == ""
    assert 'rel="canonical" href="http://127.0.0.1:8000/embed/"' in answer.content.decode()


def test_a_place_and_a_kind_make_a_frame_that_is_shown_beside_its_code(client, ipswich):
    named("Monday")

    answer = embed(client, near="Ipswich", kind="smart", theme="none", plan="a1")
    page = read(answer.content.decode())

    frames = [url for url in page.loads if url.startswith("/embed/meetings/")]
    assert frames == ["/embed/meetings/?near=Ipswich&kind=smart&theme=none"]
    assert "/embed/meetings/?near=Ipswich&amp;kind=smart&amp;theme=none" in code_of(answer)
    assert 'title="SMART Recovery meetings near Ipswich"' in code_of(answer)
    assert "a1" not in code_of(answer)
    assert page.robots == "noindex"
    assert "; frame-src 'self'" in answer["Content-Security-Policy"]
    assert "private" in answer["Cache-Control"]


PASTED = {
    "http://127.0.0.1:8000/meetings/?day=tue&access=step-free&view=map&page=3": "day=tue&access=step-free",
    "127.0.0.1:8000/meetings/?day=tue": "day=tue",
    "http://testserver/meetings/?q=tuesday+women&plan=a1.b2": "q=tuesday+women",
    "/leaflet/?kind=smart": "kind=smart",
    "http://127.0.0.1:8000/meetings.json?kind=smart": "kind=smart",
    "http://127.0.0.1:8000/meetings.csv?day=sun": "day=sun",
    "/meetings.geojson?day=sun": "day=sun",
    "/meetings.rss?day=sun": "day=sun",
    "/meetings.txt?day=sun": "day=sun",
    "/meetings.ics?day=sun&discreet=yes&alarm=30": "day=sun",
    "/meetings.pdf?day=sun&by=area&print=large": "day=sun",
    "http://127.0.0.1:8000/areas/suffolk/": "area=suffolk",
    "http://127.0.0.1:8000/programmes/al-anon/?x=1": "programme=al-anon",
    "http://127.0.0.1:8000/embed/meetings/?day=sun&theme=dark": "day=sun",
}


@pytest.mark.parametrize(("address", "asked"), PASTED.items())
def test_the_address_of_any_search_here_will_do(client, address, asked):
    make_area("Suffolk", slug="suffolk")
    make_programme(slug="al-anon")

    answer = embed(client, address=address, near="Nowhere-on-Sea")

    path = next(url for url in read(answer.content.decode()).loads if url.startswith("/embed/meetings/"))
    named_asked = dict(pair.split("=") for pair in path.partition("?")[2].split("&"))
    assert named_asked == dict(pair.split("=") for pair in asked.split("&")) | {"theme": "light"}


@pytest.mark.parametrize("page", ["/embed/", "/cy/embed/"])
@pytest.mark.parametrize("address", ["/meetings/?day=sun", "/cy/meetings/?day=sun", "/cy/meetings.csv?day=sun"])
def test_a_search_is_the_same_in_every_language(client, settings, page, address):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]

    code = client.get(page, {"address": address}).context["frame_code"]

    assert f"{page}meetings/?day=sun&amp;theme=light" in code


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/meetings/?day=tue", "javascript:alert(1)", "Ipswich", "/about/", "http://[",
        "ftp://127.0.0.1:8000/meetings/", "//elsewhere.example/meetings/", "/meetings/some-meeting/", "/no/such/",
        "http://127.0.0.1:8000@elsewhere.example/meetings/", "/meetings/some-meeting.ics", "/api/open-referral-uk/",
    ],
)  # fmt: skip
def test_any_other_address_is_told_at_its_field(client, address):
    with pytest.raises(NotASearch):
        search_of(address, hosts=["127.0.0.1:8000"])

    answer = embed(client, address=address)

    assert "This is not the address of a search on this site." in told(answer)
    assert "<title>Error: Meetings on your own site" in answer.content.decode()
    assert "frame_code" not in answer.context


def test_a_place_that_is_several_is_chosen_before_there_is_any_code(client):
    make_place("Stanton", county="Suffolk", country="GB")
    make_place("Stanton", lat=53, lng=-1.3, county="Derbyshire", country="GB")

    typed = embed(client, near="Stanton", kind="smart", theme="dark")
    pasted = embed(client, address="/meetings/?near=Stanton&day=mon")

    assert "frame_code" not in typed.context
    assert typed.context["place_choices"][0]["url"] == "?near=Stanton%2C+Derbyshire&kind=smart&theme=dark"
    url = pasted.context["place_choices"][1]["url"]
    assert url == "?address=%2Fmeetings%2F%3Fnear%3DStanton%252C%2BSuffolk%26day%3Dmon&theme=light"
    assert 'title="Meetings on Monday near Stanton"' in code_of(client.get(f"/embed/{url}"))


def test_what_a_pasted_search_asks_and_nobody_understands_is_told(client):
    answer = embed(client, address="/meetings/?day=someday")

    assert "Day: “someday” is not one of the choices." in told(answer)


def test_the_search_box_is_a_plain_form_to_the_results(client):
    named("Monday", venue=make_venue(name="Trinity Rooms"))

    code = embed(client).context["box_code"]

    assert '<form action="http://127.0.0.1:8000/meetings/" method="get" rel="noreferrer">' in code
    assert re.findall(r'name="(\w+)"', code) == ["q"]
    assert "<script" not in code and "style" not in code


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_lists_nothing_itself(client, count, django_assert_num_queries):
    for _ in range(count):
        make_meeting()
    client.get("/embed/")

    with django_assert_num_queries(1):  # the site
        embed(client)


def test_the_foot_of_every_page_leads_to_it(client):
    assert "/embed/" in read(client.get("/about/").content.decode()).links
