"""The helplines come with a release, and what staff know better stays."""

import json
from datetime import date

import pytest

from guidance import shipping
from guidance.models import Helpline
from guidance.shipping import bring_in_helplines

pytestmark = pytest.mark.django_db

ROWS = json.loads(shipping.HELPLINES.read_text(encoding="utf-8"))
SLUGS = [row["slug"] for row in ROWS]


def slugs_of(brought):
    return [helpline.slug for helpline in brought.added], [helpline.slug for helpline in brought.changed]


def test_every_helpline_comes_in_once_in_its_order_and_unchecked():
    assert slugs_of(bring_in_helplines()) == (SLUGS, [])
    assert slugs_of(bring_in_helplines()) == ([], [])

    assert list(Helpline.objects.values_list("slug", flat=True)) == SLUGS
    assert Helpline.objects.filter(checked_on__isnull=False).count() == 0
    for helpline in Helpline.objects.all():
        helpline.full_clean()


def test_hours_that_staff_set_stay_and_a_number_follows_the_next_release(tmp_path, monkeypatch):
    bring_in_helplines()
    Helpline.objects.filter(slug="samaritans").update(hours="Always", checked_on=date(2026, 5, 1))
    next_release = tmp_path / "helplines.json"
    next_release.write_text(json.dumps([row | {"hours": "Mornings", "number": "0808 157 0000"} for row in ROWS]))
    monkeypatch.setattr(shipping, "HELPLINES", next_release)

    assert slugs_of(bring_in_helplines()) == ([], SLUGS)

    samaritans = Helpline.objects.get(slug="samaritans")
    assert (samaritans.hours, samaritans.number, samaritans.checked_on) == (
        "Always",
        "0808 157 0000",
        date(2026, 5, 1),
    )
