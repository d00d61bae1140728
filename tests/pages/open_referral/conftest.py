"""A Monday morning in winter, on which the API is asked."""

from datetime import UTC, datetime

import pytest


@pytest.fixture(autouse=True)
def monday(clock, settings):
    settings.SITE_URL = "http://testserver"
    clock(datetime(2026, 1, 5, 9, tzinfo=UTC))
