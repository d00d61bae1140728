"""Reading the environment: every variable through one typed reader that says in one sentence what is wrong with it."""

import re
import zoneinfo
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import dj_database_url
import holidays
from django.conf.locale import LANG_INFO
from environs import Env, EnvError

T = TypeVar("T")
REQUIRED: Any = object()
ROOM = {"MAX_ENTRIES": 100_000}  # Django's 300 would let anyone push the counts of sign-in out of the cache
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")  # 0 is Monday, as in date.weekday()

_environ = Env()  # expands nothing: a secret may begin with a dollar sign


class BadSetting(SystemExit):
    """A variable is missing or malformed. Left alone it ends the program with its sentence, whatever started it."""


def text(name: str, default: str = REQUIRED) -> str:
    """The words as they stand; an empty variable is one that is not set."""
    value = _environ.str(name, "").strip()
    if value:
        return value
    if default is REQUIRED:
        raise BadSetting(f"Set {name}; see README.md.")
    return default


def flag(name: str, default: bool = False) -> bool:
    return _environs_own(name, default, _environ.bool, "yes or no")


def number(name: str, default: int, *, least: int, most: int) -> int:
    what = f"a whole number from {least} to {most}"
    value = _environs_own(name, default, _environ.int, what)
    if not least <= value <= most:
        raise BadSetting(f"{name} must be {what}.")
    return value


def choice(name: str, default: str, options: Iterable[str]) -> str:
    options = tuple(options)
    return options[_parsed(name, default, options.index, " or ".join(options))]


def pattern(name: str, default: str, expression: str, what: str) -> str:
    """Words of a fixed form."""

    def matching(value: str) -> str:
        if not re.fullmatch(expression, value):
            raise ValueError
        return value

    return _parsed(name, default, matching, what)


def weekday(name: str, default: str) -> int:
    return _parsed(name, default, WEEKDAYS.index, "a weekday: " + ", ".join(WEEKDAYS))


def time_zone(name: str, default: str) -> str:
    return _parsed(name, default, lambda value: zoneinfo.ZoneInfo(value).key, "a time zone such as Europe/London")


def holiday_calendar(name: str, default: str) -> str:
    """A country and, after a hyphen, perhaps a part of it, as the holidays library names them."""

    def known(value: str) -> str:
        country, hyphen, part = value.partition("-")
        parts = holidays.list_supported_countries()[country]
        if hyphen and part not in parts:
            raise ValueError
        return value

    return _parsed(name, default, known, "a country and perhaps a part of it, such as GB-ENG")


def rising_numbers(name: str, default: str, *, count: int) -> tuple[int, ...]:
    def rising(value: str) -> tuple[int, ...]:
        numbers = tuple(int(word) for word in value.split(","))
        if len(numbers) != count or numbers[0] < 1 or list(numbers) != sorted(set(numbers)):
            raise ValueError
        return numbers

    return _parsed(name, default, rising, f"{count} rising whole numbers such as {default}")


def networks(name: str, default: str) -> tuple[str, ...]:
    """Addresses and networks, separated by commas."""

    def read(value: str) -> tuple[str, ...]:
        return tuple(str(ip_network(word.strip())) for word in value.split(","))

    return _parsed(name, default, read, "addresses or networks separated by commas, such as 127.0.0.1,10.0.0.0/8")


def hosts(name: str, default: str) -> list[str]:
    """Names of hosts as the Host header gives them, separated by commas; a leading dot takes in all below a name."""

    def read(value: str) -> list[str]:
        names = [word.strip() for word in value.split(",")]
        if not all(re.fullmatch(r"\*|\.?[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]", word) for word in names):
            raise ValueError
        return names

    return _parsed(name, default, read, "host names separated by commas, such as example.org,www.example.org")


def mail_address(name: str, default: str) -> str:
    """One address, perhaps with a name before it; no line break, so that it is safe in a header."""
    bare = r"[^@\s<>]+@[^@\s<>]+"

    def read(value: str) -> str:
        if value and not (value.isprintable() and re.fullmatch(rf"{bare}|[^<>]*<{bare}>", value)):
            raise ValueError
        return value

    return _parsed(name, default, read, "a mail address such as hello@example.org")


def site_url(name: str, default: str = REQUIRED) -> str:
    """The address of the site without a slash at its end: https, or http on this machine alone."""
    what = (
        "the https address of the site, such as https://example.org (http only for this machine: http://127.0.0.1:8000)"
    )
    return _parsed(name, default, _bare_address, what)


def tiles_url(name: str, default: str = "") -> str:
    """A template for the addresses of map tiles; empty for none."""

    def read(value: str) -> str:
        if value:
            host_and_scheme = re.sub(r"(?<=\w)/.*", "", value)
            _bare_address(host_and_scheme)
            if not all(part in value for part in ("{z}", "{x}", "{y}")):
                raise ValueError
        return value

    return _parsed(name, default, read, "an address such as https://tiles.example.org/{z}/{x}/{y}.png")


def folder(name: str, default: Path) -> Path:
    """A folder that is there; the default may be missing."""
    said = text(name, "")
    if said and not Path(said).is_dir():
        raise BadSetting(f"{name} must be a folder that is there.")
    return Path(said).resolve() if said else default


def language(name: str, default: str, *, translations: Iterable[Path] = ()) -> str:
    """A language that the site speaks: English, or one into which somebody has translated it."""
    tag = _parsed(name, default, _known_tag, "a language tag such as en-gb")
    base = tag.partition("-")[0]
    if translations and not any(_is_spoken(one, translations) for one in (tag, base)):
        raise BadSetting(f"{name} names a language into which nobody has translated the site; see docs/translating.md.")
    return tag


