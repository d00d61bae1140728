"""The settings: one file for every place it runs in; what differs from place to place is read from the environment."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from mutualaid import env

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"  # what this installation makes for itself; never in the repository


def _secret_key() -> str:
    """The variable, else the file that script/server makes."""
    key_file = VAR / "secret_key"
    key = env.text("SECRET_KEY", "") or (key_file.read_text().strip() if key_file.exists() else "")
    if not key:
        raise env.BadSetting("Set SECRET_KEY, or run script/server, which makes a key of its own; see README.md.")
    return key


def _site_url() -> str:
    """Production says its address; what script/server made is on this machine unless it says otherwise."""
    production = env.text("SECRET_KEY", "") and not DEBUG
    return env.site_url("SITE_URL", env.REQUIRED if production else "http://127.0.0.1:8000")


# Where and how it runs

DEBUG = env.flag("DEBUG")
SECRET_KEY = _secret_key()
SITE_URL = _site_url()
HTTPS = SITE_URL.startswith("https:")
SITE_HOST = re.sub(r":\d+$", "", urlsplit(SITE_URL).netloc)
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", SITE_HOST)
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES", "127.0.0.1,::1")  # gunicorn believes their X-Forwarded-Proto alone
WSGI_APPLICATION = "mutualaid.wsgi.application"
ROOT_URLCONF = "mutualaid.urls"

# What it is made of

INSTALLED_APPS = [
    "mutualaid",
    "groups",
    "guidance",
    "django_filters",
    "simple_history",
    "mutualaid.staff.apps.Workplace",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "mutualaid.staff.apps.People",  # after those whose desks it takes away
]
MIDDLEWARE = [
    "mutualaid.middleware.SecurityHeaders",  # first, so that errors and static files carry them too
    "mutualaid.middleware.Utf8",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mutualaid.speaking.SpeaksByAddress",
    "django.middleware.common.CommonMiddleware",
    "mutualaid.carrying.CarriesTheWeek",  # inside the two that need the whole page: they pack it, and count its length
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",  # lazy: a page that does not ask reads no session
                "django.contrib.messages.context_processors.messages",  # likewise
                "mutualaid.context.site",
            ]
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where things are kept

SQLITE = {
    "CONN_MAX_AGE": 600,  # a connection that is opened for each page has all to read anew
    "OPTIONS": {
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"  # readers never wait for a writer
            " PRAGMA cache_size=-10000"  # 10 MB for each connection: with the 2 MB of old a search took a third longer
        ),
        "transaction_mode": "IMMEDIATE",  # a write that begins as a read would fail instead of waiting its turn
        "timeout": 20,  # seconds that a writer waits for its turn
    },
}
POSTGRESQL = {
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        "connect_timeout": 5,
        # To compile a search takes PostgreSQL seconds, to run it milliseconds.
        "options": "-c statement_timeout=30s -c jit=off",
    },
}
DATABASES = {
    "default": env.database(
        "DATABASE_URL", "sqlite:///var/db.sqlite3", root=ROOT, sqlite3=SQLITE, postgresql=POSTGRESQL
    )
}
CACHES = {"default": env.cache("CACHE_URL", "db://cache")}  # the database by default: two workers share no memory
STATIC_URL = "/static/"
HELP_FILE = VAR / "help-now.html"  # the helplines as a plain file, shown while the database is out of reach
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
HASHED_STATIC_FILES = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN_STATIC_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STATIC_FILES if DEBUG else HASHED_STATIC_FILES},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a group with a hundred meetings is one form in the admin

# Safety: see middleware.py for the rest of the headers

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # a load balancer asks from inside
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS  # so give the site a name of its own
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {  # Django 6's name and form for it, so that its own middleware can take over one day
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "manifest-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}

# Staff: nothing of theirs reaches a public page

SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # the other kind is a cookie on every page
CSRF_FAILURE_VIEW = "mutualaid.views.csrf_failure"
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = ["mutualaid.staff.backend.StaffBackend", "mutualaid.roles.RoleBackend"]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
OTP_TOTP_ISSUER = SITE_HOST  # what somebody's app shows beside the code
STAFF_SECOND_FACTOR = env.choice("STAFF_SECOND_FACTOR", "required", ["required", "offered"])
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Mail

STAFF_EMAIL = env.mail_address("STAFF_EMAIL", "")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mail_address("EMAIL_FROM", STAFF_EMAIL or f"no-reply@{SITE_HOST}")
_mail = env.mail("EMAIL_URL", (VAR / "mail").as_uri())  # a file each until a server is named: nothing is lost
MAIL_IS_SET = env.text("EMAIL_URL", "") != ""
EMAIL_BACKEND = f"django.core.mail.backends.{_mail.backend}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.starttls, _mail.tls
EMAIL_FILE_PATH = _mail.folder
EMAIL_TIMEOUT = 10

# Place, language and time

COUNTRY = env.pattern("COUNTRY", "GB", "[A-Z]{2}", "the two capital letters of a country, such as GB")
_IN_THE_UK = COUNTRY == "GB"  # what ships is the United Kingdom's: see docs/another-country.md
COUNTRY_FOLDER = env.folder("COUNTRY_FOLDER", ROOT / "fixtures" / "countries" / COUNTRY)  # a country's own data
HOLIDAYS = env.holiday_calendar("HOLIDAYS", "GB-ENG" if _IN_THE_UK else COUNTRY)
TIME_ZONE = env.time_zone("TIME_ZONE", "Europe/London" if _IN_THE_UK else env.REQUIRED)
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = "mutualaid.formats"
_TRANSLATIONS = (COUNTRY_FOLDER / "locale", ROOT / "locale")
LANGUAGE_CODE = env.language("LANGUAGE_CODE", "en-gb", translations=_TRANSLATIONS)
LANGUAGES = env.languages("LANGUAGES", "en,cy" if _IN_THE_UK else "en", own=LANGUAGE_CODE, translations=_TRANSLATIONS)
WEEK_START = env.weekday("WEEK_START", "mon")  # 0 is Monday, as in date.weekday()
FIRST_DAY_OF_WEEK = (WEEK_START + 1) % 7  # 0 is Sunday for Django's own date picker
DISTANCE_UNIT = env.choice("DISTANCE_UNIT", "mi" if COUNTRY in ("GB", "US") else "km", ["mi", "km"])
_INSTEAD = [  # words in the place of others: the first that knows a message says it
    COUNTRY_FOLDER / "locale",
    *([] if _IN_THE_UK else [ROOT / "fixtures" / "elsewhere" / "locale"]),
    *([ROOT / "fixtures" / "kilometres" / "locale"] if DISTANCE_UNIT == "km" else []),
]
LOCALE_PATHS = [*filter(Path.is_dir, _INSTEAD), ROOT / "locale"]

# The directory

LEAVE_URL = env.pattern(  # what “Leave quickly” opens
    "LEAVE_URL",
    "https://www.bbc.co.uk/weather" if _IN_THE_UK else "https://www.yr.no/",
    r"https://[^\s\"<>]+",
    "an https address such as https://www.bbc.co.uk/weather",
)
SITE_NAME = env.text("SITE_NAME", "Mutual aid near you")  # fills the Site record the first time
FRESHNESS_MONTHS = env.rising_numbers("FRESHNESS_MONTHS", "3,6,12", count=3)
MAP_TILES_URL = env.tiles_url("MAP_TILES_URL")
MAP_ATTRIBUTION = env.text("MAP_ATTRIBUTION", "")
GEOCODER = env.choice("GEOCODER", "none", ["none", "postcodes.io", "nominatim"])  # for staff at a venue, never visitors
DEMO = env.flag("DEMO")
FETCH_ALLOW_LOOPBACK = env.flag("FETCH_ALLOW_LOOPBACK")  # for tests

# Logs: see logs.py for what they never hold

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "mutualaid.logs.Discreet"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.request": {"level": "ERROR"},  # what visitors get wrong is in the access log already
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
