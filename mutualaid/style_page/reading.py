"""An article: what Markdown becomes, and what stands at its foot."""

from guidance import rendering
from guidance.rendering import Line
from mutualaid.style_page.specimens import Component, Family, State, drawn, partial
from mutualaid.style_page.values import NOWHERE

ARTICLE = """## What happens there

Someone says hello. You can sit at the back. **Nobody has to speak.** [One study](#source-study) found that
people who went [to meetings](/meetings/) twice a week did better.

### What you can say

1. Your first name.
2. “I am new here.”

- Tea is free.
- Phones are off.
  - Yours may stay on if you care for someone.

> If you shake or sweat after stopping, get medical help first. Call [the medical line](helpline:medical).

| Day | Where | When |
| --- | --- | --- |
| Tuesday | Abbey Hall, Woodbridge | 7:30pm |
| Friday | | |
"""
LINES = (Line("medical", "the medical line", "01632 960111", "01632960111", is_checked=False),)


def family() -> Family:
    return Family("reading", "Guidance", [_article(), _foot(), _guidance(), _english()])


def _article() -> Component:
    read = rendering.render(ARTICLE, LINES)
    headings = [heading for heading in read.headings if heading.level == 2]
    return Component(
        "Article",
        "guidance/rendering.py, guidance/page_detail.html",
        "Written in Markdown: headings, lists, a box for the one thing to remember, a table, numbers that come from "
        "the helplines, and the source of every claim. At most 64 characters a line.",
        [
            State(
                "Everything an article may hold", drawn("mutualaid/style/_article.html", html=read.html), is_wide=True
            ),
            State(
                "What stands on the page: folded",
                drawn("mutualaid/style/_contents.html", words="On this page: 1 part", headings=headings),
            ),
            State(
                "What stands on the page: open",
                drawn("mutualaid/style/_contents.html", words="On this page: 1 part", headings=headings, open=True),
            ),
        ],
    )


def _foot() -> Component:
    sources = [
        {
            "key": "study",
            "text": rendering.inline(
                "Kelly, J. F. and others (2020). *Alcoholics Anonymous for alcohol use disorder.*"
            ),
            "url": "https://example.org",
            "found": "We read it on 3 November 2026.",
        },
        {"key": "book", "text": "A book without an address on the web.", "url": "", "found": ""},
    ]
    return Component(
        "Sources",
        "guidance/page_detail.html: .sources",
        "Each claim leads to its source here; a source says when we read it.",
        [State("With a link, and without", drawn("mutualaid/style/_sources.html", sources=sources, read_it="Read it"))],
    )


def _guidance() -> Component:
    articles = [
        {
            "title": "Your first meeting",
            "summary": "What happens, what you can say, and when you can leave.",
            "url": NOWHERE,
        },
        {"title": "Making time", "summary": "Meetings beside work, children and the last bus.", "url": NOWHERE},
    ]
    return Component(
        "Guidance on home",
        "partials/_guidance.html",
        "A few articles with a sentence each, and plain links for those who come for their work.",
        [
            State(
                "On home",
                partial("guidance", articles=articles, at_work=[{"title": "For employers", "url": NOWHERE}]),
                is_wide=True,
            )
        ],
    )


def _english() -> Component:
    return Component(
        "In English too",
        "partials/_in_english_too.html",
        "After a translation that nobody at home in its language has read, where a life may hang on the words.",
        [State("After the translation", partial("in_english_too", part="Call 999 now."))],
    )
