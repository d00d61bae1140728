"""Who sits at the desks, and of which site."""

import pytest
from django.contrib.auth.models import Permission, User

from groups.models import Site


@pytest.fixture
def site(db):
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0]


@pytest.fixture
def editor_client(client):
    """Somebody who may see, add and change whatever there is, but is no administrator."""
    editor = User.objects.create_user("editor", password="harbour-lights", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["groups", "guidance"]))
    client.force_login(editor)
    return client


@pytest.fixture
def observer_client(client):
    """Somebody who may only look."""
    observer = User.objects.create_user("observer", password="harbour-lights", is_staff=True)
    may_see = Permission.objects.filter(content_type__app_label__in=["groups", "guidance"], codename__startswith="view")
    observer.user_permissions.set(may_see)
    client.force_login(observer)
    return client
