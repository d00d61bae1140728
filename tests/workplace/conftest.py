"""Who sits at the desks."""

from tests.admin.conftest import editor_client, observer_client

__all__ = ["editor_client", "observer_client"]
