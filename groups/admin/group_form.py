"""The form of a group."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.admin import rights
from groups.admin.at_once import ToldOfOthers
from groups.admin.doubles import WarnsOfDoubles
from groups.admin.fields import TicksField
from groups.admin.forms import SlugForm
from groups.rules.choices import About


class GroupForm(ToldOfOthers, WarnsOfDoubles, SlugForm):
    about = TicksField(choices=About.choices, label=_("What it is about"), help_text=_("None: as its programme."))

    def clean(self):
        """A group stays among those that the person looks after."""
        cleaned = super().clean()
        if self._errors.keys() & {"area", "programme"} or {"area", "programme"} - cleaned.keys():
            return cleaned
        if not rights.may_hold(self.person, cleaned["area"], cleaned["programme"]):
            said = gettext("You look after these: %(words)s. Choose an area and a programme that are among them.")
            self.add_error("area", said % {"words": rights.words(self.person)})
        return cleaned
