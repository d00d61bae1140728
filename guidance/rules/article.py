"""An article as it is shipped: a text file of a TOML head and a Markdown body. Pure: no database, no clock."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

_PASSAGE = re.compile(r"\{(?P<country>[A-Z]{2})\}(?P<there>.*?)(?:\{elsewhere\}(?P<elsewhere>.*?))?\{end\}", re.DOTALL)
_EMPTY_LINES = re.compile(r"\n{3,}")
_HEAD = re.compile(r"\A\+\+\+\n(?P<head>.*?)\n\+\+\+\n(?P<body>.*)\Z", re.DOTALL)


class BadArticle(ValueError):
    """A shipped file is not an article: what is wrong, in one sentence."""


@dataclass(frozen=True)
class Source:
    """Where a fact comes from: a key to cite it by, its authors, year and title, an address, and what it found."""

    key: str
    text: str
    url: str = ""
    found: str = ""

    def __str__(self):
        return " | ".join([self.key, self.text, self.url, self.found]).rstrip(" |")


@dataclass(frozen=True)
class Article:
    """What a release says on one page."""

    slug: str
    language: str
    title: str
    summary: str
    part: str
    position: int
    body: str
    sources: str
    """One source a line, as `Source` writes itself."""
    search: str
    """The query string of the search whose listings stand beside it."""
    search_heading: str
    explains: tuple[str, ...]
    """The kinds of meeting that it explains."""
    reviewed_on: date
    next_review: date
    easy_read: str = ""
    """The same in short sentences with drawings, as `guidance.rules.easy_read` reads it."""


def for_country(text: str, country: str) -> str:
    """A shipped text as it is told in this country.

    What stands between `{GB}` and `{end}` is told there alone, and elsewhere what may stand behind `{elsewhere}`.
    """

    def told(passage: re.Match) -> str:
        return passage["there"] if passage["country"] == country else passage["elsewhere"] or ""

    return _EMPTY_LINES.sub("\n\n", _PASSAGE.sub(told, text))


def countries_of(text: str) -> tuple[str, ...]:
    """The countries for which alone an article ships, by its head; none where it is right everywhere."""
    found = _HEAD.match(text)
    try:
        return tuple(tomllib.loads(found["head"]).get("countries", ())) if found else ()
    except tomllib.TOMLDecodeError:
        return ()  # said where it is read


def read_article(text: str, *, slug: str, language: str, sources: Mapping[str, Source], country: str = "") -> Article:
    """The article of a shipped file, as it is told in a country; raises `BadArticle`."""
    told = for_country(text, country)
    found = _HEAD.match(told)
    if not found:
        raise BadArticle(f"{slug}: it has no head between two lines of +++")
    try:
        head = tomllib.loads(found["head"])
        keys = [key for key in head.pop("sources", ()) if _cites(told, key) or not _cites(text, key)]
        cited = [str(sources[key]) for key in keys]
        explains = tuple(head.pop("explains", ()))
        head.pop("countries", None)
        return Article(
            slug=slug, language=language, body=found["body"].strip() + "\n", sources="\n".join(cited),
            explains=explains, **{"search": "", "search_heading": "", **head},
        )  # fmt: skip
    except tomllib.TOMLDecodeError as error:
        raise BadArticle(f"{slug}: its head is no TOML ({error})") from error
    except KeyError as error:
        raise BadArticle(f"{slug}: no source is called {error}") from error
    except TypeError as error:
        raise BadArticle(f"{slug}: {error}") from error


def _cites(text: str, key: str) -> bool:
    return f"#source-{key})" in text


def read_sources(text: str) -> dict[str, Source]:
    """The shipped sources, by their keys."""
    return {key: Source(key, **values) for key, values in tomllib.loads(text).items()}


def sources_in(lines: str) -> list[Source]:
    """The sources of a page, one a line: key | text | address | what it found, of which the last two may be missing.

    An address that is none of the web's is left out.
    """
    rows = ([part.strip() for part in line.split("|")] for line in lines.splitlines() if line.strip())
    return [Source(*row[:2], *(_of_the_web(url) for url in row[2:3]), *row[3:4]) for row in rows if len(row) > 1]


def _of_the_web(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""


def digest_of(values: Mapping[str, object]) -> str:
    """A short name of a text: the same for the same words only."""
    plain = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


def spaced(words: Iterable[str]) -> str:
    """Words as a column holds them: a space before and after each, so that one is found whole."""
    text = " ".join(words)
    return f" {text} " if text else ""


def values_of(article: Article) -> dict[str, object]:
    """Its fields as plain JSON values, without those that say which page is meant."""
    values = asdict(article)
    del values["slug"], values["language"]
    if not article.easy_read:
        del values["easy_read"]  # as releases had it before there was any: nothing has changed
    return values | {
        "explains": spaced(article.explains),
        "reviewed_on": article.reviewed_on.isoformat(),
        "next_review": article.next_review.isoformat(),
    }
