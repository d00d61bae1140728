"""In a real browser: the door of the workplace, by keyboard and on a telephone; axe finds nothing on any page of it."""

import pytest
from django.core.cache import cache

from groups.models import Group, Site
from tests import axe
from tests.staff.people import PASSWORD, code_for, enrol, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = [(390, "light"), (1280, "dark")]


@pytest.fixture(autouse=True)
def workplace(transactional_db):
    Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def complaints(page):
    """What the browser's console complains of."""
    words = []
    page.on("console", lambda message: words.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: words.append(str(error)))
    return words


@pytest.fixture
def boss(workplace):
    return make_person("boss", role="administrator", email="boss@example.org")


@pytest.fixture
def at(page, live_server):
    """`at(path)` opens a page of the workplace."""
    return lambda path: page.goto(f"{live_server.url}/admin/{path}")


def sign_in(page, code=""):
    page.get_by_label("Username").fill("boss")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    if code:
        page.get_by_label("Code").fill(code)
        page.keyboard.press("Enter")


def check(page):
    """Axe finds nothing, on a telephone and wide, light and dark; nothing is cut off."""
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.getAnimations().forEach((one) => one.finish())")  # links change colour slowly
        found = {one["id"]: [node["html"][:120] for node in one["nodes"][:3]] for one in axe.faults(page)}
        assert found == {}, f"{page.url} {width} {scheme}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_who_must_sets_up_a_second_factor_and_signs_in_with_it(page, at, boss, settings, complaints):
    settings.STAFF_SECOND_FACTOR = "required"
    at("groups/group/")
    check(page)
    sign_in(page)

    page.get_by_role("heading", name="Set up your second factor").wait_for()
    check(page)
    key = page.locator(".steps__key").inner_text()
    page.get_by_label("The code that the app shows now").fill(code_for(key))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    check(page)
    codes = page.locator(".recovery code").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="I have them: go on").click()
    page.wait_for_url("**/admin/groups/group/")

    page.get_by_role("button", name="Log out").click()
    at("account/")
    sign_in(page)
    page.get_by_label("Code").wait_for()
    check(page)
    page.get_by_label("Code").fill(codes[0])
    page.keyboard.press("Enter")
    page.get_by_text("9 recovery codes are left.").wait_for()
    check(page)
    assert complaints == [], "\n".join(complaints)


def test_an_ended_session_gives_back_what_was_typed(page, at, boss, complaints):
    codes = enrol(boss)
    at("groups/group/add/")
    sign_in(page, codes[0])
    page.get_by_label("Name:").first.fill('Harbour "Lights" & <b>friends</b> 😀')
    page.locator("#id_description").fill("One\n\n  Two's")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("what you typed is kept on this page").wait_for()
    check(page)
    sign_in(page, codes[1])
    page.get_by_role("heading", name="You are signed in again").wait_for()
    check(page)
    assert Group.objects.count() == 0
    page.get_by_role("button", name="Send it now").click()
    page.locator(".messagelist .success").first.wait_for()

    group = Group.objects.get()
    assert (group.name, group.description) == ('Harbour "Lights" & <b>friends</b> 😀', "One\r\n\r\n  Two's")
    assert complaints == [], "\n".join(complaints)


def test_a_form_that_was_open_while_one_signed_in_elsewhere_is_not_lost(page, at, boss):
    codes = enrol(boss)
    at("groups/group/add/")
    sign_in(page, codes[0])
    page.get_by_label("Name:").first.fill("Harbour Lights")
    other = page.context.new_page()
    page.context.clear_cookies(name="sessionid")
    other.goto(page.url)
    sign_in(other, codes[1])
    other.get_by_label("Name:").first.wait_for()

    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_role("heading", name="Once more, please").wait_for()
    page.get_by_role("button", name="Send it now").click()
    page.locator(".messagelist .success").first.wait_for()

    assert Group.objects.get().name == "Harbour Lights"


def test_somebody_is_invited_and_comes(page, at, boss, browser, live_server, settings, tmp_path, complaints):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    at("people/person/add/")
    sign_in(page)
    page.get_by_label("Email address").fill("ines@example.org")
    check(page)
    page.get_by_label("Editor:").check()
    page.get_by_label("Any area, any programme").first.check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Hand this address over").wait_for()
    check(page)
    path = page.get_by_label("The address").input_value().partition("/admin/")[2]
    page.get_by_role("link", name="Back to the people").click()
    page.get_by_text("has not come yet").wait_for()
    check(page)
    page.get_by_role("link", name="(not come yet)").click()
    page.get_by_role("heading", name="Change person").wait_for()
    check(page)
    page.get_by_role("link", name="Invite again").click()
    page.get_by_role("heading", name="Invite again").wait_for()
    check(page)

    guest = browser.new_context().new_page()
    guest.goto(f"{live_server.url}/admin/{path}")
    check(guest)
    guest.get_by_label("User name").fill("ines")
    for label in ("New password:", "New password confirmation:"):
        guest.get_by_label(label, exact=True).fill("lantern-harbour")
    guest.keyboard.press("Enter")
    guest.wait_for_url("**/admin/")
    guest.context.close()
    assert complaints == [], "\n".join(complaints)


@pytest.mark.parametrize("path", ["password_reset/", "password_reset/done/", "password_reset/chosen/", "welcome/x/"])
def test_the_pages_that_stand_open_are_in_order(page, at, path):
    at(path)

    check(page)


@pytest.mark.parametrize(
    "path", ["account/", "account/recovery-codes/", "account/second-factor/none/", "account/second-factor/"]
)
def test_the_pages_of_ones_account_are_in_order(page, at, boss, path):
    codes = enrol(boss)
    at(path)
    sign_in(page, codes[0])
    page.locator("#user-tools").wait_for()

    check(page)


def test_recovery_codes_print_without_buttons(page, at, boss):
    codes = enrol(boss)
    at("account/recovery-codes/")
    sign_in(page, codes[0])
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Make new codes").click()
    page.emulate_media(media="print")

    assert page.locator(".recovery code").count() == 10
    assert not page.get_by_text("I have them: go on").is_visible()
    assert not page.locator("#header").is_visible()
