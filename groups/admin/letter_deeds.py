"""What the desk of groups does about letters: an address that bounced, and a new one with which they begin again."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.letter import say_bounced


class LetterDeeds:
    """For the desk of groups, before the classes that save: its action `bounced`, its read-only field `letters_go`."""

    @admin.action(
        description=gettext_lazy("The private contact’s address bounced: no more letters to it"), permissions=["change"]
    )
    def bounced(self, request, queryset):
        say_bounced(self, request, {group: group.private_contact for group in queryset if group.private_contact})

    @admin.display(description=gettext_lazy("letters"))
    def letters_go(self, group):
        """Whether letters go to the private contact, and if not why."""
        if not group.pk or not (group.private_contact or group.letters_ended):
            return _("None: there is no private contact.")
        if not group.letters_ended:
            return _("One when it is due a check.")
        why = group.get_letters_ended_display()
        return _("None: %(why)s. They begin again with another private contact.") % {"why": why}

    def save_model(self, request, obj, form, change):
        if "private_contact" in form.changed_data:
            obj.letters_ended = ""
        super().save_model(request, obj, form, change)
