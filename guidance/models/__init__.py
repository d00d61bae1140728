"""The tables of the guidance."""

from guidance.models.helpline import Helpline

__all__ = ["Helpline"]
