"""Who sits at the desks, and of which site."""

import pytest
from django.contrib.auth.models import Permission, User

from groups.models import Grant, Site, StaffRole
from groups.rules.choices import Role


@pytest.fixture
def site(db):
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0]


@pytest.fixture
def editor_client(client):
    """Somebody who looks after all listings and may see, add and change whatever there is, but no administrator."""
    editor = User.objects.create_user("editor", password="harbour-lights", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["groups", "guidance"]))
    StaffRole.objects.create(user=editor, role=Role.EDITOR)
    Grant.objects.create(user=editor)
    client.force_login(editor)
    return client


@pytest.fixture
def observer_client(client):
    """Somebody who may only look."""
    observer = User.objects.create_user("observer", password="harbour-lights", is_staff=True)
    may_see = Permission.objects.filter(content_type__app_label__in=["groups", "guidance"], codename__startswith="view")
    observer.user_permissions.set(may_see)
    StaffRole.objects.create(user=observer, role=Role.OBSERVER)
    client.force_login(observer)
    return client
