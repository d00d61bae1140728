"""A small directory to go through doors of."""

import pytest

from tests.search.doors import make_world


@pytest.fixture
def world(admin_client, tmp_path):
    return make_world(admin_client, tmp_path)
