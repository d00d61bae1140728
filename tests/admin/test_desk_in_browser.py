"""In a real browser: a group and its meeting are entered, found and closed, and no policy stands in the way."""

import pytest

from groups.models import Group, Meeting
from tests.factories import make_programme, make_tag, make_venue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints(page):
    """What the browser's console has to say."""
    words = []
    page.on("console", lambda message: words.append(message.text))
    page.on("pageerror", lambda error: words.append(str(error)))
    return words


@pytest.fixture
def staff(page, live_server, admin_user, complaints):
    """A page on which an administrator has signed in; `staff(path)` opens one of the admin."""
    admin_user.set_password("a long enough word")
    admin_user.save()
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill(admin_user.username)
    page.get_by_label("Password").fill("a long enough word")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{live_server.url}/admin/")
    return lambda path: page.goto(f"{live_server.url}/admin/{path}")


def choose(page, field: str, typed: str) -> None:
    """Pick the first answer of an autocomplete, as one does with the keyboard."""
    page.locator(f"#{field} + .select2").click()
    page.locator(".select2-search__field").fill(typed)
    page.locator(".select2-results__option--highlighted").filter(has_not_text="Searching").wait_for()
    page.keyboard.press("Enter")


def test_a_group_is_entered_on_one_page_and_found_by_its_postcode(page, staff, complaints):
    make_programme("Alcoholics Anonymous", short_name="AA")
    make_venue("Trinity Hall", town="Woodbridge", postcode="IP12 1AA")
    staff("groups/group/add/")

    page.get_by_label("Name:").first.fill("Harbour Lights")
    choose(page, "id_programme", "AA")
    page.locator("#id_meetings-0-weekday").select_option("Tuesday")
    page.locator("#id_meetings-0-starts_at").fill("7.30pm")
    page.locator("#id_meetings-0-weeks").get_by_label("2nd").check()
    page.locator("#id_meetings-0-weeks").get_by_label("4th").check()
    choose(page, "id_meetings-0-venue", "ip121aa")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.locator(".messagelist .success").wait_for()

    staff("groups/group/?q=ip121aa")
    assert "2nd and 4th Tuesdays, 7:30pm: Trinity Hall, Woodbridge (Draft)" in page.locator("#result_list").inner_text()
    page.locator(".action-select").check()
    page.locator("select[name=action]").select_option("publish")
    page.get_by_role("button", name="Run").or_(page.get_by_role("button", name="Go")).click()
    page.locator(".messagelist .success").wait_for()
    assert page.locator(".messagelist li").all_inner_texts() == [
        "Published: Harbour Lights.",
        "See what was changed, or undo it",
    ]
    assert (Group.objects.get().status, Meeting.objects.get().status) == ("listed", "listed")
    assert complaints == []


def test_another_line_is_added_by_a_press(page, staff, complaints):
    make_tag("women")
    staff("groups/meeting/add/")

    page.locator("#exceptions-group .add-row a").click()
    page.locator("#meeting_tags-group .add-row a").click()

    assert page.locator("#id_exceptions-0-starts_at").is_visible()
    assert page.locator("#meeting_tags-1 .tick-row label").count() == 6
    assert complaints == []


def test_a_page_fits_a_telephone(page, staff, complaints):
    page.set_viewport_size({"width": 360, "height": 740})
    staff("groups/meeting/add/")

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []
