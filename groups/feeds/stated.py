"""What a file of our own says plainly: the slugs in it become the records that have them here."""

from functools import cached_property

from groups.exchange.record import MeetingRecord, VenueRecord
from groups.feeds.values import GroupValues, MeetingValues, VenueValues
from groups.models import AccessFeature, Area, Programme, Tag


class Slugs:
    """The numbers of records by their slugs, each table asked for once, and only where a file names some."""

    def meeting(self, says: MeetingValues, record: MeetingRecord) -> MeetingValues:
        """With what the file states. A tag or feature that is not known here is left out."""
        if not record.stated:
            return says
        stated = dict(record.stated)
        stated["tags"] = self._known(stated.get("tags", ""), ":", self._tags)
        stated["access"] = self._known(stated.get("access", ""), "=", self._features)
        return says._replace(**stated)

    def group(self, says: GroupValues, record: MeetingRecord) -> GroupValues:
        """Its programme and area are those of the file, where these are known; else those of the feed."""
        if not record.stated_of_group:
            return says
        stated = dict(record.stated_of_group)
        programme, area = (stated.pop(name, "") for name in ("programme", "area"))
        return says._replace(
            programme=(self._programmes.get(programme) if programme else None) or says.programme,
            area=(self._areas.get(area) if area else None) or says.area,
            **stated,
        )

    def venue(self, says: VenueValues, record: VenueRecord) -> VenueValues:
        """Likewise its area."""
        area = (self._areas.get(record.area) if record.area else None) or says.area
        access = self._known(says.access, "=", self._features) if says.access else ""
        return says if (area, access) == (says.area, says.access) else says._replace(area=area, access=access)

    @staticmethod
    def _known(words: str, sign: str, known: dict[str, int]) -> str:
        return " ".join(word for word in words.split() if word.partition(sign)[0] in known)

    @cached_property
    def _programmes(self) -> dict[str, int]:
        return dict(Programme.objects.values_list("slug", "pk"))

    @cached_property
    def _areas(self) -> dict[str, int]:
        return dict(Area.objects.values_list("slug", "pk"))

    @cached_property
    def _tags(self) -> dict[str, int]:
        return dict(Tag.objects.values_list("slug", "pk"))

    @cached_property
    def _features(self) -> dict[str, int]:
        return dict(AccessFeature.objects.values_list("slug", "pk"))
