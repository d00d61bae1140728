"""Who is asking: one question for the person, their role and their second factor. Rights come from the roles alone."""

from django.contrib.auth.backends import ModelBackend

from mutualaid.staff.models import Person

BACKEND = "mutualaid.staff.backend.StaffBackend"


class StaffBackend(ModelBackend):
    """Checks names and passwords as Django does. What someone may do, `mutualaid.roles` says; rows of permissions,
    such as an older account may have, count for nothing."""

    def get_user(self, user_id):
        person = Person.objects.with_standing().filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None

    def get_user_permissions(self, user_obj, obj=None):
        return set()

    def get_group_permissions(self, user_obj, obj=None):
        return set()

    def get_all_permissions(self, user_obj, obj=None):
        return set()

    def has_module_perms(self, user_obj, app_label):
        return False
