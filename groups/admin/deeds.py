"""What staff do to many listings at once: the deeds of upkeep, as actions that say what happened."""

from collections.abc import Callable, Iterable

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.admin.checking import Checks
from groups.admin.relisting import Relists
from groups.admin.stopping import Stops
from groups.admin.words import called
from groups.models import Group
from groups.rules.choices import CheckedBy, Status
from groups.upkeep import listing
from groups.upkeep.confirming import confirm


class Deeds(Relists, Checks, Stops):
    """The actions of the desks of groups and of meetings."""

    actions = ("publish", "pause", "close", "reopen", "confirm_website", "confirm_phone", "confirm_visit")

    @admin.action(description=gettext_lazy("Publish the drafts"), permissions=["change"])
    def publish(self, request, queryset):
        done = self._each(request, queryset.filter(status=Status.DRAFT), listing.publish, _("Published."))
        many = ngettext("%(count)s draft published.", "%(count)s drafts published.", len(done))
        self._say(request, done, one=_("Published: %(name)s."), many=many)

    @admin.action(description=gettext_lazy("List again what is paused or closed"), permissions=["change"])
    def reopen(self, request, queryset):
        stopped = queryset.filter(status__in=[Status.PAUSED, Status.CLOSED])
        done = self._each(request, stopped, listing.reopen, _("Listed again."))
        many = ngettext("%(count)s listing is back.", "%(count)s listings are back.", len(done))
        self._say(request, done, one=_("Listed again: %(name)s."), many=many)

    @admin.action(
        description=gettext_lazy("Confirm as still running, today: seen on its website"), permissions=["change"]
    )
    def confirm_website(self, request, queryset):
        self._confirm(request, queryset, by=CheckedBy.WEBSITE)

    @admin.action(description=gettext_lazy("Confirm as still running, today: by phone"), permissions=["change"])
    def confirm_phone(self, request, queryset):
        self._confirm(request, queryset, by=CheckedBy.PHONE)

    @admin.action(description=gettext_lazy("Confirm as still running, today: by a visit"), permissions=["change"])
    def confirm_visit(self, request, queryset):
        self._confirm(request, queryset, by=CheckedBy.VISIT)

    def _confirm(self, request, queryset, *, by: str) -> None:
        kind = "groups" if self.model is Group else "meetings"
        done = list(queryset)
        confirm(on=timezone.localdate(), by=by, role=_("editor"), **{kind: done})
        many = ngettext("%(count)s listing confirmed.", "%(count)s listings confirmed.", len(done))
        self._say(request, done, one=_("Confirmed: %(name)s."), many=many)

    def _each(self, request, records: Iterable, deed: Callable, noted: str) -> list:
        """Do it to each listing in one transaction; one that its own facts forbid is left as it was, and named.

        Returns those it was done to.
        """
        done = []
        with transaction.atomic():
            for record in records:
                try:
                    deed(record)
                except ValidationError as error:
                    self.message_user(request, f"{record}: {' '.join(error.messages)}", messages.ERROR)
                else:
                    self.log_change(request, record, noted)
                    done.append(record)
        return done

    def _say(self, request, done: list, *, one: str, many: str) -> None:
        """To how many it was done; to which, where that is one."""
        sentence = one % {"name": called(done[0])} if len(done) == 1 else many % {"count": len(done)}
        self.message_user(request, sentence, messages.SUCCESS if done else messages.WARNING)
