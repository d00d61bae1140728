"""A page of another site with our code in it, in a real browser: the frame gets as tall as its content, and no more."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests import axe
from tests.browser import seeing

pytestmark = pytest.mark.browser

PAGE = "<!doctype html><html lang=en><title>The surgery</title><body style='margin: 0'><h1>The surgery</h1>{}<p>End</p>"


@pytest.fixture(autouse=True)
def own_address(site, settings):
    """The code names the site by the address that it is served under."""
    settings.SITE_URL = site


@pytest.fixture
def surgery():
    """`surgery(html)`: the address of a page of another site that holds this."""
    with hosting() as host:
        yield host


@contextmanager
def hosting():
    pages = {}

    class Host(BaseHTTPRequestHandler):
        def do_GET(self):
            body = PAGE.format(pages.get(self.path, "")).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def hosted(html):
        path = f"/{len(pages)}.html"
        pages[path] = html
        return f"http://127.0.0.1:{server.server_address[1]}{path}"  # another site, not only another port

    yield hosted
    server.shutdown()
    server.server_close()


def code(page, site, asked="near=Ipswich"):
    """What a webmaster copies."""
    page.goto(f"{site}/embed/?{asked}")
    return page.get_by_label("Code for the list").input_value()


def frame_of(page):
    return page.frame(url="**/embed/meetings/**")


def heights(page):
    """How tall the frame stands in its page, and how tall its content is."""
    inner = frame_of(page).evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    return page.locator("iframe").evaluate("frame => frame.clientHeight"), inner


def settled(page):
    """Waits until the frame stands as tall as its content."""
    page.locator("iframe").scroll_into_view_if_needed()
    page.locator("iframe[data-told]").wait_for()
    page.wait_for_timeout(200)
    return heights(page)


def test_the_frame_gets_as_tall_as_its_content_at_any_width_and_on_every_page_of_the_list(page, site, surgery, told):
    address = surgery(code(page, site))
    for width in (320, 1000):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(address)
        outer, inner = settled(page)
        assert outer == inner > 1500
        assert frame_of(page).evaluate("document.documentElement.scrollWidth <= innerWidth")

    frame_of(page).get_by_role("link", name="Page 4").click()
    page.wait_for_function("document.querySelector('iframe').getBoundingClientRect().top > -1")
    page.wait_for_timeout(500)
    outer, inner = heights(page)
    assert outer == inner
    assert "page=4" in frame_of(page).url
    assert told["errors"] == []


def test_no_cookie_no_storage_no_other_host_and_no_word_of_the_page_around_it(page, site, surgery, told):
    address = surgery(code(page, site))
    told["requests"].clear()
    referrers = []
    page.on("request", lambda request: referrers.append(request.headers.get("referer", "")))
    page.goto(address)
    settled(page)

    assert page.context.cookies() == []
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    assert frame_of(page).evaluate("document.cookie") == ""  # its storage is closed to it by the browser
    host = address.rpartition("/")[0]
    assert [url for url in told["requests"] if not url.startswith((site, host))] == []
    assert [one for one in referrers if one.startswith(host)] == []


def test_a_meeting_opens_on_our_site_in_a_new_tab_that_knows_nothing_of_the_page_it_came_from(page, site, surgery):
    page.goto(surgery(code(page, site)))
    settled(page)

    with page.context.expect_page() as opened:
        frame_of(page).locator("h3 a").first.click()

    tab = opened.value
    tab.wait_for_load_state()
    assert tab.url.startswith(f"{site}/meetings/")
    assert tab.get_by_role("heading", name="Can I come?").is_visible()
    assert tab.evaluate("opener") is None


def test_without_script_it_keeps_its_height_scrolls_and_leads_on(browser, site, page, surgery):
    html = code(page, site)
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(surgery(html))
    plain.locator("iframe").scroll_into_view_if_needed()
    frame = plain.frame_locator("iframe")

    assert frame.get_by_role("heading", level=1).inner_text() == "Meetings near Ipswich"
    assert plain.locator("iframe").bounding_box()["height"] == 600
    frame.get_by_role("link", name="Next").click()
    frame.get_by_text("Page 2").wait_for(state="attached")
    plain.locator("p a").first.click()
    assert plain.url == f"{site}/meetings/?near=Ipswich"


def test_the_script_believes_nobody_but_its_own_frame(page, site, surgery):
    stranger = surgery("<script>parent.postMessage({ meetingsHeight: 77 }, '*')</script>")
    page.goto(surgery(code(page, site) + f"<iframe src='{stranger}'></iframe>"))
    page.locator("iframe").first.scroll_into_view_if_needed()
    page.locator("iframe[data-told]").wait_for()
    before = page.locator("iframe").first.evaluate("frame => frame.clientHeight")
    page.evaluate("postMessage({ meetingsHeight: 66 }, '*')")
    page.wait_for_timeout(300)

    assert page.locator("iframe").first.evaluate("frame => frame.clientHeight") == before > 600
    assert page.locator("iframe").last.evaluate("frame => frame.style.height") == ""


def test_the_frame_tells_its_height_to_whoever_asks_from_around_it_alone(page, site, surgery):
    page.goto(surgery(f"<iframe src='{site}/embed/meetings/?near=Ipswich'></iframe>"))
    page.evaluate("""() => {
        window.heard = [];
        addEventListener('message', (event) => heard.push(event.data));
        const within = document.querySelector('iframe').contentWindow;
        within.postMessage({ meetingsHeight: 1 }, '*');
        within.postMessage('something else', '*');
    }""")
    page.wait_for_timeout(300)
    assert page.evaluate("heard") == []

    page.evaluate("document.querySelector('iframe').contentWindow.postMessage('meetings-height', '*')")
    page.wait_for_function("heard.length")
    assert page.evaluate("heard.map((one) => [Object.keys(one).join(), one.meetingsHeight > 1000])") == [
        ["meetingsHeight", True]
    ]


@pytest.mark.parametrize("path", ["/", "/meetings/?near=Ipswich", "/embed/", "/help-now/", "/embed/meetings/none/"])
def test_no_other_page_of_ours_can_be_framed(page, site, surgery, told, path):
    page.goto(surgery(f"<iframe src='{site}{path}'></iframe>"))
    page.wait_for_timeout(500)

    assert "frame-ancestors" in " ".join(told["errors"]) or "X-Frame-Options" in " ".join(told["errors"])
    assert [one for one in page.frames if one.url.startswith(site) and one.locator("h1").count()] == []


def test_axe_finds_nothing_in_any_theme_or_on_the_page_that_explains(page, site):
    addresses = [
        "/embed/?near=Ipswich", "/embed/?near=Stanton", "/embed/?address=x&kind=y",
        *(f"/embed/meetings/?near=Ipswich&theme={theme}" for theme in ("light", "dark", "none")),
        "/embed/meetings/?near=Ipswich&within=1&day=sun&time=night&kind=smart", "/embed/meetings/?near=Stanton",
        "/embed/meetings/?day=someday&q=i+want+to+die&theme=dark",
    ]  # fmt: skip
    found = []
    for address in addresses:
        for scheme, width in (("light", 320), ("dark", 1280)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(site + address)
            for violation in axe.faults(page):
                found.append(
                    (address, scheme, violation["id"], [node["html"][:120] for node in violation["nodes"][:3]])
                )
            if scheme == "light":
                found += [(address, fault) for fault in seeing.faults(page)]

    assert not found, "\n".join(map(str, found))


def test_the_page_that_explains_shows_the_frame_as_tall_as_it_is_and_copies_its_code(page, site, told):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/embed/")
    page.get_by_label("Town or postcode").fill("Ipswich")
    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Show the list and its code").click()
    outer, inner = settled(page)

    assert outer == inner > 1500
    assert frame_of(page).evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Code for the list").input_value()
    assert told["errors"] == []


def test_the_search_box_leads_to_the_results(page, site, surgery):
    page.goto(f"{site}/embed/")
    box = page.get_by_label("Code for the search box").input_value()
    page.goto(surgery(box))
    page.get_by_label("Find a mutual aid meeting").fill("tonight near Ipswich")
    page.get_by_role("button", name="Find meetings").click()

    assert page.url == f"{site}/meetings/?q=tonight+near+Ipswich"
    assert "near Ipswich" in page.get_by_role("heading", level=1).inner_text()
