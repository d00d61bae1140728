"""What a test of the staff's door needs: a person, a telephone, the forms of a page, and the steps of signing in."""

import re
import time
from base64 import b32decode

from django.contrib.auth.models import User
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from groups.models import StaffRole
from mutualaid.staff import second_factor
from mutualaid.staff.models import Person

PASSWORD = "harbour-lights"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def make_person(name, *, role="", **fields):
    """Somebody of the staff, who may sign in with PASSWORD."""
    fields.setdefault("is_superuser", role == "administrator")
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True, **fields)
    if role not in ("", "administrator"):
        StaffRole.objects.create(user=user, role=role)
    return Person.objects.get(pk=user.pk)


def enrol(person) -> list[str]:
    """Give somebody a second factor; return their recovery codes."""
    TOTPDevice.objects.create(user_id=person.pk, name="telephone")
    return second_factor.new_recovery_codes(person)


def code_of(person, *, ahead=0) -> str:
    """What somebody's telephone shows now, or some steps ahead."""
    device = TOTPDevice.objects.get(user_id=person.pk)
    return code_for(device.bin_key, ahead=ahead)


def code_for(key: bytes | str, *, ahead=0) -> str:
    """The code of a key: of its bytes, or of the letters that one types into an app."""
    if isinstance(key, str):
        key = b32decode(key.replace(" ", ""))
    clock = TOTP(key)
    clock.time = time.time() + ahead * 30
    return f"{clock.token():06d}"


def hidden(response) -> dict[str, str]:
    """What a page carries on."""
    import html

    return {name: html.unescape(value) for name, value in HIDDEN.findall(response.content.decode())}


def sign_in(client, name, password=PASSWORD, **fields):
    """The first step."""
    return client.post("/admin/login/", {"username": name, "password": password, **fields})


def show_code(client, page, code):
    """The second step, from the page that the first one led to."""
    return client.post("/admin/login/code/", {**hidden(page), "code": code})


def is_in(client) -> bool:
    """Whether a page opens that is everybody's of the workplace."""
    return client.get("/admin/account/").status_code == 200
