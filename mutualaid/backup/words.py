"""What a backup holds, in words."""

from collections.abc import Mapping

SAID = (
    ("groups_group", "group", "groups"),
    ("groups_meeting", "meeting", "meetings"),
    ("guidance_page", "article", "articles"),
    ("auth_user", "account", "accounts"),
    ("groups_place", "place", "places"),
)

OF_EVERY_DATABASE = {"auth_permission", "django_content_type"}


def rows_in_words(rows: Mapping[str, int]) -> str:
    """So many of what people know, and of all rows."""
    total = sum(count for table, count in rows.items() if table not in OF_EVERY_DATABASE)
    counts = [(rows.get(table, 0), one, many) for table, one, many in SAID]
    named = [f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count]
    return ", ".join([*named, f"{total:,} rows in all"])
