"""In a real browser, the content policy and the permissions policy stop nothing of ours and are understood in full."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints(page):
    """What the browser's console has to say."""
    words = []
    page.on("console", lambda message: words.append(message.text))
    page.on("pageerror", lambda error: words.append(str(error)))
    return words


def test_staff_sign_in_and_work_without_a_complaint(page, live_server, admin_user, complaints):
    admin_user.set_password("a long enough word")
    admin_user.save()

    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill(admin_user.username)
    page.get_by_label("Password").fill("a long enough word")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{live_server.url}/admin/")
    page.goto(f"{live_server.url}/admin/people/person/{admin_user.pk}/change/")

    assert page.locator("#id_email").input_value() == admin_user.email
    assert page.locator(".add-row a").count() == 1  # made by the admin's own script
    assert complaints == []


def test_the_first_page_loads_without_a_complaint_and_leaves_nothing_behind(page, live_server, complaints):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(live_server.url)

    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert complaints == []


def test_the_policy_stops_what_is_not_ours(page, live_server, complaints):
    """The scanner of complaints first finds one planted for it."""
    page.goto(live_server.url)

    page.evaluate("document.head.append(Object.assign(document.createElement('style'), {textContent: 'b {}'}))")

    assert "Content Security Policy" in " ".join(complaints)
