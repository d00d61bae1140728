"""Passcodes, and people's own addresses and numbers, stay out of what goes public."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.keeping_private import (
    is_private_email,
    mask_private,
    private_in,
    take_out_passcode,
    take_passcode_off_link,
    take_passcode_off_phone,
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Meeting ID: 123 456 7890 Passcode: 12345", "Meeting ID: 123 456 7890"),
        ("Zoom ID 123 456 789, password: serenity. All welcome.", "Zoom ID 123 456 789. All welcome."),
        ("Pass code is “one day”, side door", "side door"),
        ("Passcode 164", ""),
        ("PIN 1234, Jones Hall", "Jones Hall"),
        ("Access code: 123456# then wait", "then wait"),
        ("Meeting ID 123 (Passcode: 999) upstairs", "Meeting ID 123 upstairs"),
        ("Password: OneDay\nBring a friend", "Bring a friend"),
        ("Contraseña: amor", ""),
        ("https://zoom.us/j/1?pwd=abc&x=1 upstairs", "https://zoom.us/j/1?x=1 upstairs"),
    ],
)
def test_a_passcode_is_taken_out_with_its_label(text, kept):
    assert take_out_passcode(text) == (kept, True)


@pytest.mark.parametrize("text", ["Zoom-ID 99, Passwort123456", "Zoom-ID 99 passcode4711."])
def test_a_passcode_may_follow_its_label_at_once(text):
    assert take_out_passcode(text)[0].rstrip(".") == "Zoom-ID 99"


@pytest.mark.parametrize(
    "text", ["Passcode required", "Ask for the passcode by e-mail", "The passcode is on our website", "Bypass the hall"]
)
def test_a_text_about_passcodes_stays(text):
    assert take_out_passcode(text) == (text, False)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("passcode: removed Dial-In-passcode: removed", ""),
        ("passcode: removed Dial-In-passcoderemoved", ""),
        ("passcode: removed Wheelchair Access", "Wheelchair Access"),
        ("passcode: removed Dial-In-passcode: removed . The meeting is upstairs", "The meeting is upstairs"),
        ("Note the new meeting ID & passcoderemoved", "Note the new meeting ID"),
    ],
)
def test_a_passcode_that_is_blanked_already_vanishes_without_a_word(text, kept):
    assert take_out_passcode(text) == (kept, False)


@pytest.mark.parametrize(
    ("link", "kept", "found"),
    [
        ("https://us02web.zoom.us/j/123?pwd=Secret", "https://us02web.zoom.us/j/123", True),
        ("https://teams.live.com/meet/9?p=Secret", "https://teams.live.com/meet/9", True),
        ("https://example.org/page?p=7", "https://example.org/page?p=7", False),
        ("https://zoom.us/j/123", "https://zoom.us/j/123", False),
    ],
)
def test_a_link_loses_its_passcode(link, kept, found):
    assert take_passcode_off_link(link) == (kept, found)


@pytest.mark.parametrize(
    ("number", "kept", "found"),
    [
        ("+16465588656,,123456789#,,,,*456456#", "+16465588656,,123456789#", True),
        ("+16465588656,,123456789#,,#,456456#", "+16465588656,,123456789#", True),
        ("+16465588656,,123456789#,,1#,456456#", "+16465588656,,123456789#", True),
        ("+16465588656,,123456789#,,,,,##", "+16465588656,,123456789#", False),
        ("+16465588656,,123456789#", "+16465588656,,123456789#", False),
        ("020 7946 0000", "020 7946 0000", False),
    ],
)
def test_a_dial_string_keeps_the_meeting_and_loses_the_passcode(number, kept, found):
    assert take_passcode_off_phone(number) == (kept, found)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Call Jo on 07700 900123.", "Call Jo on […]."),
        ("+44 7700 900 123 or +44 (0)7700 900123", "[…] or […]"),
        ("ring 302-555-0123 for a lift", "ring […] for a lift"),
        ("(302) 555-0123", "[…]"),
        ("jo.bloggs@example.org", "[…]"),
    ],
)
def test_what_looks_like_a_persons_address_or_mobile_is_masked(text, masked):
    assert mask_private(text) == (masked, True)


@pytest.mark.parametrize(
    "text",
    [
        "info@example.org or 020 7946 0000",
        "helpline 0800 9177 650, 1-800-555-1234",
        "Dial in on 646-558-8656, ID 825 555 1234",
        "Meets 7:30 to 9:00, room 12, since 1985",
    ],
)
def test_roles_helplines_and_numbers_to_dial_in_to_stay(text):
    assert mask_private(text) == (text, False)


def test_what_would_be_masked_can_be_named():
    text = "jo.bloggs@example.org or info@example.org, 07700 900123, 020 7946 0000, dial in on 646-558-8656"

    assert private_in(text) == ["jo.bloggs@example.org", "07700 900123"]


@given(st.text())
def test_what_is_named_is_what_is_masked(text):
    assert bool(private_in(text)) == mask_private(text)[1]


def test_a_role_is_told_from_a_person():
    assert not is_private_email("ipswichgroup@example.org")
    assert is_private_email("maria.h@example.org")


@given(st.text())
def test_no_text_breaks_the_gate_and_a_second_pass_finds_nothing_to_mask(text):
    kept, _found = take_out_passcode(text)
    masked, _found = mask_private(kept)
    assert mask_private(masked) == (masked, False)


@given(st.from_regex(r"\A[A-Za-z0-9]{4,12}\Z"), st.sampled_from(["Passcode: ", "password = ", "Zoom passcode:"]))
def test_no_passcode_survives_its_label(passcode, label):
    kept, found = take_out_passcode(f"Meeting 99. {label}{passcode}x1, side door")
    assert found and f"{passcode}x1" not in kept and "side door" in kept
