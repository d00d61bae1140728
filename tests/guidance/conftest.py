"""What the articles' listings keep belongs to one test."""

from tests.pages.conftest import fresh_vocabulary

__all__ = ["fresh_vocabulary"]
