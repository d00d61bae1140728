"""Services, their places and taxonomies as Open Referral UK 3.0 (HSDS-UK-3.0) wants them: plain values for JSON.

Spec: https://openreferraluk.org, https://github.com/OpenReferralUK/uk-profile. A field that nobody has filled is left
out: never null, never empty. docs/open-referral.md says which field holds what.
"""

from groups.exchange.listing import Listing
from groups.exchange.open_referral.service import Place, Service
from groups.exchange.open_referral.terms import Taxonomy, Term, each_once, said_of_group, said_of_meeting
from groups.exchange.open_referral.writing import facts, locations, schedules, services, words
from groups.exchange.open_referral.writing.services import SERVICE
from groups.exchange.open_referral.writing.values import Fields, Home, phones, stated


class Writer(Home):
    """Writes for one site: services with all that belongs to them, the places of services, and taxonomies."""

    # --- Services

    def service(self, one: Service) -> Fields:
        """A service with all that belongs to it."""
        shown = [listing for listing in one.meetings if schedules.has_dates(one, listing)]
        of_group = said_of_group(one.meetings[0]) if one.meetings else ()
        of_meetings = (term for listing in shown for term in said_of_meeting(listing, self.families))
        said = [*each_once([*of_group, *of_meetings]), *facts.of_group(self, one)]
        return self.service_in_short(one) | stated(
            {
                "schedules": [self._schedule(one, listing) for listing in one.meetings],
                "service_at_locations": self._places(one),
                "languages": words.languages(self, shown),
                "cost_options": services.cost_options(self, one),
                "phones": phones(self, one.phone, "service", one.number),
                "attributes": words.attributes(self, SERVICE, self.service_id(one.number), said),
            }
        )

    def service_in_short(self, one: Service) -> Fields:
        """A service as lists have it: what it has one of."""
        return services.service_in_short(self, one)

    def service_id(self, number: int) -> str:
        """That of a group."""
        return services.service_id(self, number)

    # --- Places

    def place(self, one: Service, place: Place) -> Fields | None:
        """A service's link to a location with all that belongs to both; None where it meets there no longer."""
        listing = self._at(one, place)
        if listing is None:
            return None
        service = {name: value for name, value in self.service(one).items() if name != "service_at_locations"}
        return self._place(one, place, listing) | {"service": service}

    def place_in_short(self, one: Service, place: Place) -> Fields | None:
        """The same as lists have it: what each has one of."""
        listing = self._at(one, place)
        if listing is None:
            return None
        whole = locations.location(self, place, listing)
        location = {name: value for name, value in whole.items() if not isinstance(value, list)}
        return self._link(one, place, listing) | {"location": location, "service": self.service_in_short(one)}

    def _at(self, one: Service, place: Place) -> Listing | None:
        return next((listing for listing in one.meetings if place in locations.places(one, listing)), None)

    def _places(self, one: Service) -> list[Fields]:
        found: dict[Place, Listing] = {}
        for listing in one.meetings:
            for place in locations.places(one, listing):
                found.setdefault(place, listing)
        return [self._place(one, place, listing) for place, listing in found.items()]

    def _place(self, one: Service, place: Place, listing: Listing) -> Fields:
        """With the schedules that are held there; one both ways stands at both of its places."""
        there = [self._schedule(one, other) for other in one.meetings if place in locations.places(one, other)]
        located = {"location": locations.location(self, place, listing)}
        return self._link(one, place, listing) | located | stated({"schedules": there})

    def _link(self, one: Service, place: Place, listing: Listing) -> Fields:
        return {
            "id": locations.place_id(self, place),
            "service_id": self.service_id(one.number),
            "location_id": locations.location_id(self, place, listing),
        }

    def _schedule(self, one: Service, listing: Listing) -> Fields:
        return schedules.schedule(self, self.service_id(one.number), one, listing)

    # --- Taxonomies

    def taxonomy_id(self, slug: str) -> str:
        """That of a taxonomy."""
        return words.taxonomy_id(self, slug)

    def term_id(self, term: Term) -> str:
        """That of a term."""
        return words.term_id(self, term)

    def taxonomy(self, one: Taxonomy) -> Fields:
        """A closed list."""
        return words.taxonomy(self, one)

    def term(self, one: Term) -> Fields:
        """A word of one."""
        return words.term(self, one)
