"""The second factor: codes that a telephone counts, and ten recovery codes on paper for the day it is lost.

The devices and the counting are django-otp's. Recovery codes are kept as keyed hashes alone, so they are seen once.
"""

import re
import secrets
import time
from base64 import b32encode
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp import verify_token
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is easily taken for another
CODE_LENGTH = 10
CODES = 10
HASH_LENGTH = 16  # what the column holds: 64 bits, under the site's key
TELEPHONE = "telephone"
PAPER = "paper"


def of(user: User) -> int | None:
    """The number of someone's second factor; nothing where they have none. Asks only if the person in hand was not
    fetched with it."""
    if not hasattr(user, "second_factor"):
        devices = TOTPDevice.objects.filter(user_id=user.pk, confirmed=True).order_by("pk")
        user.second_factor = devices.values_list("pk", flat=True).first()
    return user.second_factor


def proposed(user: User, key: str = "") -> TOTPDevice:
    """A device that is not kept yet, with this key or a new one."""
    return TOTPDevice(user=user, name=TELEPHONE, key=key or default_key())


def key_to_type(device: TOTPDevice) -> str:
    """The key as an app takes it, in fours: `JBSW Y3DP …`."""
    return " ".join(re.findall(".{1,4}", b32encode(device.bin_key).decode().rstrip("=")))


def fits(device: TOTPDevice, code: str) -> bool:
    """Whether a code shows that somebody's telephone counts with the key of a proposed device; the device then knows
    where it stands, so that this code is used up."""
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits)
    clock.time = time.time()
    if not re.fullmatch("[0-9]{6}", tidy(code)) or not clock.verify(int(tidy(code)), tolerance=device.tolerance):
        return False
    device.drift, device.last_t = clock.drift, clock.t()
    return True


@transaction.atomic
def take_on(device: TOTPDevice) -> list[str]:
    """Keep a proposed device, of which a code fitted, as the person's only one; return their new recovery codes."""
    _forget_devices(device.user)
    device.save()
    device.user.second_factor = device.pk
    return new_recovery_codes(device.user)


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Ten codes that each work once; those before them no longer do."""
    StaticDevice.objects.filter(user_id=user.pk).delete()
    device = StaticDevice.objects.create(user_id=user.pk, name=PAPER)
    codes = ["".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH)) for _code in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_hash(code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user_id=user.pk).count()


def is_right(user: User, code: str) -> bool:
    """Whether this is the code that their telephone shows, or one of their recovery codes, which is then used up."""
    code = tidy(code)
    device = _device_for(user, code)
    return device is not None and verify_token(user, device.persistent_id, _as_kept(device, code)) is not None


def waits_until(user: User, code: str) -> datetime | None:
    """Until when django-otp takes no code of this kind from them, after wrong ones; nothing if it does."""
    device = _device_for(user, tidy(code))
    _is_allowed, why = device.verify_is_allowed() if device else (True, None)
    return (why or {}).get("locked_until")


@transaction.atomic
def take_away(user: User) -> None:
    """Leave someone without a second factor, and without recovery codes."""
    _forget_devices(user)
    StaticDevice.objects.filter(user_id=user.pk).delete()
    user.second_factor = None


def tidy(code: str) -> str:
    """A code as people type it: with spaces or hyphens, in capitals."""
    return re.sub(r"[\s\-–—]", "", code).casefold()


def _device_for(user: User, code: str) -> TOTPDevice | StaticDevice | None:
    kind = TOTPDevice if re.fullmatch("[0-9]{6}", code) else StaticDevice
    return kind.objects.filter(user_id=user.pk, confirmed=True).order_by("pk").first()


def _as_kept(device: TOTPDevice | StaticDevice, code: str) -> str:
    return _hash(code) if isinstance(device, StaticDevice) else code


def _hash(code: str) -> str:
    return salted_hmac("mutualaid.staff.recovery", code, algorithm="sha256").hexdigest()[:HASH_LENGTH]


def _forget_devices(user: User) -> None:
    TOTPDevice.objects.filter(user_id=user.pk).delete()
