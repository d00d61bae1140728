"""The site's own settings, with the bare view for its only address."""

from mutualaid.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "bench.bare.urls"
