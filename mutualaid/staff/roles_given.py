"""Giving somebody a role, so that it counts from their next request on."""

from django.db import transaction

from groups.models.staff import StaffRole
from mutualaid.roles import ADMINISTRATOR, MAY, role_of
from mutualaid.staff import sessions
from mutualaid.staff.models import Person


@transaction.atomic
def give(person: Person, role: str) -> None:
    """Make somebody an administrator, or give them one of the other roles. Who loses rights, or the account, is signed
    out everywhere: a page that is open there would offer what they may no longer do."""
    before = role_of(Person.objects.get(pk=person.pk))
    person.is_superuser, person.is_staff = role == ADMINISTRATOR, True
    person.save(update_fields=["is_superuser", "is_staff"])
    if role == ADMINISTRATOR:
        StaffRole.objects.filter(user=person).delete()
    else:
        StaffRole.objects.update_or_create(user=person, defaults={"role": role})
    if not person.is_active or _loses(before, role):
        sessions.end(person)


def is_last_administrator(person: Person) -> bool:
    """Whether nobody else could do everything. Holds the other administrators until the transaction ends, so that two
    who demote each other at once do not both succeed."""
    held = list(Person.objects.administrators().order_by("pk").select_for_update().values_list("pk", flat=True))
    return held == [person.pk]


def _loses(before: str, role: str) -> bool:
    if role == ADMINISTRATOR or before == role:
        return False
    return before == ADMINISTRATOR or not MAY.get(before, frozenset()) <= MAY[role]
