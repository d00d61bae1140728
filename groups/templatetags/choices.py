"""A filter with its choices, written out here: a page has fifteen of them."""

from html import escape

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from mutualaid.templatetags.drawings import icon

register = template.Library()

_FIELD = """<fieldset class="filter-field"{told}>
  <legend{heard}>{label}</legend>
  {errors}
  <div class="filter-field__choices{long}" id="{key}"{reached}>
    {boxes}
  </div>
</fieldset>"""


@register.simple_tag
def choices(field: BoundField, *, long: bool = False, bare: bool = False) -> SafeString:
    """A filter with its choices; nothing where there are none.

    `long` where each choice wants a line, `bare` where the heading above already says the label.
    """
    if not field.field.choices:
        return SafeString("")
    key = field.auto_id
    errors = "".join(f'<p class="filter-field__error">{icon("alert")}{escape(error)}</p>' for error in field.errors)
    return SafeString(
        _FIELD.format(
            key=key,
            label=escape(str(field.label)),
            heard=' class="only-read"' if bare else "",
            told=f' aria-describedby="{key}_error"' if errors else "",
            reached=' tabindex="-1"' if errors else "",  # the summary of errors leads to it
            errors=f'<div id="{key}_error">{errors}</div>' if errors else "",
            long=" filter-field__choices--long" if long else "",
            boxes=field.as_widget(),
        )
    )
