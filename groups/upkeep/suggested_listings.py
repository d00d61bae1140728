"""Writing what was suggested into the listings: fields, another venue, a new group. Within `recording.changing`."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from groups.history import recording
from groups.models import Group, Meeting, Venue
from groups.rules import postcodes, suggested
from groups.rules.choices import Attendance, Precision, Status
from groups.search import areas
from groups.upkeep.points import fill_point
from groups.upkeep.slugs import new_slug

NEW_PLACE, SAME_PLACE = "new", "same"
LIKELY = 5


def put(record: Group | Meeting | Venue, said: Mapping[str, object], *, also: tuple[str, ...] = ()) -> None:
    """Write these fields, as plain values or as Python's, and check every rule of the record; others stay untouched."""
    names = [*said, *also]
    for name, value in said.items():
        field = record._meta.get_field(name)
        setattr(record, field.attname, field.to_python(value))
    if isinstance(record, Meeting):
        names += _follow(record, said)
    untouched = {field.name for field in record._meta.fields} - set(names)
    record.clean_fields(exclude=untouched)
    record.validate_constraints()
    record.save(update_fields=set(names))


def _follow(meeting: Meeting, said: Mapping[str, object]) -> list[str]:
    """What goes with a change: online has no venue, who gives a day and time meets by them."""
    followed = {}
    if said.get("attendance") == Attendance.ONLINE:
        followed |= {"venue": None, "room": "", "door": ""}
    is_online = said.get("attendance") in (Attendance.ONLINE, Attendance.HYBRID)
    if is_online and not (meeting.online_link or meeting.online_phone):
        followed["online_ask"] = True
    if meeting.by_arrangement and "by_arrangement" not in said and _has_time(said):
        followed["by_arrangement"] = False
    for name, value in followed.items():
        if name not in said:
            setattr(meeting, name, value)
    return list(followed)


def _has_time(said: Mapping[str, object]) -> bool:
    return said.get("weekday") is not None and said.get("starts_at") is not None


def put_place(meeting: Meeting, said: Mapping[str, object], place: str, change: recording.Watched) -> tuple[str, ...]:
    """Let it meet at another venue, a new or a known one, or correct the record of its venue.

    Returns the fields of the meeting that differ now, which `put` saves. Room and door are those of the former venue:
    they go with it.
    """
    former = meeting.venue
    if not place:
        place = NEW_PLACE if former is None or suggested.is_another_place(said, facts_of(former)) else SAME_PLACE
    if place == SAME_PLACE and former is not None:
        _correct(former, said, change)
        return ()
    meeting.venue = _known(place) if place.isdecimal() else _new_venue(said, former, change)
    meeting.room = meeting.door = ""
    return ("venue", "room", "door")


def facts_of(venue: Venue) -> dict[str, object]:
    """What a suggestion may say of a venue, as it stands."""
    return {name: getattr(venue, name) for name in suggested.FIELDS["venue"]}


def _correct(venue: Venue, said: Mapping[str, object], change: recording.Watched) -> None:
    change.watch([venue])
    former = venue.postcode
    venue.postcode = str(said.get("postcode", venue.postcode))
    fill_point(venue, former_postcode=former)
    put(venue, _tidied(said), also=("lat", "lng", "precision"))


def _known(place: str) -> Venue:
    venue = Venue.objects.filter(pk=int(place)).first() if len(place) < 18 else None
    if venue is None:
        raise ValidationError(_("There is no such venue any more."))
    return venue


def _new_venue(said: Mapping[str, object], former: Venue | None, change: recording.Watched) -> Venue:
    """In the town of the former one, unless it is said otherwise."""
    venue = Venue(**_tidied(said))
    if former is not None:
        venue.country = former.country
        if "town" not in said and is_in_the_same_town(said, former):
            venue.town, venue.area = former.town, former.area
    fill_point(venue)
    venue.full_clean()
    venue.save()
    change.also(venue)
    return venue


def is_in_the_same_town(said: Mapping[str, object], former: Venue) -> bool:
    """Whether another venue is most likely in the town of the former one: no other part of the country is named."""
    outward = postcodes.outward(str(said.get("postcode") or ""))
    return outward is None or outward == postcodes.outward(former.postcode)


def _tidied(said: Mapping[str, object]) -> dict[str, object]:
    fields = dict(said)
    if fields.get("postcode"):
        typed = str(fields["postcode"])
        fields["postcode"] = postcodes.tidy(typed) or typed.strip().upper()
    return fields


def create(said: suggested.Fields, *, place: str = "", into: Group | None = None) -> Meeting:
    """A new listing: its group (or one more meeting of a known one), its venue, its meeting; listed at once."""
    with recording.changing(*([into] if into else [])) as change:
        meeting = Meeting(status=Status.LISTED)
        facts = {"attendance": Attendance.IN_PERSON, **said.get("meeting", {})}
        if said.get("venue") and facts["attendance"] != Attendance.ONLINE:
            known = place.isdecimal()
            meeting.venue = _known(place) if known else _new_venue(said["venue"], None, change)
        meeting.group = into or _new_group(said.get("group", {}), meeting.venue, change)
        for name, value in facts.items():
            field = Meeting._meta.get_field(name)
            setattr(meeting, field.attname, field.to_python(value))
        _follow(meeting, facts)
        meeting.slug = new_slug(meeting)
        meeting.full_clean()
        meeting.save()
        change.also(meeting)
    return meeting


def _new_group(said: Mapping[str, object], venue: Venue | None, change: recording.Watched) -> Group:
    group = Group(status=Status.LISTED)
    for name, value in said.items():
        field = Group._meta.get_field(name)
        setattr(group, field.attname, field.to_python(value))
    group.area = _area_of(venue)
    group.slug = new_slug(group)
    group.full_clean()
    group.save()
    change.also(group)
    return group


def _area_of(venue: Venue | None):
    """Where it meets decides who of the staff looks after a group."""
    if venue is None:
        return None
    areas.work_out({venue.pk})
    return Venue.objects.select_related("area", "area_worked_out").get(pk=venue.pk).area_that_holds


def venues_like(said: Mapping[str, object], *, among: models.QuerySet[Venue]) -> list[Venue]:
    """Known venues that a proposed one may be, by postcode or name; hidden ones are never offered."""
    postcode, name = str(said.get("postcode") or ""), str(said.get("name") or "")
    asked = models.Q(pk__in=[])
    if postcode:
        asked |= models.Q(postcode__iexact=postcodes.tidy(postcode) or postcode)
    if name:
        asked |= models.Q(name__iexact=name)
    return list(among.filter(asked).exclude(precision=Precision.HIDDEN).order_by("name", "pk")[:LIKELY])


def likely_place(said: Mapping[str, object], former: Venue | None, known: list[Venue]) -> str:
    """What a proposed venue most likely is: a known one of that name and postcode, another one, or the same one."""
    for venue in known:
        facts = facts_of(venue)
        told = [name for name in ("name", "postcode") if said.get(name)]
        if told and venue != former and all(suggested.is_same(f"venue.{n}", said[n], facts[n]) for n in told):
            return str(venue.pk)
    another = former is None or suggested.is_another_place(said, facts_of(former))
    return NEW_PLACE if another else SAME_PLACE
