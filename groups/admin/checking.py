"""The buttons above a listing's page: it was checked today, and how. One press, no script."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.admin.history import way_back
from groups.admin.small_pages import SmallPages
from groups.admin.words import checked
from groups.history import recording
from groups.models import Group
from groups.rules.choices import CheckedBy, DeedSource, Status
from groups.upkeep.confirming import confirm

BY_STAFF = (CheckedBy.PHONE, CheckedBy.WEBSITE, CheckedBy.VISIT)
"""How somebody of the staff checks a listing; the other ways are written down by themselves."""


class Checks(SmallPages):
    """For the desks of groups and of meetings."""

    def get_urls(self):
        return [self.small_page("checked", self.checked_view), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        answer = super().render_change_form(request, context, add, change, form_url, obj)
        if obj and answer.context_data["tools"] and obj.status != Status.CLOSED:
            answer.context_data["check"] = {
                "url": self.address("checked", obj),
                "last": checked(obj),
                "ways": [(way.value, way.label) for way in BY_STAFF],
            }
        return answer

    def checked_view(self, request, pk):
        """Write down that it was checked today; back to its page, which says so."""
        record = self.changeable(request, pk)
        if request.method == "POST" and request.POST.get("by") in BY_STAFF:
            self._write_down(request, record, CheckedBy(request.POST["by"]))
        return HttpResponseRedirect(self.address("change", record))

    def _write_down(self, request, record, by: CheckedBy) -> None:
        said = _("%(record)s: checked %(how)s") % {"record": record, "how": by.label}
        records = {"groups" if self.model is Group else "meetings": [record]}
        with recording.deed(DeedSource.ACTION, by=request.user, said=said) as doing:
            confirm(on=timezone.localdate(), by=by, role=_("editor"), **records)
        self.message_user(request, _("Written down: checked today %(how)s.") % {"how": by.label}, messages.SUCCESS)
        if doing.row:
            self.message_user(request, way_back(doing.row), messages.INFO)
