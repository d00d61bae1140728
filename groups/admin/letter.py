"""The desk of letters to contacts: read here; the only thing done is to say that an address bounced."""

from django.contrib import admin, messages
from django.db.models import Prefetch, Q
from django.urls import path
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy, ngettext

from groups.admin import letters_due, rights
from groups.models import Letter, LetterGroup
from groups.rules.choices import LettersEnded
from groups.upkeep.letters import end_for_address
from mutualaid.admin import Desk, OnlyRead


def asked_of(user) -> Q:
    """The condition on groups of letters that are theirs."""
    return rights.of_groups(user, "group__")


@admin.register(Letter)
class LetterDesk(OnlyRead, Desk):
    """An address is shown to those alone who may write to it."""

    list_display = ("state", "asked_about", "sent_at", "times_sent", "why")
    list_display_links = ("state",)
    list_filter = ("state",)
    date_hierarchy = "written_at"
    search_fields = ("groups__name",)
    search_help_text = gettext_lazy("What a group is called")
    actions = ("bounced",)

    def get_queryset(self, request):
        theirs = LetterGroup.objects.filter(asked_of(request.user))
        letters = super().get_queryset(request).filter(pk__in=theirs.values("letter"))
        shown = theirs.select_related("group").order_by("group__name", "pk")
        return letters.prefetch_related(Prefetch("asked", shown, to_attr="asked_theirs"))

    def get_list_display(self, request):
        state, groups, *rest = self.list_display
        return (state, groups, "to", *rest) if self.has_write_permission(request) else self.list_display

    def get_fields(self, request, obj=None):
        fields = ("state", "asked_about", "written_at", "sent_at", "times_sent", "answered_at", "why")
        return ("to", *fields) if self.has_write_permission(request) else fields

    def lookup_allowed(self, lookup, value, request=None):
        """No address is to be guessed letter by letter, and nobody asks whose contact it is besides."""
        is_secret = lookup.startswith(("to", "code", "asked", "groups"))
        return not is_secret and super().lookup_allowed(lookup, value, request)

    @admin.display(description=gettext_lazy("groups"))
    def asked_about(self, letter):
        lines = [(one.group.name, f": {one.get_answer_display()}" if one.answer else "") for one in letter.asked_theirs]
        return format_html_join("", "<div>{}{}</div>", lines) or "–"

    def has_write_permission(self, request):
        return request.user.has_perm("groups.change_letter")

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description=gettext_lazy("This address bounced: no more letters to it"), permissions=["write"])
    def bounced(self, request, queryset):
        say_bounced(self, request, {letter: letter.to for letter in queryset if letter.to})

    def get_urls(self):
        due = path("due/", self.admin_site.admin_view(letters_due.page(self)), name="groups_letter_due")
        return [due, *super().get_urls()]


def say_bounced(desk, request, addresses: dict) -> None:
    """End the letters to these addresses, given by the records that led to them, and say for how many groups.

    Of their own groups alone: for how many others a guessed address is the contact, nobody is told.
    """
    done, among = 0, letters_due.scope(request.user)
    for record, address in addresses.items():
        done += end_for_address(address, reason=LettersEnded.BOUNCED, among=among)
        desk.log_change(request, record, str(LettersEnded.BOUNCED.label))
    said = ngettext(
        "No more letters about %(count)s group: it is on the call list when it is due.",
        "No more letters about %(count)s groups: they are on the call list when they are due.",
        done,
    )
    desk.message_user(request, said % {"count": done}, messages.SUCCESS if done else messages.WARNING)
