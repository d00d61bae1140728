"""The settings: what each variable becomes, and the one sentence that a wrong one stops the start with."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from mutualaid import env
from mutualaid.env import BadSetting

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {"SECRET_KEY": "k" * 40, "SITE_URL": "https://meetings.example.org"}

pytestmark = pytest.mark.sqlite


@pytest.fixture
def settings_with(monkeypatch):
    """The settings as they come out of these variables and no other."""

    def read(**variables: str) -> dict:
        for name in ("SECRET_KEY", "SITE_URL", "DATABASE_URL"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "mutualaid" / "settings.py"))

    return read


def test_an_https_address_turns_on_everything_that_https_allows(settings_with):
    settings = settings_with(**PRODUCTION)

    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000
    assert settings["SESSION_COOKIE_SECURE"] is settings["CSRF_COOKIE_SECURE"] is True
    assert settings["ALLOWED_HOSTS"] == ["meetings.example.org"]
    assert settings["DEBUG"] is False


def test_an_http_address_of_this_machine_leaves_it_off(settings_with):
    settings = settings_with(SECRET_KEY="k", SITE_URL="http://127.0.0.1:9000/")

    assert settings["SITE_URL"] == "http://127.0.0.1:9000"
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1"]
    assert settings["SECURE_SSL_REDIRECT"] is False
    assert settings["SECURE_HSTS_SECONDS"] == 0
    assert settings["SESSION_COOKIE_SECURE"] is settings["CSRF_COOKIE_SECURE"] is False


def test_cookies_are_the_staffs_alone(settings_with):
    settings = settings_with(**PRODUCTION)

    assert settings["SESSION_COOKIE_PATH"] == settings["CSRF_COOKIE_PATH"] == "/admin/"
    assert settings["SESSION_COOKIE_HTTPONLY"] is settings["CSRF_COOKIE_HTTPONLY"] is True
    assert settings["SESSION_COOKIE_SAMESITE"] == settings["CSRF_COOKIE_SAMESITE"] == "Lax"


def test_production_must_say_its_address(settings_with):
    with pytest.raises(BadSetting, match=r"^Set SITE_URL; see README.md.$"):
        settings_with(SECRET_KEY="k" * 40)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "http://127.0.0.1.example.org",
        "example.org",
        "ftp://example.org",
        "https://",
        "https://example.org/directory",
        "https://example.org?x=1",
        "https://user:word@example.org",
        "https://exa mple.org",
        "https://example.org:99999",
        "https://[::1",
    ],
)
def test_an_address_that_is_neither_https_nor_this_machine_is_refused(settings_with, address):
    with pytest.raises(BadSetting, match=r"^SITE_URL must be the https address of the site, such as "):
        settings_with(SECRET_KEY="k", SITE_URL=address)


@pytest.mark.parametrize(
    "address", ["http://localhost:8000", "http://127.8.9.1", "http://[::1]:8000", "https://a.example"]
)
def test_an_address_of_this_machine_or_https_is_taken(settings_with, address):
    assert settings_with(SECRET_KEY="k", SITE_URL=address)["SITE_URL"] == address


def test_a_numbered_host_keeps_its_brackets_among_the_allowed(settings_with):
    assert settings_with(SECRET_KEY="k", SITE_URL="http://[::1]:8000")["ALLOWED_HOSTS"] == ["[::1]"]


def test_a_secret_may_begin_with_a_dollar_sign(settings_with):
    assert settings_with(SECRET_KEY="$abc", SITE_URL="http://localhost")["SECRET_KEY"] == "$abc"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "perhaps", "DEBUG must be yes or no."),
        ("ALLOWED_HOSTS", "a b", "ALLOWED_HOSTS must be host names"),
        ("TRUSTED_PROXIES", "10.0.0.1/8", "TRUSTED_PROXIES must be addresses or networks"),
        ("DATABASE_URL", "mysql://a/b", "DATABASE_URL must be an address such as"),
        ("DATABASE_URL", "postgres://host", "DATABASE_URL must be an address such as"),
        ("DATABASE_URL", "postgres://host:port/name", "DATABASE_URL must be an address such as"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL must be an address such as"),
        ("CACHE_URL", "memcached://x", "CACHE_URL must be db://table"),
        ("EMAIL_URL", "http://x", "EMAIL_URL must be smtp://host"),
        ("EMAIL_URL", "smtp://", "EMAIL_URL must be smtp://host"),
        ("EMAIL_FROM", "nobody", "EMAIL_FROM must be a mail address"),
        ("EMAIL_FROM", "a@b.example, c@d.example", "EMAIL_FROM must be a mail address"),
        ("STAFF_EMAIL", "a@b\nBcc: c@d", "STAFF_EMAIL must be a mail address"),
        ("TIME_ZONE", "Europe/Ipswich", "TIME_ZONE must be a time zone"),
        ("TIME_ZONE", "Europe", "TIME_ZONE must be a time zone"),
        ("TIME_ZONE", "../etc/passwd", "TIME_ZONE must be a time zone"),
        ("COUNTRY", "England", "COUNTRY must be the two capital letters"),
        ("HOLIDAYS", "GB-XXX", "HOLIDAYS must be a country"),
        ("HOLIDAYS", "XX", "HOLIDAYS must be a country"),
        ("LANGUAGE_CODE", "klingon", "LANGUAGE_CODE must be a language tag"),
        ("LANGUAGES", "en,", "LANGUAGES must be language tags"),
        ("WEEK_START", "monday", "WEEK_START must be a weekday: mon, tue"),
        ("DISTANCE_UNIT", "miles", "DISTANCE_UNIT must be mi or km."),
        ("FRESHNESS_MONTHS", "3,6", "FRESHNESS_MONTHS must be 3 rising whole numbers"),
        ("FRESHNESS_MONTHS", "6,3,12", "FRESHNESS_MONTHS must be 3 rising whole numbers"),
        ("FRESHNESS_MONTHS", "3,six,12", "FRESHNESS_MONTHS must be 3 rising whole numbers"),
        ("MAP_TILES_URL", "https://tiles.example.org/", "MAP_TILES_URL must be an address such as"),
        ("MAP_TILES_URL", "http://tiles.example.org/{z}/{x}/{y}.png", "MAP_TILES_URL must be an address such as"),
        ("STAFF_SECOND_FACTOR", "off", "STAFF_SECOND_FACTOR must be required or offered."),
        ("DEMO", "2", "DEMO must be yes or no."),
    ],
)
def test_a_malformed_variable_stops_with_a_sentence_about_it(settings_with, name, value, sentence):
    with pytest.raises(BadSetting) as stopped:
        settings_with(**PRODUCTION, **{name: value})

    assert str(stopped.value).startswith(sentence)
    assert "\n" not in str(stopped.value)


def test_a_password_in_a_malformed_address_is_not_repeated(settings_with):
    with pytest.raises(BadSetting) as stopped:
        settings_with(**PRODUCTION, DATABASE_URL="mysql://me:hunter2@host/name")

    assert "hunter2" not in str(stopped.value)


def test_an_empty_variable_is_one_that_is_not_set(settings_with):
    settings = settings_with(**PRODUCTION, DEBUG="", TIME_ZONE=" ", FRESHNESS_MONTHS="", EMAIL_URL="")

    assert (settings["DEBUG"], settings["TIME_ZONE"], settings["FRESHNESS_MONTHS"]) == (
        False,
        "Europe/London",
        (3, 6, 12),
    )


def test_the_folder_of_a_database_file_is_made_or_missed_in_a_sentence(settings_with, tmp_path):
    settings_with(**PRODUCTION, DATABASE_URL=f"sqlite:///{tmp_path}/new/site.db")
    assert (tmp_path / "new").is_dir()

    (tmp_path / "file").touch()
    with pytest.raises(BadSetting, match=r"^DATABASE_URL names a file in .*/file, which is not there and cannot be"):
        settings_with(**PRODUCTION, DATABASE_URL=f"sqlite:///{tmp_path}/file/site.db")


def test_sqlite_lies_in_var_and_waits_for_its_turn(settings_with):
    database = settings_with(**PRODUCTION)["DATABASES"]["default"]

    assert database["NAME"] == str(ROOT / "var" / "db.sqlite3")
    assert database["OPTIONS"] == {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-10000",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }


def test_postgresql_keeps_its_connections_checks_them_and_gives_up_in_time(settings_with):
    url = "postgres://me:a%20word@db.example:6543/site"
    database = settings_with(**PRODUCTION, DATABASE_URL=url)["DATABASES"]["default"]

    who_and_where = [database[part] for part in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert who_and_where == ["me", "a word", "db.example", 6543, "site"]
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (600, True)
    assert database["OPTIONS"] == {"connect_timeout": 5, "options": "-c statement_timeout=30s -c jit=off"}


def test_options_in_the_address_of_a_database_come_first(settings_with):
    url = "postgres:///site?host=/run/postgresql&connect_timeout=2"
    options = settings_with(**PRODUCTION, DATABASE_URL=url)["DATABASES"]["default"]["OPTIONS"]

    assert (options["host"], options["connect_timeout"]) == ("/run/postgresql", 2)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", env.Mail(host="mail.example", port=25)),
        (
            "smtp+tls://me%40example.org:a%2Fword@mail.example",
            env.Mail(host="mail.example", port=587, user="me@example.org", password="a/word", starttls=True),
        ),
        ("smtps://mail.example:4650", env.Mail(host="mail.example", port=4650, tls=True)),
        ("file:///srv/mail%20box", env.Mail("filebased", folder="/srv/mail box")),
        ("console:", env.Mail("console")),
    ],
)
def test_mail_leaves_by_the_way_that_is_named(monkeypatch, url, expected):
    monkeypatch.setenv("EMAIL_URL", url)

    assert env.mail("EMAIL_URL", "") == expected


@pytest.mark.parametrize("address", ["hello@example.org", "Mutual Aid <hello@example.org>", "no-reply@[::1]"])
def test_a_mail_address_may_have_a_name_before_it(monkeypatch, address):
    monkeypatch.setenv("EMAIL_FROM", address)

    assert env.mail_address("EMAIL_FROM", "") == address


def test_only_languages_with_a_translation_are_on_offer(monkeypatch, tmp_path):
    monkeypatch.setenv("LANGUAGES", "en, cy, pl, zh-hans")
    for folder in ("cy", "zh_Hans"):
        (tmp_path / folder / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / folder / "LC_MESSAGES" / "django.mo").touch()

    offered = env.languages("LANGUAGES", "en,cy", own="en-gb", translations=[tmp_path])

    assert offered == [("en-gb", "English"), ("cy", "Cymraeg"), ("zh-hans", "简体中文")]


def test_english_needs_no_translation(monkeypatch, tmp_path):
    (tmp_path / "pl" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "pl" / "LC_MESSAGES" / "django.mo").touch()
    monkeypatch.setenv("LANGUAGES", "pl,en")
    monkeypatch.setenv("LANGUAGE_CODE", "pl")

    assert env.language("LANGUAGE_CODE", "en-gb", translations=[tmp_path]) == "pl"
    assert env.languages("LANGUAGES", "en", own="pl", translations=[tmp_path]) == [("pl", "polski"), ("en", "English")]


def test_a_site_cannot_be_in_a_language_into_which_nobody_translated_it(monkeypatch, tmp_path):
    monkeypatch.setenv("LANGUAGE_CODE", "de")

    with pytest.raises(BadSetting, match="into which nobody has translated the site"):
        env.language("LANGUAGE_CODE", "en-gb", translations=[tmp_path])


def test_elsewhere_the_country_decides_what_nobody_said(settings_with):
    settings = settings_with(**PRODUCTION, COUNTRY="IE", TIME_ZONE="Europe/Dublin")

    assert (settings["HOLIDAYS"], settings["DISTANCE_UNIT"], settings["LANGUAGES"]) == (
        "IE",
        "km",
        [("en-gb", "English")],
    )
    assert settings["LOCALE_PATHS"] == [
        ROOT / "fixtures/elsewhere/locale",
        ROOT / "fixtures/kilometres/locale",
        ROOT / "locale",
    ]


def test_elsewhere_the_clock_has_to_be_said(settings_with):
    with pytest.raises(BadSetting, match="Set TIME_ZONE"):
        settings_with(**PRODUCTION, COUNTRY="IE")


def test_at_home_nothing_is_in_the_place_of_the_words_that_ship(settings_with):
    settings = settings_with(**PRODUCTION)

    assert (settings["HOLIDAYS"], settings["DISTANCE_UNIT"], settings["TIME_ZONE"]) == ("GB-ENG", "mi", "Europe/London")
    assert settings["LOCALE_PATHS"] == [ROOT / "locale"]


def test_without_a_key_the_start_stops(settings_with, tmp_path, monkeypatch):
    """In a copy of its own, because script/server may have made a key here."""
    copy = tmp_path / "mutualaid"
    copy.mkdir()
    (copy / "settings.py").write_text((ROOT / "mutualaid" / "settings.py").read_text())
    monkeypatch.delenv("SECRET_KEY")

    with pytest.raises(BadSetting, match=r"^Set SECRET_KEY, or run script/server"):
        runpy.run_path(str(copy / "settings.py"))

    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret_key").write_text("made-by-script-server\n")
    assert runpy.run_path(str(copy / "settings.py"))["SECRET_KEY"] == "made-by-script-server"


@pytest.mark.parametrize("command", [["manage.py", "check"], ["-m", "gunicorn", "-c", "mutualaid/gunicorn.conf.py"]])
def test_a_start_that_is_stopped_prints_its_sentence_and_nothing_else(command):
    done = _python(*command, SECRET_KEY="k", SITE_URL="http://127.0.0.1:8000", WEEK_START="Monday")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "WEEK_START must be a weekday: mon, tue, wed, thu, fri, sat, sun.\n"


def test_the_server_must_know_its_address():
    done = _python("-m", "gunicorn", "-c", "mutualaid/gunicorn.conf.py", DEBUG="yes", SECRET_KEY="k")

    assert (done.returncode, done.stderr) == (1, "Set SITE_URL; see README.md.\n")


def test_the_deployment_check_is_clean():
    variables = {**PRODUCTION, "SECRET_KEY": "an-example-of-a-key-that-is-long-enough-to-be-a-good-one-0123456789"}
    done = _python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **variables)

    assert (done.returncode, done.stderr) == (0, "")


def test_another_python_says_how_to_run_a_command():
    done = subprocess.run(
        [Path(sys.executable).resolve(), "-I", ROOT / "manage.py", "check"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Run this as .venv/bin/python manage.py ...: another Python lacks the packages.\n"


def _python(*command: str, **variables: str) -> subprocess.CompletedProcess:
    surroundings = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False, timeout=60
    )
