"""The staff's workplace for the guidance, a file a desk."""

from guidance.admin import helpline, page, safety

__all__ = ["helpline", "page", "safety"]
