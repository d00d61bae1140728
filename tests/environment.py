"""The surroundings of every test: fixed settings, whatever the shell holds. Loaded before Django (see pyproject.toml).

TEST_DATABASE_URL names the database; without it the tests run on SQLite, in a file: one in memory would be shared by
the threads of a live server, which SQLite does not forgive.
"""

import os
import re
import tempfile
from pathlib import Path

folder = tempfile.TemporaryDirectory(prefix="mutualaid-db-", ignore_cleanup_errors=True)  # goes when the process ends
FIXED = {
    "SECRET_KEY": "only-for-tests",
    "SITE_URL": "http://127.0.0.1:8000",
    "STAFF_SECOND_FACTOR": "offered",  # as script/server sets it; tests of what is required say so
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{folder.name}/site.db",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "yes",  # the browser's driver runs an event loop in the thread of the test
}
OURS = r"""(?x) DEBUG | ALLOWED_HOSTS | TRUSTED_PROXIES | CACHE_URL | EMAIL_\w+ | STAFF_\w+ | SITE_NAME | TIME_ZONE |
    COUNTRY | COUNTRY_FOLDER | HOLIDAYS | LANGUAGES | LANGUAGE_CODE | WEEK_START | DISTANCE_UNIT | FRESHNESS_MONTHS |
    MAP_\w+ | DEMO | LEAVE_URL | FETCH_ALLOW_LOOPBACK | GEOCODER | PORT | ANNOUNCE"""

for name in [name for name in os.environ if re.fullmatch(OURS, name)]:
    del os.environ[name]
os.environ.update(FIXED)

from mutualaid import settings  # noqa: E402 - it reads what was just set

settings.STORAGES["staticfiles"]["BACKEND"] = settings.PLAIN_STATIC_FILES  # no test needs a collectstatic
settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
settings.HELP_FILE = Path(folder.name) / "help-now.html"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
if not os.environ.get("TEST_DATABASE_URL"):
    settings.DATABASES["default"]["TEST"] = {"NAME": f"{folder.name}/test.db"}
