"""A group as a service in short: what it has one of, and the organisation that stands behind it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date

from django.utils.translation import gettext as _

from groups.exchange.listing import Listing
from groups.exchange.meeting_guide.writer import can_i_come_words
from groups.exchange.open_referral.service import Service, ServiceStatus
from groups.exchange.open_referral.writing.values import Fields, Home, is_web, named, sentence, stated
from groups.rules.choices import Cost
from groups.rules.keeping_private import take_out_passcode
from groups.rules.reading import plain_text
from groups.rules.words import full_date

SERVICE = "service"
"""The kind under which a group's number stands in its identifier."""


def service_id(home: Home, number: int) -> str:
    """That of a group."""
    return home.ids.numbered(SERVICE, number)


def page_of(home: Home, one: Service) -> str:
    """The address of its page here."""
    return f"{home.site}/groups/{one.slug}/"


def service_in_short(home: Home, one: Service) -> Fields:
    """A service as lists have it."""
    meetings = one.meetings
    return stated(
        {
            "id": service_id(home, one.number),
            "organization_id": _organisation_id(home, one),
            "name": named(one.name, one),
            "description": "\n".join(_description(one)),
            "url": one.website if is_web(one.website) else page_of(home, one),
            "email": one.email,
            "status": str(one.status),
            "fees": _fees(meetings),
            "minimum_age": _all_of(min, (listing.of.youngest for listing in meetings)),
            "maximum_age": _all_of(max, (listing.of.oldest for listing in meetings)),
            "assured_date": _all_of(min, (listing.checked_on for listing in meetings)),
            "alert": _alert(one),
            "last_modified": _last_modified(meetings),
            "organization": _organisation(home, one),
        }
    )


def cost_options(home: Home, one: Service) -> list[Fields]:
    """What it costs in words, each once, with the notes on it."""
    said = dict.fromkeys((listing.of.cost, take_out_passcode(listing.of.cost_note)[0]) for listing in one.meetings)
    return [
        stated(
            {
                "id": home.ids.named("cost-option", one.number, cost, note),
                "service_id": service_id(home, one.number),
                "url": page_of(home, one),
                "option": str(Cost(cost).label) if cost else "",
                "amount_description": note,
            }
        )
        for cost, note in said
        if cost or note
    ]


def _description(one: Service) -> Iterator[str]:
    if one.is_invented:
        yield _("This listing is invented. Nobody meets there.")
    if one.description:
        yield plain_text(one.description)
    if answer := answer_of_all(one):
        yield _("Can I come? %(answer)s") % {"answer": answer}


def answer_of_all(one: Service) -> str:
    """“Can I come?”, where all of its meetings answer alike."""
    answers = {can_i_come_words(listing.of) for listing in one.meetings}
    return answers.pop() if len(answers) == 1 else ""


def _organisation_id(home: Home, one: Service) -> str:
    if one.organisation:
        return home.ids.named("organization", one.organisation.number)
    return home.ids.named("organization-of-a-group", one.number)


def _organisation(home: Home, one: Service) -> Fields:
    """Its fellowship; a group without one stands for itself."""
    behind = one.organisation or one
    is_fellowship = one.organisation is not None
    without = (
        _("Mutual aid groups of this name.") if is_fellowship else _("A local group that belongs to no fellowship.")
    )
    return stated(
        {
            "id": _organisation_id(home, one),
            "name": behind.name if is_fellowship else named(one.name, one),
            "description": plain_text(behind.description) or without,
            "website": behind.website if is_web(behind.website) else "",
        }
    )


def _alert(one: Service) -> str:
    """That it is invented, or rests, and why."""
    said = [_("This listing is invented. Nobody meets there.")] if one.is_invented else []
    if one.status == ServiceStatus.TEMPORARILY_CLOSED:
        rests = [one.rest_of(listing.of.number) for listing in one.meetings]
        ends = {pause.until for pause in rests if pause}
        until = min(ends) if ends and None not in ends else None
        if until and all(rests):
            said.append(_("It does not meet until after %(day)s.") % {"day": full_date(until)})
        else:
            said.append(_("It does not meet at present."))
    if one.status in (ServiceStatus.TEMPORARILY_CLOSED, ServiceStatus.DEFUNCT):
        said.append(sentence(one.reason))
    return " ".join(filter(None, said))


def _fees(meetings: Sequence[Listing]) -> str:
    """What it costs, where all of its meetings say the same."""
    costs = {listing.of.cost for listing in meetings}
    cost = costs.pop() if len(costs) == 1 else ""
    return str(Cost(cost).label) if cost else ""


def _all_of(choose, values: Iterable) -> object:
    """One of the values, where each of them is known."""
    known = list(values)
    if not known or None in known:
        return None
    found = choose(known)
    return found.isoformat() if isinstance(found, date) else found


def _last_modified(meetings: Iterable[Listing]) -> str:
    changed = [listing.of.changed_at for listing in meetings if listing.of.changed_at]
    return max(changed).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if changed else ""
