"""The tables of the directory."""

from groups.models import among  # noqa: F401 - it registers a lookup
from groups.models.area import Area
from groups.models.confirmation import Confirmation
from groups.models.date_asked import DateAsked
from groups.models.exception import MeetingException
from groups.models.feed import DEMONSTRATION, Feed, FeedRun
from groups.models.group import Group
from groups.models.history import Change, Deed
from groups.models.kept_file import KeptFile
from groups.models.letter import Letter, LetterGroup
from groups.models.meeting import Meeting, MeetingTag
from groups.models.old_slug import OldSlug
from groups.models.place import Place, PlaceLoad
from groups.models.posting import Posting, Term
from groups.models.programme import Programme
from groups.models.quality import FindingPutAside, LinkCheck
from groups.models.search_row import SearchRow
from groups.models.site import Site
from groups.models.staff import Grant, StaffRole
from groups.models.suggestion import Suggestion
from groups.models.under_way import UnderWay
from groups.models.venue import AccessAnswer, Venue
from groups.models.vocabulary import AccessFeature, Code, Tag

__all__ = [
    "DEMONSTRATION",
    "AccessAnswer",
    "AccessFeature",
    "Area",
    "Change",
    "Code",
    "Confirmation",
    "DateAsked",
    "Deed",
    "Feed",
    "FeedRun",
    "FindingPutAside",
    "Grant",
    "Group",
    "KeptFile",
    "Letter",
    "LetterGroup",
    "LinkCheck",
    "Meeting",
    "MeetingException",
    "MeetingTag",
    "OldSlug",
    "Place",
    "PlaceLoad",
    "Posting",
    "Programme",
    "SearchRow",
    "Site",
    "StaffRole",
    "Suggestion",
    "Tag",
    "Term",
    "UnderWay",
    "Venue",
]
