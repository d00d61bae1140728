"""Where a record came from: the feed that made it, its key there, and what the feed last said of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FromFeed(models.Model):
    """A record that a feed may have made.

    `feed_values` holds what the feed last said, by field. A field that holds another value was changed by staff: it is
    pinned, the feed leaves it alone, and the difference can be shown.
    """

    feed = models.ForeignKey(
        "groups.Feed", models.PROTECT, null=True, blank=True, editable=False, related_name="made_%(class)ss"
    )
    feed_key = models.CharField(_("key in the feed"), max_length=255, blank=True, editable=False)
    last_seen = models.DateTimeField(_("last seen in the feed"), null=True, blank=True, editable=False)
    feed_values = models.JSONField(_("as the feed says"), default=dict, blank=True, editable=False)

    class Meta:
        abstract = True


def once_per_feed(name: str) -> models.UniqueConstraint:
    """One record for each key of a feed."""
    return models.UniqueConstraint(
        name=name,
        fields=["feed", "feed_key"],
        condition=models.Q(feed__isnull=False),
        violation_error_message=_("This feed has a record with this key already."),
    )
