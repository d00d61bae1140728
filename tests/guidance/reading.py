"""How hard the prose of an article is to read: Flesch–Kincaid grade, as textstat works it out.

Run as a command, it prints the grade of each file it is given.
"""

import re
import sys
from itertools import pairwise
from pathlib import Path

import textstat
from markdown_it import MarkdownIt

FRONT = re.compile(r"\A\+\+\+\n.*?\n\+\+\+\n", re.DOTALL)
CITATION = re.compile(r"\(?\[[^\]]*\]\(#source-[^)]*\)[;,]?\)?")
NAME = re.compile(r"(?<=[a-z,;’] )(?:[A-Z][\w’&-]*)(?: (?:(?:of|and|the|for) )?[A-Z][\w’&-]*)*")
"""One or more words with a capital that do not begin a sentence."""


def prose_of(article: str) -> str:
    """The running prose of an article: paragraphs and whole sentences of lists.

    Left out are headings, tables, citations, and list entries that are no sentences. A proper name counts as a short
    word: nobody can choose a plainer one.
    """
    body = CITATION.sub("", FRONT.sub("", article))
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    shown = []
    for before, token in pairwise(tokens):
        if token.type == "inline" and before.type == "paragraph_open":
            text = " ".join("".join(_words(child) for child in token.children).split())
            if re.search(r"[.!?:][”’)]?$", text):
                shown.append(re.sub(r":$", ".", text))
    return NAME.sub("Sam", "\n".join(shown))


def _words(token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def grade_of(article: str) -> float:
    """The Flesch–Kincaid grade: years of school that a reader needs."""
    return textstat.flesch_kincaid_grade(prose_of(article))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(f"{grade_of(Path(name).read_text(encoding='utf-8')):5.2f}  {name}")
