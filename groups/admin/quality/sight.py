"""Which findings somebody is shown: those about listings that they look after."""

from groups.admin import rights
from groups.upkeep.quality.finding import ALL, GROUP, MEETING, VENUE, Finding, Seen


def seen_by(user) -> Seen:
    """The keys of what someone looks after; no query for who looks after everything, else three and the grants."""
    if rights.looks_after_all(user):
        return ALL
    theirs = {GROUP: rights.groups(user), MEETING: rights.meetings(user), VENUE: rights.venues(user)}
    return {kind: set(rows.order_by().values_list("pk", flat=True)) for kind, rows in theirs.items()}


def may_put_aside(user, finding: Finding) -> bool:
    """Whether someone may say that it is right as it is: who may change such records, among those they are shown."""
    return all(user.has_perm(f"groups.change_{record.kind}") for record in finding.records)
