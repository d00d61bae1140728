"""The form of a meeting: what people type about when and how it meets, made into facts."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.at_once import ToldOfOthers
from groups.admin.doubles import WarnsOfDoubles
from groups.admin.fields import LanguagesField, TimeZoneField, WeeksField
from groups.admin.forms import SlugForm
from groups.admin.when_form import WhenForm

PASSCODE = ("pwd=", "passcode=", "password=")


class MeetingForm(ToldOfOthers, WarnsOfDoubles, WhenForm, SlugForm):
    """Everything that can be said of a meeting, in one form."""

    open_weeks = WeeksField(
        initial=0,
        label=gettext_lazy("Weeks in which anyone can come"),
        help_text=gettext_lazy("“The last Friday is open”: tick last. The meeting itself stays as it is."),
    )
    languages = LanguagesField(
        required=False,
        max_length=120,
        label=gettext_lazy("Languages"),
        help_text=gettext_lazy("Language tags with spaces between: en-GB pl bfi. Blank: not stated."),
    )
    time_zone = TimeZoneField(
        required=False,
        max_length=40,
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Blank: the site’s. America/New_York for a meeting that keeps the time there."),
    )

    def clean_group(self):
        """What meets of a group that is the same as another meets of that one."""
        group = self.cleaned_data["group"]
        if group.same_as_id:
            said = _("“%(group)s” is the same as “%(other)s”: choose that one.")
            raise ValidationError(said % {"group": group, "other": group.same_as})
        return group

    def clean_online_link(self):
        return without_passcode(self.cleaned_data["online_link"])


def without_passcode(link: str) -> str:
    """The link itself; ValidationError where it lets everybody in."""
    if any(sign in link.lower() for sign in PASSCODE):
        raise ValidationError(_("This link holds a passcode. Leave it out: people ask the group for it."))
    return link
