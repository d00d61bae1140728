"""People of the staff in words: their role, and the listings that they look after."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from groups.models.staff import Grant
from groups.rules.choices import Role
from mutualaid.roles import ADMINISTRATOR, role_of


def role_words(person: User) -> str:
    """`Editor: changes the listings that they look after`."""
    role = role_of(person)
    if role == ADMINISTRATOR:
        return _("Administrator: does everything, and invites others")
    return str(dict(Role.choices).get(role, _("None: may sign in, and do nothing")))


def role_name(person: User) -> str:
    """`Editor`."""
    return role_words(person).partition(":")[0]


def grant_words(grant: Grant) -> str:
    """`Al-Anon in Suffolk`."""
    if grant.area and grant.programme:
        return _("%(programme)s in %(area)s") % {"programme": grant.programme, "area": grant.area}
    if grant.area:
        return _("everything in %(area)s") % {"area": grant.area}
    return _("%(programme)s everywhere") % {"programme": grant.programme} if grant.programme else _("everything")


def looks_after(person: User, grants: Iterable[Grant]) -> list[str]:
    """The listings that somebody may change, a line for each grant."""
    if role_of(person) == ADMINISTRATOR:
        return [_("everything")]
    return [grant_words(grant) for grant in grants]
