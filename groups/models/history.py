"""What was done to listings: each deed with who, when and from where, and every record's fields before and after."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from groups.rules.choices import ChangeKind, DeedSource


class Deed(models.Model):
    """One thing that somebody did, to one listing or to many; undone as a whole."""

    at = models.DateTimeField(_("when"), db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    by_words = models.CharField(_("by"), max_length=150, blank=True, help_text=_("A user name, or “the group”."))
    source = models.CharField(_("from"), max_length=10, choices=DeedSource.choices)
    said = models.CharField(_("what was done"), max_length=300, blank=True)
    undoes = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="undone_by")

    class Meta:
        verbose_name = _("deed")
        verbose_name_plural = _("recent changes")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="deed_newest_first")]

    def __str__(self):
        return self.said or self.get_source_display()


class Change(models.Model):
    """What a deed made of one record: the fields that differ, as they stood before and as they stand after.

    `before` and `after` hold plain values by field name; `tags`, `access` and `exceptions` are lists of rows. Of an
    added record `before` is empty, of a removed one `after` is; those hold all of it. A private contact is never held:
    in its place stands whether there was one.
    """

    deed = models.ForeignKey(Deed, models.CASCADE, related_name="changes")
    table = models.CharField(_("what"), max_length=20)
    key = models.BigIntegerField(_("number"))
    called = models.CharField(_("called"), max_length=255)
    kind = models.CharField(_("kind"), max_length=8, choices=ChangeKind.choices)
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["pk"]
        indexes = [models.Index(fields=["table", "key", "deed"], name="change_of_record")]

    def __str__(self):
        return f"{self.called}: {self.get_kind_display()}"
