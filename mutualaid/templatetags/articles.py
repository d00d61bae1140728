"""Ways to the guidance from pages about something else. Where there is no such article, nothing is written."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from mutualaid.articles import articles_of

register = template.Library()

SHOWN = 4
ON_HOME = (
    "your-first-meeting",
    "what-is-mutual-aid",
    "why-mutual-aid-matters",
    "making-time",
    "family-and-friends",
    "young-people",
)
"""What somebody asks who is here for the first time."""
AT_WORK = ("for-professionals", "employers")


@register.simple_tag(takes_context=True)
def articles_that_explain(context, *kinds: str) -> SafeString:
    """Plain links to the articles that explain meetings of any of these kinds."""
    explaining = [article for article in articles_of(context["request"]).values() if article.kinds.intersection(kinds)]
    return _drawn("partials/_explained.html", {"articles": explaining[:SHOWN]})


@register.simple_tag(takes_context=True)
def guidance_on_home(context) -> SafeString:
    """A few articles with what they say, and plain links for those who come for their work."""
    known = articles_of(context["request"])
    return _drawn(
        "partials/_guidance.html",
        {
            "articles": [known[slug] for slug in ON_HOME if slug in known],
            "at_work": [known[slug] for slug in AT_WORK if slug in known],
        },
    )


@register.simple_tag(takes_context=True)
def article_url(context, slug: str) -> str:
    """Where an article is; empty where there is none."""
    article = articles_of(context["request"]).get(slug)
    return article.url if article else ""


def _drawn(partial: str, given: dict) -> SafeString:
    return SafeString(render_to_string(partial, given)) if any(given.values()) else SafeString("")
