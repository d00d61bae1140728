"""The warning that something new looks like something that is here already, with the way past it."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from groups.admin import rights
from groups.models import Group, Meeting, Venue
from groups.upkeep.looks_like import looks_like

ANOTHER_ONE = "another_one"
SHOWN = {Group: rights.groups, Meeting: rights.meetings, Venue: rights.venues_seen}
"""What may be shown of each table to the person who types."""


class WarnsOfDoubles:
    """For the form of a new group, meeting or venue: asks once, and then believes."""

    person = None
    warns = True

    def _post_clean(self):
        super()._post_clean()
        if self.warns and self.instance.pk is None and not self.errors and ANOTHER_ONE not in self.data:
            found = looks_like(self.instance, among=SHOWN[type(self.instance)](self.person))
            if found:
                self.add_error(None, warning(found))


def warning(found: list[models.Model]) -> ValidationError:
    """Names the likely ones, each a link, with a tick that says it is another one."""
    links = format_html_join(", ", '<a href="{}">{}</a>', [(_page_of(one), _called(one)) for one in found])
    return ValidationError(
        format_html(
            '{} {}. <label class="another-one"><input type="checkbox" name="{}" value="1"> {}</label>',
            _("This looks like what is here already:"),
            links,
            ANOTHER_ONE,
            _("It is another one, save it"),
        ),
        code="double",
    )


def _page_of(record: models.Model) -> str:
    return reverse(f"admin:groups_{record._meta.model_name}_change", args=[record.pk])


def _called(record: models.Model) -> str:
    desk = admin.site._registry[type(record)]
    when = f" ({desk.when(record)})" if isinstance(record, Meeting) else ""
    return f"{record}{when}"
