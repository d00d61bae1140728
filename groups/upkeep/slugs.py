"""The names of records in addresses: a free one for a new record, and the way from a former one."""

from django.db import models, transaction
from django.utils.text import slugify

from groups.models import Area, Group, Meeting, OldSlug, Programme
from groups.rules.choices import Weekday


def new_slug(record: Group | Meeting | Area | Programme) -> str:
    """A slug made from what the record is called, which no record of its kind has or ever had."""
    return free_slug(type(record), _called(record) if isinstance(record, Meeting) else record.name)


def free_slug(model: type[models.Model], text: str) -> str:
    """The text as a slug, with a number behind it where that is or was another's."""
    longest = model._meta.get_field("slug").max_length
    wanted = slugify(text)[: longest - 6].strip("-") or model._meta.model_name
    was = OldSlug.objects.filter(kind=model._meta.model_name, slug__startswith=wanted)
    taken = {
        *model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True),
        *was.values_list("slug", flat=True),
    }
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


@transaction.atomic
def keep_old_slug(*, kind: str, old: str, new: str) -> None:
    """Let a former address lead to the present one, and what led there too. `kind` is the model's name."""
    slugs = OldSlug.objects.filter(kind=kind)
    slugs.filter(slug=new).delete()
    slugs.filter(leads_to=old).update(leads_to=new)
    OldSlug.objects.update_or_create(kind=kind, slug=old, defaults={"leads_to": new})


def _called(meeting: Meeting) -> str:
    """Its title with the day and the time, in the words of addresses: `Harbour Lights monday 7-30pm`."""
    words = [meeting.title]
    if not meeting.by_arrangement and meeting.weekday is not None and meeting.starts_at is not None:
        day = Weekday(meeting.weekday).name.lower()
        words += [] if day in slugify(meeting.title).split("-") else [day]
        words.append(f"{meeting.starts_at:%I-%M%p}".lower().lstrip("0").replace("-00", ""))
    return " ".join(words)
