"""“Use my location”: only after a press, rounded before it leaves the browser, and every failure has its sentence."""

import pytest

pytestmark = pytest.mark.browser

IPSWICH = {"latitude": 52.05926812, "longitude": 1.15551943}
ASKED = "52.059,1.156"
FAILS = """code => {
  navigator.geolocation.getCurrentPosition = (found, failed) => { window.fail = () => failed({ code }); };
}"""


@pytest.fixture
def page(browser):
    """A browser that knows where it is, and nobody has been allowed to ask it yet."""
    context = browser.new_context(geolocation=IPSWICH, viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def press(page):
    page.get_by_role("button", name="Use my location").click()


def says(page):
    return page.locator("[data-says]").inner_text()


def test_a_press_searches_near_the_rounded_point_and_no_page_shows_it(page, site, told):
    page.context.grant_permissions(["geolocation"])
    page.goto(site)
    page.get_by_label("Town, postcode, or what you need").fill("tuesday")
    press(page)
    page.wait_for_url("**/meetings/**")

    assert page.url == f"{site}/meetings/?q=tuesday&near=52.059%2C1.156"
    assert page.get_by_role("heading", level=1).inner_text() == "Meetings on Tuesday near the place you chose"
    assert page.locator(".pill--without", has_text="near the place you chose").is_visible()
    assert "52.0" not in page.title() + page.locator("body").inner_text()
    assert [url for url in told["requests"] if "52.0592" in url or "1.1555" in url] == []
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


def test_on_the_results_page_it_changes_the_place_and_keeps_the_rest(page, site):
    page.context.grant_permissions(["geolocation"])
    page.goto(f"{site}/meetings/?near=Woodbridge&day=tue&within=5&view=week")
    press(page)
    page.wait_for_url("**52.059**")

    assert page.get_by_role("heading", level=1).inner_text() == "Meetings on Tuesday near the place you chose"
    assert "view=week" in page.url
    assert "within=5" in page.url


def test_a_place_typed_afterwards_takes_the_place_of_the_point_and_an_empty_box_keeps_it(page, site):
    page.goto(f"{site}/meetings/?near={ASKED}")
    page.get_by_role("button", name="Find").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Meetings near the place you chose"

    page.get_by_label("Town or postcode").fill("Woodbridge")
    page.get_by_role("button", name="Find").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Meetings near Woodbridge"


def test_nothing_is_asked_before_the_press(page, site):
    page.add_init_script("navigator.geolocation.getCurrentPosition = () => { throw new Error('asked'); };")
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site)
    page.goto(f"{site}/meetings/?near=Ipswich")

    assert errors == []
    assert says(page) == "Your browser will ask. The point is rounded to about 100 metres and is not kept."


def test_when_the_browser_says_no_the_page_says_so_and_the_box_still_works(page, site):
    page.goto(site)  # permission was never granted: headless Chromium answers for the visitor, with no
    press(page)
    page.wait_for_selector("[data-failed]")

    assert says(page).startswith("Your browser did not tell us where you are.")
    page.get_by_label("Town, postcode, or what you need").fill("Ipswich")
    page.get_by_role("button", name="Find meetings").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Meetings near Ipswich"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (1, "Your browser did not tell us where you are."),
        (2, "Your device could not find out where it is."),
        (3, "It took too long to find out where you are."),
    ],
)
def test_it_tells_that_it_is_looking_then_what_went_wrong_and_can_be_pressed_again(page, site, code, sentence):
    page.goto(f"{site}/meetings/?near=Ipswich")
    page.evaluate(FAILS, code)
    for _ in range(2):
        press(page)
        assert says(page) == "Looking for where you are…"
        page.evaluate("window.fail()")
        assert says(page).startswith(sentence)

    assert page.locator("[data-says]").get_attribute("aria-live") == "polite"
    assert page.evaluate("document.activeElement.textContent.trim()") == "Use my location"


def test_without_script_or_without_such_a_browser_there_is_no_button(browser, page, site):
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(site)
    assert not plain.get_by_role("button", name="Use my location").is_visible()
    plain.context.close()

    page.add_init_script("delete Navigator.prototype.geolocation")
    page.goto(site)
    assert not page.get_by_role("button", name="Use my location").is_visible()


@pytest.mark.parametrize("address", ["/", "/meetings/?near=Ipswich"])
def test_nothing_moves_when_the_button_comes_out(page, site, address):
    page.add_init_script(
        "window.moves = [];"
        "new PerformanceObserver(list => window.moves.push(...list.getEntries()))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(site + address)
    page.get_by_role("button", name="Use my location").wait_for()
    page.wait_for_timeout(300)

    # On a slow machine the page itself may settle by a hair while it still arrives: before the script that we try.
    since = "performance.getEntriesByType('resource').find(one => one.name.includes('locate')).responseEnd"
    moved = f"window.moves.filter(one => one.startTime >= {since}).reduce((sum, one) => sum + one.value, 0)"
    assert page.evaluate(moved) == 0
