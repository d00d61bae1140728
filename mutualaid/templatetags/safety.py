"""Whether a clinician has read the safety text."""

from django import template

from guidance.models import SafetyReading

register = template.Library()


@register.simple_tag
def reading_of_the_safety_text() -> SafetyReading | None:
    """The last reading of the words as they stand now; None where nobody has read these. One query."""
    return SafetyReading.objects.of_this_text().first()
