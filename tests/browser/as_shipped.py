"""The site's settings, with what it makes for itself in a folder of the tests'."""

import os
from pathlib import Path

from mutualaid.settings import *  # noqa: F403 - all of them

VAR = Path(os.environ["AS_SHIPPED"])
STATIC_ROOT = VAR / "static"
HELP_FILE = VAR / "help-now.html"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
"""Ours alone: to pack the files of Django's admin takes ten seconds, and no public page asks for one."""
