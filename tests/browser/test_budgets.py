"""What each type of page moves over the line, at first and again: within its budget, as shipped, and nothing jumps."""

import base64
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from django.urls import URLResolver, get_resolver, resolve
from django.urls.resolvers import LocalePrefixPattern

from groups.models import Meeting
from tests.browser.conftest import NOT_INVENTED
from tests.browser.counting import KB, Budget, Counter
from tests.browser.test_my_week import BUSY, THEIRS
from tests.browser.test_public_pages import addresses

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

USUAL = Budget(html=14 * KB, all=40 * KB, script=8 * KB, requests=6)
"""Of home, results, a meeting and guidance; so of every page that needs no more."""

OF_THEIR_OWN = {
    "map with pictures to ask for": Budget(requests=7),  # its own script
    "open data": Budget(requests=7),  # the style of its tables
    "article in easy read": Budget(requests=8),  # its style and its drawings
    "help now in easy read": Budget(requests=8),
    "my week": Budget(requests=7),  # the style of the plan
    "my week, empty": Budget(requests=7),
    "my week, what was missed": Budget(requests=7),
    "my week, times": Budget(requests=7),
    "my week, what fits": Budget(requests=7),
    "my week, for two": Budget(requests=8),  # the script that copies, too
    "my week, to take along": Budget(requests=8),
    "embedding": Budget(all=48 * KB, requests=14),  # it shows a frame, which is a page of its own
}

PICTURES = 60 * KB
"""What the map may take once its pictures are asked for, before the first of them."""

A_TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LIKE_ANOTHER = {
    "which place",
    "a date",
    "hidden meeting",
    "article with tables",
    "article with a sheet to fill in",
    "shorter article in easy read",
    "leaflet without a place",
    "leaflet of nothing",
}


def pages() -> dict[str, str]:
    """The address of one of each type, in other languages too, and with a full week in its address."""
    listed = Meeting.objects.filter(status="listed", group__status="listed", by_arrangement=False)
    numbers = [listed.filter(weekday=day).exclude(attendance="online").last().pk for day in range(7)]
    plan = "plan=" + ".".join(str(number) for number in numbers)
    week = f"{plan}&{BUSY}&{THEIRS}&home=52.09,1.32&by=bus&latest=2200"
    return {
        **{name: address for name, address in addresses().items() if name not in LIKE_ANOTHER},
        "report of a meeting": f"/meetings/{NOT_INVENTED}/report/",
        "report of a group": f"/groups/{NOT_INVENTED}/report/",
        "tonight": "/meetings/?q=tonight+near+Woodbridge",
        "week": "/meetings/?view=week&near=Ipswich",
        "map with pictures to ask for": "/meetings/?view=map&near=Ipswich",
        "my week": f"/plan/?{week}",
        "my week, empty": "/plan/",
        "my week, what was missed": f"/plan/missed/?{week}",
        "my week, times": f"/plan/times/?{week}",
        "my week, what fits": f"/plan/fit/?{week}",
        "my week, for two": f"/plan/together/?{week}",
        "my week, to take along": f"/plan/take/?{week}",
        "home with a week": f"/?{week}",
        "results with a week": f"/meetings/?near=Ipswich&{week}",
        "week with a week": f"/meetings/?view=week&near=Ipswich&{week}",
        "embedding": "/embed/",
        "frame": "/embed/meetings/?near=Ipswich",
        "accessibility": "/accessibility/",
        "a link that was never sent": "/confirm/never-sent/",
        "home in Welsh": "/cy/",
        "article in Welsh": "/cy/guidance/young-people/",
        "results in Arabic": "/ar/meetings/?near=Ipswich",
        "help now in Arabic": "/ar/help-now/",
    }


FOR_DEVELOPERS = {"style", "style-frame"}
"""Not found where nobody develops."""


def types_of_page() -> set[str]:
    """All that there are, by name. The address of a page ends in a slash, that of a file does not."""
    in_each_language = next(one for one in get_resolver().url_patterns if isinstance(one.pattern, LocalePrefixPattern))

    def names(resolver, space=""):
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                yield from names(one, f"{one.namespace}:" if one.namespace else space)
            elif str(one.pattern).endswith("/") or not str(one.pattern):
                yield space + one.name

    return set(names(in_each_language)) - FOR_DEVELOPERS


def test_each_page_keeps_to_its_budget_and_a_repeat_visit_moves_its_html_alone(page, shipped):
    counter = Counter(page)
    answers, faults = {}, {}
    for name, address in pages().items():
        first, again = counter.first(shipped + address), counter.again(shipped + address)
        answers.setdefault(first.status, []).append(name)
        found = first.faults(OF_THEIR_OWN.get(name, USUAL)) + again.faults_again()
        if found:
            faults[name] = found
        print(f"{name}: {first}")

    assert faults == {}
    assert {status: names for status, names in answers.items() if status != 200} == {
        404: ["not found", "a link that was never sent"]
    }
    in_english = [address for address in pages().values() if not address.startswith(("/cy/", "/ar/"))]
    assert types_of_page() - {resolve(urlsplit(address).path).view_name for address in in_english} == set()


def test_the_map_asks_for_little_more_before_its_first_picture(page, shipped):
    page.route("https://tiles.example.org/**", lambda route: route.fulfill(body=A_TILE, content_type="image/png"))
    counter = Counter(page)
    counter.first(f"{shipped}/meetings/?view=map&near=Ipswich")
    page.get_by_role("button", name="Show map pictures").click()
    page.wait_for_selector(".leaflet-tile-loaded")

    asked = counter.since()

    ours = [one.url.partition("/static/")[2].split(".")[0] for one in asked.asked if one.url.startswith(shipped)]
    assert ours == ["vendor/leaflet/leaflet"] * 2  # its style and its script
    assert 30 * KB < asked.moved() - asked.moved("Image") <= PICTURES


@pytest.fixture
def careless(request):
    """The address of a site that packs nothing, lets nothing be kept, and leaves no room for what comes late."""
    html = "<!doctype html><link rel=icon href=/favicon.svg>" + getattr(request, "param", "")
    files = {
        "/": ("text/html", html),
        "/late/picture.svg": ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='300'/>"),
        "/late/script.js": ("text/javascript", "// nothing"),
    }

    class Host(BaseHTTPRequestHandler):
        def do_GET(self):
            kind, body = files.get(self.path, ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_words):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


FAT = f"<p>{' fat ' * 9 * KB}</p><script src=/late/script.js></script><img src=//localhost:9/one.png width=9 height=9>"


@pytest.mark.parametrize("careless", [FAT], indirect=True, ids=["fat"])
def test_a_fat_page_a_script_and_what_comes_from_elsewhere_are_found(page, careless):
    found = Counter(page).first(careless).faults(Budget(script=10, requests=3))

    assert [re.sub(r"^\d+ ", "", fault) for fault in found] == [
        f"bytes of HTML, of {14 * KB}",
        f"bytes, of {40 * KB}",
        "bytes of script, of 10",
        "requests, of 3",
        "from elsewhere: http://localhost:9/one.png",
    ]


@pytest.mark.parametrize(
    "careless", ["<img src=/late/picture.svg><p>This is pushed down.</p>"], indirect=True, ids=["late"]
)
def test_what_comes_late_and_finds_no_room_and_what_is_moved_again_are_found(page, careless):
    counter = Counter(page)

    first, again = counter.first(careless).faults(USUAL), counter.again(careless).faults_again()

    assert [fault.partition(":")[0] for fault in first] == ["moved on the screen"]
    assert again[:2] == [f"moved again: {careless}late/picture.svg", f"moved again: {careless}favicon.svg"]