def languages(name: str, default: str, *, own: str, translations: Iterable[Path]) -> list[tuple[str, str]]:
    """The languages on offer, each with its own name: `own`, and those of the list that the site speaks."""

    def read(value: str) -> list[tuple[str, str]]:
        tags = list(dict.fromkeys(_known_tag(word.strip()) for word in value.split(",")))
        base = own.partition("-")[0]
        shipped = [tag for tag in tags if tag not in (own, base) and _is_spoken(tag, translations)]
        return [(own, LANG_INFO[base]["name_local"]), *((tag, LANG_INFO[tag]["name_local"]) for tag in shipped)]

    return _parsed(name, default, read, "language tags separated by commas, such as en,cy")


def database(name: str, default: str, *, root: Path, **engines: dict) -> dict:
    """What Django wants to know of a database; the file of SQLite is looked for from `root`.

    `engines` holds the ways of sqlite3 and postgresql; options in the address come before theirs.
    """

    def read(value: str) -> dict:
        config = dj_database_url.parse(value)
        engine = config["ENGINE"].rpartition(".")[2]
        ways = engines[engine]
        if engine == "sqlite3" and config["NAME"] != ":memory:":
            config["NAME"] = str(_file_in_its_folder(name, root / config["NAME"]))
        if not config["NAME"]:
            raise ValueError
        return config | ways | {"OPTIONS": ways["OPTIONS"] | config.get("OPTIONS", {})}

    return _parsed(name, default, read, "an address such as sqlite:///var/db.sqlite3 or postgres://user:word@host/name")


def cache(name: str, default: str) -> dict:
    """What Django wants to know of a cache. `db://name` is a table of the site's own database."""

    def read(value: str) -> dict:
        url = urlsplit(value)
        if url.scheme == "db" and re.fullmatch(r"\w+", url.netloc):
            backend = "django.core.cache.backends.db.DatabaseCache"
            return {"BACKEND": backend, "LOCATION": url.netloc, "OPTIONS": ROOM}
        if url.scheme == "locmem":
            return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": url.netloc, "OPTIONS": ROOM}
        if url.scheme in ("redis", "rediss") and url.hostname:
            if not find_spec("redis"):
                raise BadSetting(f"{name} names a Redis server: install the redis package into .venv.")
            return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value}
        raise ValueError

    return _parsed(name, default, read, "db://table, redis://host:6379/0 or locmem://")


@dataclass(frozen=True)
class Mail:
    """How mail leaves: through a server, or as files in a folder."""

    backend: str = "smtp"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False
    folder: str = ""


def mail(name: str, default: str) -> Mail:
    def read(value: str) -> Mail:
        url = urlsplit(value)
        if url.scheme == "console":
            return Mail("console")
        if url.scheme == "file" and url.path:
            return Mail("filebased", folder=unquote(url.path))
        port = {"smtp": 25, "smtp+tls": 587, "smtps": 465}[url.scheme]
        if not url.hostname:
            raise ValueError
        who, word = unquote(url.username or ""), unquote(url.password or "")
        secure = {"starttls": url.scheme == "smtp+tls", "tls": url.scheme == "smtps"}
        return Mail(host=url.hostname, port=url.port or port, user=who, password=word, **secure)

    what = "smtp://host, smtp+tls://user:word@host:587, smtps://user:word@host:465 or file:///folder"
    return _parsed(name, default, read, what)


def _parsed(name: str, default: str, parse: Callable[[str], T], what: str) -> T:
    """`parse` raises for whatever is not `what`. The value is not repeated: it may hold a password."""
    value = text(name, default)
    try:
        return parse(value)
    except (ValueError, LookupError, OSError):
        raise BadSetting(f"{name} must be {what}.") from None


def _environs_own(name: str, default: T, parse: Callable[[str], T], what: str) -> T:
    if not text(name, ""):
        return default
    try:
        return parse(name)
    except EnvError:
        raise BadSetting(f"{name} must be {what}.") from None


def _file_in_its_folder(name: str, file: Path) -> Path:
    """SQLite makes its file by itself, but not the folder; even a check of the settings opens the file."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise BadSetting(f"{name} names a file in {file.parent}, which is not there and cannot be made.") from None
    return file


def _bare_address(value: str) -> str:
    url = urlsplit(value)
    extra = url.path.strip("/") or url.query or url.fragment or "@" in url.netloc
    if extra or url.port == 0 or not re.fullmatch(r"[A-Za-z0-9.:-]+", url.hostname or ""):
        raise ValueError
    if url.scheme != "https" and not (url.scheme == "http" and is_loopback(url.hostname)):
        raise ValueError
    return f"{url.scheme}://{url.netloc.lower()}"


def is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _known_tag(value: str) -> str:
    tag = value.lower()
    if "name_local" not in LANG_INFO[tag]:
        raise ValueError
    return tag


def _is_spoken(tag: str, translations: Iterable[Path]) -> bool:
    return tag == "en" or any(_translation(folder, tag).exists() for folder in translations)


def _translation(folder: Path, tag: str) -> Path:
    base, _, variant = tag.partition("-")
    locale = f"{base}_{variant.title() if len(variant) > 2 else variant.upper()}" if variant else base
    return folder / locale / "LC_MESSAGES" / "django.mo"
