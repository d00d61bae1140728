"""Rows to services: groups with all that meets of them, as the writer of Open Referral is given them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.db.models import Q

from groups.exchange.listing import Listing
from groups.exchange.open_referral.service import Organisation, Pause, Service, is_paused, status_of
from groups.exchange.outgoing.listings import Changes, Reading
from groups.models import DEMONSTRATION, Group, Meeting, Programme
from groups.rules.choices import Status

_OF_A_GROUP = (
    "pk", "slug", "name", "status", "paused_until", "status_reason", "description", "email", "phone", "website",
    "feed__name", "programme",
)  # fmt: skip


def not_over(*, on: date) -> Q:
    """Of meetings: shown themselves, neither draft nor closed, and as far as the last date tells not over."""
    return Q(status__in=(Status.LISTED, Status.PAUSED), same_as__isnull=True) & (Q(last__isnull=True) | Q(last__gte=on))


def services(
    groups: Collection[int], *, on: date, in_full: bool = False, changes: Changes | None = None
) -> list[Service]:
    """The services of these groups, in the order of their numbers as given; drafts and doubles are none.

    `in_full` with all that is said of access, and `changes` with what is different on dates to come. Six queries, and
    three more `in_full`, beside what `changes` asks.
    """
    rows = {row[0]: row for row in Group.objects.with_page().filter(pk__in=groups).order_by().values_list(*_OF_A_GROUP)}
    fellowships = _fellowships({row[-1] for row in rows.values() if row[-1]})
    pauses: dict[int, dict[int, Pause]] = defaultdict(dict)
    meetings: dict[int, list[int]] = defaultdict(list)
    found = Meeting.objects.filter(not_over(on=on), group__in=groups).order_by("pk")
    columns = ("pk", "group_id", "status", "paused_until", "status_reason")
    for number, group, status, until, reason in found.values_list(*columns):
        meetings[group].append(number)
        if is_paused(status, until, on=on):
            pauses[group][number] = Pause(until, reason)
    numbers = [number for group in groups for number in meetings[group]]
    read = {one.of.number: one for one in Reading(in_full=in_full, changes=changes).listings(numbers)}
    return list(_services(groups, rows, fellowships, meetings, pauses, read, on))


def _fellowships(programmes: Collection[int]) -> dict[int, Organisation]:
    rows = Programme.objects.filter(pk__in=programmes).order_by()
    return {row[0]: Organisation(*row) for row in rows.values_list("pk", "name", "description", "website")}


def _services(
    groups: Sequence[int],
    rows: dict[int, tuple],
    fellowships: dict[int, Organisation],
    meetings: dict[int, list[int]],
    pauses: dict[int, dict[int, Pause]],
    read: dict[int, Listing],
    on: date,
) -> Iterator[Service]:
    for number in groups:
        if number not in rows:
            continue
        _pk, slug, name, status, until, reason, description, email, phone, website, feed, programme = rows[number]
        rests, rests_whole = pauses[number], is_paused(status, until, on=on)
        listings = tuple(read[meeting] for meeting in meetings[number] if meeting in read)
        yield Service(
            number=number,
            slug=slug,
            name=name,
            status=status_of(status, until, (one.of.number in rests for one in listings), on=on),
            description=description,
            email=email,
            phone=phone,
            website=website,
            organisation=fellowships.get(programme),
            reason=reason,
            is_invented=feed == DEMONSTRATION or any(one.is_invented for one in listings),
            meetings=() if status == Status.CLOSED else listings,
            pause=Pause(until, reason) if rests_whole else None,
            pauses=rests,
        )
