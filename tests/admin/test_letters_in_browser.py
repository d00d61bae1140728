"""The page of letters that are due in a real browser: axe finds nothing, on any screen, and one press does it."""

import pytest
from django.utils import timezone

from groups.models import Confirmation, Letter
from tests import axe
from tests.admin.test_desk_letters import DESK, DUE, make_letter
from tests.upkeep.writing_letters import make_asked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def staff(page, live_server, admin_client, settings):
    """`staff(path)` opens a page of the admin, signed in."""
    settings.MAIL_IS_SET = True
    cookie = admin_client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": f"{live_server.url}/admin/"}])
    return lambda path: page.goto(f"{live_server.url}{path}")


def test_axe_finds_nothing_on_the_page_light_or_dark_small_or_wide(page, staff):
    letter = make_letter(make_asked("Handed over", letters_ended="gone"), state="answered")
    letter.asked.update(answer="gone", answered_at=timezone.now(), handed_to="new@example.org")
    off = make_letter(make_asked("Off", contact="off@example.org"), state="answered")
    off.asked.update(answer="off", answered_at=timezone.now())
    make_asked("To call", contact="", phone="01394 555 0101", website="https://example.org/")
    make_asked("To ask", contact="other@example.org")
    found = []
    for scheme, width in (("light", 390), ("dark", 1280)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        staff(DUE)
        for one in axe.faults(page, within="#content"):
            found.append((scheme, one["id"], [node["html"][:120] for node in one["nodes"][:2]]))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((scheme, "too wide"))

    assert found == []


def test_letters_leave_and_a_check_is_noted_with_one_press_each(page, staff):
    make_asked("To ask")
    make_asked("To call", contact="")
    staff(DUE)

    page.get_by_role("button", name="Write and send 1 letter").click()
    assert page.locator(".messagelist").inner_text() == "1 letter has left."
    page.get_by_role("button", name="by phone To call").click()
    assert page.locator(".messagelist").inner_text() == "To call: Checked today by phone"

    assert (Letter.objects.get().state, Confirmation.objects.get().by) == ("sent", "phone")
    staff(DESK)
    assert page.locator("#result_list .field-asked_about").inner_text() == "To ask"
