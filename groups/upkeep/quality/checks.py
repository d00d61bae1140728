"""The checks there are, and what each finds that nobody has put aside."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import FindingPutAside
from groups.upkeep.quality import duplicates, links, missing, out_of_sight, pauses, placed, private_words, timed
from groups.upkeep.quality.finding import Finding, Seen


@dataclass(frozen=True)
class Check:
    """One question that is asked of all listings."""

    slug: str
    title: str
    about: str
    find: Callable[[date], Iterable[Finding]]


CHECKS = (
    Check(
        duplicates.GROUPS,
        _("Groups that may be one"),
        _("Same name, same programme, same area. Merge them, or say that both are right."),
        duplicates.same_groups,
    ),
    Check(
        duplicates.MEETINGS,
        _("Meetings that may be one"),
        _("Same place, day and time within a quarter of an hour. Two rooms at one time are no clash."),
        duplicates.same_meetings,
    ),
    Check(
        out_of_sight.OUT_OF_SIGHT,
        _("Shown through another that is gone"),
        _("They were said to be the same as one that has closed or was taken off since. Nobody finds either."),
        out_of_sight.behind_what_is_gone,
    ),
    Check(
        duplicates.VENUES,
        _("Venues that may be one"),
        _("Like names with the same postcode, or within 50 metres."),
        duplicates.same_venues,
    ),
    Check(
        placed.NO_POINT,
        _("Venues without a point"),
        _("No search by distance finds what meets there. Enter the postcode, or set the point."),
        placed.without_point,
    ),
    Check(
        placed.MISPLACED,
        _("Venues far from their postcode"),
        _("More than a mile from the postcode, or ten from its first part: one of the two is wrong."),
        placed.misplaced,
    ),
    Check(
        missing.NOWHERE,
        _("Listings without a time or place"),
        _("By arrangement is a proper answer: say so, and it is shown here no more."),
        missing.no_time_or_place,
    ),
    Check(
        timed.TIMES,
        _("Times that look wrong"),
        _("Starts at night, lengths of half a day, days that never come, last dates that have passed."),
        timed.impossible_times,
    ),
    Check(
        private_words.PRIVATE,
        _("Surnames and private numbers"),
        _("In what the public reads. First names with an initial are fine: Dave S."),
        private_words.private_words,
    ),
    Check(
        links.LINKS,
        _("Links that stopped answering"),
        _("Three tries failed within a week or more. The command check_links tries them."),
        links.stopped_links,
    ),
    Check(
        missing.NOBODY,
        _("Groups with nobody to ask"),
        _("Without any contact no letter can ask whether the listing is still right."),
        missing.nobody_to_ask,
    ),
    Check(
        pauses.PAUSES,
        _("Long pauses"),
        _("Over for more than a month, or without an end for more than three."),
        pauses.long_pauses,
    ),
)
BY_SLUG = {check.slug: check for check in CHECKS}


@dataclass(frozen=True)
class Found:
    """What one check has to say to somebody: what waits, and what was put aside."""

    waiting: list[Finding]
    aside: list[tuple[Finding, FindingPutAside]]

    def about(self, keys: Iterable[int]) -> "Found":
        """The same of those alone that are about a record of one of these numbers."""
        keys = set(keys)

        def is_about(finding: Finding) -> bool:
            return any(record.pk in keys for record in finding.records)

        return Found(
            [one for one in self.waiting if is_about(one)],
            [(one, aside) for one, aside in self.aside if is_about(one)],
        )


def ask(check: Check, *, on: date, seen: Seen) -> Found:
    """What a check finds among what somebody may be shown. Its own queries, and one."""
    return _ask(check, _asides(Q(finding__startswith=f"{check.slug}:")), on=on, seen=seen)


def ask_all(*, on: date, seen: Seen) -> list[tuple[Check, Found]]:
    """The same of every check. Their own queries, and one."""
    asides = _asides(Q())
    return [(check, _ask(check, asides, on=on, seen=seen)) for check in CHECKS]


def _ask(check: Check, asides: dict[str, FindingPutAside], *, on: date, seen: Seen) -> Found:
    found = Found([], [])
    for finding in check.find(on):
        if finding.is_seen(seen):
            aside = asides.get(finding.name)
            if aside and aside.stood == finding.stood:
                found.aside.append((finding, aside))
            else:
                found.waiting.append(finding)
    return found


def _asides(which: Q) -> dict[str, FindingPutAside]:
    """What was put aside, by finding."""
    return {aside.finding: aside for aside in FindingPutAside.objects.filter(which)}


def put_aside(finding: Finding, *, on: date, by_words: str) -> None:
    """It is right as it is: shown no more until its facts change."""
    FindingPutAside.objects.update_or_create(
        finding=finding.name, defaults={"stood": finding.stood, "on": on, "by_words": by_words}
    )


def bring_back(finding: Finding) -> None:
    """Show it again."""
    FindingPutAside.objects.filter(finding=finding.name).delete()
