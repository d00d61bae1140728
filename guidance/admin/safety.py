"""The desk where it is noted that a clinician has read the safety text."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from guidance.models import SafetyReading
from mutualaid.admin import Desk


@admin.register(SafetyReading)
class SafetyReadingDesk(Desk):
    fields = ("read_on", "role", "note")
    list_display = ("read_on", "role", "is_of_this_text")

    @admin.display(boolean=True, description=gettext_lazy("the words as they stand now"))
    def is_of_this_text(self, reading):
        """Whether these words still stand."""
        return reading.is_current
