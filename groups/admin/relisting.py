"""The button above the page of a draft, or of what is paused or closed: list it. One press, no script."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from groups.admin.small_pages import SmallPages
from groups.admin.words import called
from groups.rules.choices import Status
from groups.upkeep import listing


class Relists(SmallPages):
    """For the desks of groups and of meetings; `_each` does a deed and says what its own facts forbid."""

    def get_urls(self):
        return [self.small_page("list", self.list_view), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        answer = super().render_change_form(request, context, add, change, form_url, obj)
        if obj and answer.context_data["tools"] and (label := _label(obj)):
            answer.context_data["relist"] = {"url": self.address("list", obj), "label": label}
        return answer

    def list_view(self, request, pk):
        """List it; back to its page, which says so."""
        record = self.changeable(request, pk)
        if request.method == "POST" and _label(record):
            deed = listing.publish if record.status == Status.DRAFT else listing.reopen
            with self.deed(request, _("%(record)s listed") % {"record": record}):
                if self._each(request, [record], deed, _("Listed.")):
                    said = _("Listed now: %(name)s.") % {"name": called(record)}
                    self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(self.address("change", record))


def _label(record) -> str:
    """What the button says; none on what is listed, nor on what was taken off because the group asked for it."""
    if record.status == Status.DRAFT:
        return "" if record.status_reason else _("Publish")
    return _("List again") if record.status in (Status.PAUSED, Status.CLOSED) else ""
