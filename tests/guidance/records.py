"""One valid record of the guidance each; a test names only what matters to it."""

from guidance.models import Helpline, Page


def make_page(slug="going-to-meetings", **fields):
    """An article that staff wrote themselves."""
    return Page.objects.create(
        **{"slug": slug, "title": "Going to meetings", "summary": "How to take part.", "body": "Say hello.\n"} | fields
    )


def make_helpline(slug="samaritans", **fields):
    """A line that somebody has not rung yet."""
    return Helpline.objects.create(
        **{"slug": slug, "name": "Samaritans", "number": "116 123", "website": "https://example.org/"} | fields
    )
