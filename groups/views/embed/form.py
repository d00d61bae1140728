"""The form of `/embed/`: which meetings a frame shows, and in which colours."""

from collections.abc import Collection

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.search import fields
from groups.views.embed.pasted import NotASearch, search_of
from groups.views.embed.theme import Theme, theme_of
from groups.views.public_fields import PlainField

LONGEST = 2000


def _kinds():
    return [("", _("All kinds")), *fields.KINDS]


class EmbedForm(forms.Form):
    """Two choices of a search, or the address of any; and the theme. It is sent to its own page."""

    near = PlainField(label=gettext_lazy("Town or postcode"), max_length=100)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of group"), choices=_kinds, required=False)
    address = PlainField(
        label=gettext_lazy("Or paste the address of a search"),
        help_text=gettext_lazy(
            "For days, times, access needs and more: make the search under “Meetings”, then copy the address that your "
            "browser shows. If something stands here, it counts alone. The page of a town or a programme will do too."
        ),
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "url", "dir": "ltr"}),
        max_length=LONGEST,
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("Colours"), choices=Theme.choices, widget=forms.RadioSelect, required=False
    )

    def __init__(self, asked: QueryDict, *, hosts: Collection[str]):
        asked = asked.copy()
        asked["theme"] = theme_of(asked.get("theme", ""))
        super().__init__(asked)
        self._hosts = hosts
        self.pasted: QueryDict | None = None

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        if address:
            try:
                self.pasted = search_of(address, hosts=self._hosts)
            except NotASearch:
                raise ValidationError(_("This is not the address of a search on this site.")) from None
        return address

    def search(self) -> QueryDict:
        """What is asked; what could not be understood is left out."""
        self.is_valid()
        if self.pasted is not None:
            return self.pasted
        asked = QueryDict(mutable=True)
        asked.update({name: said for name in ("near", "kind") if (said := self.cleaned_data.get(name))})
        return asked

    @property
    def theme_chosen(self) -> Theme:
        """The theme."""
        return theme_of(self.data["theme"])

    @property
    def place_field(self) -> str:
        """The field that the place came from."""
        return "near" if self.pasted is None else "address"
