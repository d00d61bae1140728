"""What calls itself by another name than UTF-8 is read as UTF-8: no sign hides in it that no database stores."""

import pytest

pytestmark = pytest.mark.django_db
SURROGATE = "+2AA-"
"""A lone surrogate, in UTF-7."""


def test_a_form_in_another_encoding_shows_what_was_sent(client):
    body = f'--B\r\nContent-Disposition: form-data; name="note"\r\n\r\n{SURROGATE}\r\n--B--\r\n'

    answer = client.generic("POST", "/suggest/", body, content_type="multipart/form-data; boundary=B; charset=utf-7")

    assert answer.status_code == 200
    assert SURROGATE in answer.content.decode()


@pytest.mark.parametrize("address", ["/meetings/?q=%2B2AA-", "/admin/login/?next=%2B2AA-"])
def test_a_question_in_another_encoding_is_answered(client, address):
    assert client.generic("GET", address, content_type="text/plain; charset=utf-7").status_code == 200
