"""The tables of the guidance."""

from guidance.models.helpline import Helpline
from guidance.models.page import Page
from guidance.models.safety import SafetyReading

__all__ = ["Helpline", "Page", "SafetyReading"]
