"""What each role of the staff may do, as one table: nothing of it is kept in rows that could be edited past it."""

from django.contrib.auth.backends import BaseBackend

LISTINGS = ("group", "meeting", "venue")
WORDS = ("area", "programme", "tag", "accessfeature", "place", "placeload", "code", "feed", "feedrun", "site")
KEPT = ("confirmation", "suggestion", "letter", "deed", "change", "linkcheck")

_SEE = {
    *(f"groups.view_{name}" for name in (*LISTINGS, *WORDS, *KEPT)),
    "guidance.view_page",
    "guidance.view_helpline",
    "guidance.view_safetyreading",
}
_EDIT = {f"groups.{verb}_{name}" for verb in ("add", "change") for name in LISTINGS}
_HANDLE = {"groups.change_suggestion"}
_WRITE = {"groups.change_letter", "groups.add_letter"}

_SITE_WIDE = {
    *(f"groups.{verb}_{name}" for verb in ("add", "change") for name in ("area", "programme", "tag", "accessfeature")),
    *(f"groups.{verb}_{name}" for verb in ("add", "change") for name in ("place", "code")),
    *(f"guidance.{verb}_{name}" for verb in ("add", "change") for name in ("page", "helpline")),
}
"""What belongs to no area: an editor who looks after everything keeps it right as well."""

ADMINISTRATOR = "administrator"
"""The role of Django's superusers, who may do everything; all others have a row of their own."""

MAY = {
    "observer": frozenset(_SEE - {"groups.view_suggestion", "groups.view_letter"}),
    "moderator": frozenset((_SEE | _HANDLE) - {"groups.view_letter"}),
    "editor": frozenset(_SEE | _EDIT | _HANDLE | _WRITE),
}
"""Permissions by role. Which listings they hold for, its grants say (`groups/admin/rights.py`). An observer reads no
suggestion and no letter: those hold what people wrote and where to write to them."""


class RoleBackend(BaseBackend):
    """Answers for the permissions of a role, beside Django's own backend."""

    def has_perm(self, user_obj, perm, obj=None):
        return perm in self.get_all_permissions(user_obj)

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous:
            return frozenset()
        may = MAY.get(role_of(user_obj), frozenset())
        return may | _SITE_WIDE if role_of(user_obj) == "editor" and _looks_after_all(user_obj) else may

    def has_module_perms(self, user_obj, app_label):
        return any(perm.partition(".")[0] == app_label for perm in self.get_all_permissions(user_obj))


def role_of(user) -> str:
    """`administrator`, the role that someone has, or nothing. One query, kept on the user in hand."""
    if user.is_superuser:
        return ADMINISTRATOR
    if not hasattr(user, "_role"):
        role = getattr(user, "staff_role", None) if user.pk else None
        user._role = role.role if role else ""
    return user._role


def _looks_after_all(user) -> bool:
    """Whether one of someone's grants is for any area and any programme. One query, kept on the user in hand."""
    if not hasattr(user, "_looks_after_all"):
        user._looks_after_all = user.grants.filter(area=None, programme=None).exists()
    return user._looks_after_all
