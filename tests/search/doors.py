"""Doors: the ways that the product offers of changing a listing, and what search derives from what they leave.

A door is a function of the `World`. One that needs something to be there first yields once that stands: what comes
after the `yield` goes through the door.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.test import Client

from groups.models import (
    AccessAnswer,
    AccessFeature,
    Area,
    Group,
    Meeting,
    MeetingException,
    MeetingTag,
    Posting,
    Programme,
    SearchRow,
    Site,
    Tag,
    Venue,
)
from groups.rules.choices import Precision, Status
from groups.search import index, vocabulary
from tests.admin.pages import filled_in
from tests.factories import make_area, make_group, make_meeting, make_place, make_programme, make_tag, make_venue


@dataclass
class World:
    """A small directory, indexed: one listing of which everything is said, and three others."""

    staff: Client
    folder: Path
    england: Area
    suffolk: Area
    ipswich: Area
    programme: Programme
    tag: Tag
    feature: AccessFeature
    other_feature: AccessFeature
    hall: Venue
    hidden: Venue
    found: Venue
    """Its area was worked out, from a place."""
    group: Group
    meeting: Meeting
    exception: MeetingException
    draft: Group

    def add(self, kind: str, /, **fields) -> None:
        """Add a record at its desk."""
        address = f"/admin/groups/{kind}/add/"
        self._posted(address, filled_in(self.staff.get(address), f"{kind}_form") | fields)

    def save(self, record, **fields) -> None:
        """Change a record at its desk."""
        kind = record._meta.model_name
        address = f"/admin/groups/{kind}/{record.pk}/change/"
        self._posted(address, filled_in(self.staff.get(address), f"{kind}_form") | fields)

    def act(self, name: str, *records, **said) -> None:
        """Do something to some records from their list."""
        sent = {"action": name, "_selected_action": [record.pk for record in records], **said}
        self._posted(f"/admin/groups/{records[0]._meta.model_name}/", sent)

    def delete(self, record) -> None:
        """Delete a record from its page."""
        self._posted(f"/admin/groups/{record._meta.model_name}/{record.pk}/delete/", {"post": "yes"})

    def _posted(self, address: str, form: dict) -> None:
        response = self.staff.post(address, form)
        assert response.status_code == 302, response.context and response.context.get("errors")


def make_world(staff: Client, folder: Path) -> World:
    Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})
    england = make_area("England", kind="nation", nation="england")
    suffolk = make_area("Suffolk", kind="county", parent=england, lat=52.2, lng=1.0)
    ipswich = make_area("Ipswich", parent=suffolk, lat=52.06, lng=1.16)
    make_place("Woodbridge", county="Suffolk", country="GB")
    programme = make_programme("Alcoholics Anonymous", short_name="AA", slug="alcoholics-anonymous", website="")
    feature = AccessFeature.objects.create(slug="step-free", label="Step-free access")
    other_feature = AccessFeature.objects.create(slug="parking", label="Parking")
    hall = make_venue("Trinity Hall", area=ipswich, postcode="IP1 1AA", address="1 Elm Street")
    hidden = make_venue("Secret Hall", area=ipswich, precision=Precision.HIDDEN)
    found = make_venue("Abbey Rooms", town="Woodbridge", lat=52.0938, lng=1.3204)
    AccessAnswer.objects.create(venue=hall, feature=feature, answer="yes")
    group = make_group("Harbour Lights", programme=programme, area=suffolk, description="Kettle on.")
    meeting = make_meeting(name="Candlelight", group=group, venue=hall, note="Side door.")
    MeetingTag.objects.create(meeting=meeting, tag=make_tag("women"))
    exception = MeetingException.objects.create(
        meeting=meeting, kind="cancelled", first="2026-12-28", last="2026-12-28", note="No hall."
    )
    make_meeting(group=group, venue=hidden, weekday=2)
    make_meeting(group=make_group("Quay Group"), venue=found, weekday=3)
    draft = make_group("Beacon", status=Status.DRAFT)
    make_meeting(group=draft, status=Status.DRAFT)
    index.rebuild()
    vocabulary.forget()
    return World(
        staff, folder, england, suffolk, ipswich, programme, Tag.objects.get(), feature, other_feature,
        hall, hidden, found, group, meeting, exception, draft,
    )  # fmt: skip


# --- What is derived


def derived() -> tuple[dict, set]:
    """All derived rows, and all words with the listing in which they stand and what they weigh there."""
    rows = {row["meeting_id"]: row for row in SearchRow.objects.values()}
    return rows, set(Posting.objects.values_list("row", "term__text", "weight"))


def rebuilt() -> tuple[dict, set]:
    index.rebuild()
    return derived()


def follows(door: Callable, world: World) -> None:
    """Through the door; then all that is derived is as a rebuild has it, and the revision has moved on."""
    _go(door, world)
    assert derived() == rebuilt()


def is_missed(door: Callable, world: World, monkeypatch) -> None:
    """The same door where nothing is refreshed: the comparison finds it."""

    def forget_it():
        monkeypatch.setattr(index, "refresh", lambda meetings, **_options: None)

    _go(door, world, at_the_door=forget_it)
    monkeypatch.undo()
    assert derived() != rebuilt()


def _go(door: Callable, world: World, at_the_door: Callable = lambda: None) -> None:
    has_two_steps = inspect.isgeneratorfunction(door)
    if has_two_steps:
        steps = door(world)
        next(steps)
        index.rebuild()
    before = revision()
    at_the_door()
    if has_two_steps:
        assert not list(steps)
    else:
        door(world)
    assert revision() > before


def revision() -> int:
    return Site.objects.get().revision


def named(doors: list[Callable]) -> dict:
    """For pytest's parametrize."""
    return {"argvalues": doors, "ids": [door.__name__.replace("_", "-") for door in doors]}
