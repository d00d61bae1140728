"""Files between the look and the yes: kept packed for an hour, for one person, one of a kind at a time."""

import secrets
import zlib
from datetime import datetime, timedelta

from groups.models import Feed, KeptFile

KEPT_FOR = timedelta(hours=1)
_LONGEST_NAME = 120


class NotKept(Exception):
    """It is there no more, or is somebody else's."""


def keep(data: bytes, *, by, name: str = "", feed: Feed | None = None, now: datetime) -> str:
    """Keep these bytes for this person; return the token for finding them. What was kept before of this kind goes."""
    forget(now=now)
    KeptFile.objects.filter(by=by, feed=feed).delete()
    token = secrets.token_urlsafe(24)
    KeptFile.objects.create(
        token=token, by=by, feed=feed, name=name[:_LONGEST_NAME], packed=zlib.compress(data), at=now
    )
    return token


def found(token: str, *, by, feed: Feed | None = None, now: datetime) -> tuple[bytes, str]:
    """The bytes and their name; NotKept where they are gone, or were never this person's."""
    kept = KeptFile.objects.filter(token=token[:40], by=by, feed=feed, at__gt=now - KEPT_FOR).first()
    if kept is None:
        raise NotKept
    return zlib.decompress(kept.packed), kept.name


def done_with(token: str) -> None:
    """It has served."""
    KeptFile.objects.filter(token=token[:40]).delete()


def forget(*, now: datetime) -> int:
    """Those that nobody said yes to; return how many they were."""
    return KeptFile.objects.filter(at__lte=now - KEPT_FOR).delete()[0]
