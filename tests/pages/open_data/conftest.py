"""A Monday morning in winter, on which the description is held against the answers."""

from datetime import UTC, datetime

import pytest


@pytest.fixture(autouse=True)
def monday(clock):
    clock(datetime(2026, 11, 23, 9, tzinfo=UTC))
