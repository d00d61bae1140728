"""Fields of forms that anyone may fill in."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from groups.views.public_fields import PlainEmailField, WebField


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (PlainEmailField(), "Rhowch gyfeiriad e-bost fel name@example.org."),
        (WebField(), "Rhowch gyfeiriad gwe, fel https://example.org."),
    ],
    ids=["e-mail", "web"],
)
def test_what_is_wrong_with_an_address_is_said_in_the_readers_language(field, said):
    """A form makes its fields when the site starts, and that is in the site's own language."""
    with override("cy"):
        with pytest.raises(ValidationError) as wrong:
            field.clean("no address")

        assert wrong.value.messages == [said]
