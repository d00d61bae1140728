"""Confirming: the log and what is shown say the same, and no older check hides a newer one."""

from datetime import date

import pytest

from groups.models import Confirmation, Group, Meeting, Site
from groups.rules.choices import CheckedBy
from groups.upkeep.confirming import confirm
from tests.factories import make_group, make_meeting

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def shown(model):
    return list(model.objects.order_by("pk").values_list("confirmed_on", "confirmed_by"))


def test_a_check_is_logged_and_shown_together():
    group, other = make_group(), make_group()
    meeting = make_meeting(group=group)

    count = confirm(on=MAY, by=CheckedBy.PHONE, role="editor", groups=[group], meetings=[meeting])

    assert count == 2
    assert list(Confirmation.objects.order_by("pk").values_list("group", "meeting", "on", "by", "role")) == [
        (group.pk, None, MAY, "phone", "editor"),
        (None, meeting.pk, MAY, "phone", "editor"),
    ]
    assert shown(Group) == [(MAY, "phone"), (None, "")]
    assert shown(Meeting) == [(MAY, "phone")]
    assert (group.confirmed_on, group.confirmed_by, other.confirmed_on) == (MAY, "phone", None)


def test_an_older_check_is_logged_but_hides_nothing():
    group = make_group()
    confirm(on=JUNE, by=CheckedBy.VISIT, groups=[group])
    confirm(on=MAY, by=CheckedBy.WEBSITE, groups=[group])

    assert Confirmation.objects.count() == 2
    assert shown(Group) == [(JUNE, "visit")]
    assert (group.confirmed_on, group.confirmed_by) == (JUNE, "visit")


def test_the_later_of_two_checks_on_one_day_is_shown():
    group = make_group()
    confirm(on=MAY, by=CheckedBy.WEBSITE, groups=[group])
    confirm(on=MAY, by=CheckedBy.GROUP, groups=[group])

    assert shown(Group) == [(MAY, "group")]


def test_each_record_keeps_its_own_newest_check():
    newer, never = make_group(confirmed_on=JUNE, confirmed_by="visit"), make_group()

    confirm(on=MAY, by=CheckedBy.EMAIL, groups=Group.objects.all())

    assert shown(Group) == [(JUNE, "visit"), (MAY, "email")]
    assert [newer.pk, never.pk] == list(Group.objects.order_by("pk").values_list("pk", flat=True))


def test_the_revision_rises_where_something_was_checked():
    Site.objects.create(pk=1, name="Somewhere")

    assert confirm(on=MAY, by=CheckedBy.PHONE) == 0
    assert Site.objects.get().revision == 1
    confirm(on=MAY, by=CheckedBy.PHONE, groups=[make_group()])
    assert Site.objects.get().revision == 2
