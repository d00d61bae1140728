"""Everything between a release and its first answer: tables, static files, what ships, and someone who may sign in."""

import hashlib
import secrets
import sys
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command
from django.db.models import Q
from django.urls import reverse

from groups.models import Group, Site
from mutualaid.shipped import is_at_home

USERNAME = "staff"
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is easily taken for another
WORD_LENGTH = 16
STATIC_STAMP = settings.VAR / "static.stamp"


class Command(BaseCommand):
    help = "Bring the database and static files up to this release; the first time, add an account for staff."

    def handle(self, **options):
        _run("migrate", "Preparing the database", verbosity=0, interactive=False)
        _run("createcachetable", verbosity=0)
        if static_files_differ():
            _run("collectstatic", "Preparing the static files", verbosity=0, interactive=False)
            STATIC_STAMP.write_text(static_digest())
        is_new = not Site.objects.exists() and not Group.objects.exists()
        _run("load_shipped")
        # Only into a site that has never been prepared: what somebody cleared away must not come back by itself.
        if settings.DEMO and is_new and is_at_home():
            _run("load_demo", "Loading the demonstration")
        sign_in = f"{settings.SITE_URL}{reverse('admin:index')}"
        word = add_first_staff()  # last, for its password is seen once: nothing may fail between making and saying it
        if word:
            self.stdout.write(f"Staff: {sign_in} user {USERNAME} password {word}")


def _run(command: str, progress: str = "", **options) -> None:
    """What a command says is progress: it goes to stderr, for stdout holds only what the caller wants to keep."""
    if progress:
        print(f"{progress} ...", file=sys.stderr)
    call_command(command, stdout=sys.stderr, **options)


def add_first_staff() -> str:
    """Where nobody may sign in yet, make an account that may do everything; return its password, else nothing."""
    users = get_user_model().objects
    if users.filter(Q(is_staff=True) | Q(username=USERNAME)).exists():
        return ""
    word = "".join(secrets.choice(LETTERS) for _ in range(WORD_LENGTH))
    users.create_superuser(USERNAME, password=word)
    return word


def static_files_differ() -> bool:
    """Whether the static files served are not those of this release. A developer's are served where they lie."""
    if settings.DEBUG:
        return False
    return not STATIC_STAMP.exists() or STATIC_STAMP.read_text() != static_digest()


def static_digest() -> str:
    """One value for the names and content of all static files, and for what turns them into those served."""
    makers = [settings.STORAGES["staticfiles"]["BACKEND"], version("django"), version("whitenoise")]
    digest = hashlib.sha256(" ".join(makers).encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            digest.update(name.encode() + b"\0" + Path(storage.path(name)).read_bytes())
    return digest.hexdigest()
