"""Taking the demonstration away, with all that only it used, and nothing else."""

from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from groups.history import recording
from groups.models import DEMONSTRATION, Area, Confirmation, Feed, Group, Meeting, OldSlug, SearchRow, Site, Venue
from groups.rules.choices import DeedSource
from groups.search import index

HOME_AREA = "suffolk"
NOTHING_ON_THE_SITE = {"home_area_id": None, "area_covered": ""}
ON_THE_SITE = "on_the_site"
"""Under this name the home area remembers what the demonstration filled in on the Site."""


class NoDemonstration(Exception):
    """There is no demonstration to take away."""


@dataclass(frozen=True)
class Cleared:
    """How much was taken away, and how much stays, real from now on, because real records use it."""

    groups: int
    meetings: int
    kept: int


@transaction.atomic
def clear() -> Cleared:
    """Delete what hangs on the demonstration's feed, and the feed; NoDemonstration where there is none.

    A group in which somebody has entered a meeting of their own stays, as does a venue or area that a real record uses:
    they lose their mark. Places stay too: they are facts, and visitors go on typing them.

    It is one deed without the changes of each record: what was invented is not brought back but loaded again.
    """
    with recording.deed(DeedSource.COMMAND, by_words="clear_demo", said=_("The demonstration was taken away")) as doing:
        cleared = _clear()
        doing.stored()
    return cleared


def _clear() -> Cleared:
    index.hold()
    feed = Feed.objects.filter(name=DEMONSTRATION).first()
    if feed is None:
        raise NoDemonstration
    forget_checks(feed)
    _take_back_from_site(feed)
    Feed.objects.filter(pk=feed.pk).update(area=None)

    meetings = _delete(Meeting.objects.filter(feed=feed))
    groups = _delete(Group.objects.filter(feed=feed, meetings__isnull=True))
    _delete(_unused(Venue, feed))
    loose = _let_go_of_areas(feed)
    while _delete(_unused(Area, feed)):  # the parts of an area go before it
        pass
    kept = [record for model in (Group, Venue, Area) for record in model.objects.filter(feed=feed)]
    for record in kept:
        _make_real(record)
    feed.delete()
    index.changed(*kept, *Venue.objects.filter(pk__in=loose))
    return Cleared(groups, meetings, len(kept))


@transaction.atomic
def would_clear() -> Cleared:
    """What `clear` would take away, found out by doing it and taking it back; NoDemonstration where there is none."""
    try:
        return clear()
    finally:
        transaction.set_rollback(True)


def forget_checks(feed: Feed) -> None:
    """Take its invented checks out of the log; what was checked shows the newest of those left, if any."""
    for model, owner in ((Group, "group"), (Meeting, "meeting")):
        Confirmation.objects.filter(role=DEMONSTRATION, **{f"{owner}__feed": feed}).delete()
        newest = Confirmation.objects.filter(**{owner: OuterRef("pk")}).order_by("-on", "-pk")
        model.objects.filter(feed=feed).update(
            confirmed_on=Subquery(newest.values("on")[:1]),
            confirmed_by=Coalesce(Subquery(newest.values("by")[:1]), Value("")),
        )


def _take_back_from_site(feed: Feed) -> None:
    """Empty what the demonstration filled in on the Site, but where somebody has changed it since."""
    for home in Area.objects.filter(feed=feed, feed_key=HOME_AREA):
        for field, value in home.feed_values.get(ON_THE_SITE, {}).items():
            Site.objects.filter(pk=1, **{field: value}).update(**{field: NOTHING_ON_THE_SITE[field]})


def _let_go_of_areas(feed: Feed) -> list[int]:
    """What was only worked out keeps no area here; return the venues to which that was done, to be worked out anew."""
    venues = Venue.objects.filter(area_worked_out__feed=feed)
    loose = list(venues.values_list("pk", flat=True))
    venues.update(area_worked_out=None)
    SearchRow.objects.filter(area__feed=feed).update(area=None)
    return loose


def _unused(model: type[models.Model], feed: Feed) -> models.QuerySet:
    """Those of the feed to which no record points but by its own parts, such as access answers."""
    unused = model.objects.filter(feed=feed)
    for field in model._meta.get_fields(include_hidden=True):
        if field.one_to_many and field.on_delete is not models.CASCADE:
            pointing = field.related_model._default_manager.filter(**{field.remote_field.name: OuterRef("pk")})
            unused = unused.filter(~Exists(pointing))
    return unused


def _delete(records: models.QuerySet) -> int:
    """Delete them, and the old addresses that lead to them; return how many they were."""
    model = records.model
    keys = list(records.values_list("pk", flat=True))
    if model is not Venue:
        _forget_slugs(model, set(model.objects.filter(pk__in=keys).values_list("slug", flat=True)))
    model.objects.filter(pk__in=keys).delete()
    return len(keys)


def _forget_slugs(model: type[models.Model], gone: set[str]) -> None:
    while gone:  # an old slug may lead to another old one
        old = OldSlug.objects.filter(kind=model._meta.model_name, leads_to__in=gone)
        gone = set(old.values_list("slug", flat=True))
        old.delete()


def _make_real(record: models.Model) -> None:
    record.feed, record.feed_key, record.feed_values, record.last_seen = None, "", {}, None
    record.save(update_fields=["feed", "feed_key", "feed_values", "last_seen"])
