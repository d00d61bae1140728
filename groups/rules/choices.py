"""The closed lists of the domain: the stored value is for machines, the label for people."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Weekday(IntegerChoices):
    """Days as Python's `date.weekday()` numbers them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")

    @property
    def slug(self) -> str:
        """As addresses have it: `mon`."""
        return self.name[:3].lower()

    @classmethod
    def beginning_with(cls, first: int) -> list["Weekday"]:
        """All seven, in the order of a week that begins on this day."""
        return [cls((first + n) % 7) for n in range(7)]


class Approach(TextChoices):
    """How a programme works."""

    TWELVE_STEP = "12-step", _("12-step")
    SMART = "smart", _("SMART Recovery")
    COMMUNITY = "community", _("Local community")
    OTHER = "other", _("Another way")


class Kind(TextChoices):
    """What a visitor chooses between. A listing can be of two kinds; a row shows one, family first."""

    FAMILY = "family", _("Family, friends and carers")
    TWELVE_STEP = "12-step", _("12-step fellowships")
    SMART = "smart", _("SMART Recovery")
    COMMUNITY = "community", _("Local community groups")
    OTHER = "other", _("Other groups")


class Audience(TextChoices):
    """Whom a programme or group is for."""

    SELF = "self", _("People with the problem themselves")
    FAMILY = "family", _("Family, friends and carers")
    EVERYONE = "everyone", _("Everyone")


class Status(TextChoices):
    """Where a group or meeting stands. Paused and closed keep their pages, which say so."""

    DRAFT = "draft", _("Draft")
    LISTED = "listed", _("Listed")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


class Attendance(TextChoices):
    """How one takes part: stored, never guessed from what else is filled in."""

    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class WhoMayCome(TextChoices):
    """Who may come. The public never reads the label of `members`: the page says it by what the group is about."""

    ANYONE = "anyone", _("Anyone can come")
    MEMBERS = "members", _("People the group is for")
    ASK = "ask", _("Ask first")


class Joining(TextChoices):
    """What someone new does before the first visit."""

    TURN_UP = "turn-up", _("Just turn up")
    CONTACT_FIRST = "contact-first", _("Contact the group first")
    REFERRAL = "referral", _("By referral")


class Cost(TextChoices):
    """What it costs to come."""

    FREE = "free", _("Free")
    COLLECTION = "collection", _("Free, with a collection")
    CHARGE = "charge", _("There is a charge")


class YesNo(TextChoices):
    """A plain fact; an empty text means that nobody has said."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class Answer(TextChoices):
    """An answer about access. Partly is never a yes, and no row at all means not stated."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class BankHolidays(TextChoices):
    """What a meeting does on a bank holiday; an empty text means not stated."""

    AS_USUAL = "as-usual", _("Meets as usual")
    NO_MEETING = "no-meeting", _("Does not meet")
    WEEK_LATER = "week-later", _("Meets a week later")
    ASK = "ask", _("Ask the group")


class ExceptionKind(TextChoices):
    """What is said of one date. The last two say what is known of it: the bank-holiday answer does not count then."""

    CANCELLED = "cancelled", _("Does not meet")
    MOVED = "moved", _("Moved to another date, time, place or link")
    EXTRA = "extra", _("An extra meeting")
    MEETS = "meets", _("Meets as usual: this is known")
    ASK = "ask", _("Not sure: ask before you go")


AS_IT_IS = (ExceptionKind.MEETS, ExceptionKind.ASK)
"""The kinds that change nothing of a date and say what is known of it."""


class DateAnswer(TextChoices):
    """What a meeting does on one date, as it is asked and answered on the bank-holiday sheet."""

    MEETS = "meets", _("Meets")
    NOT = "not", _("Does not meet")
    MOVED = "moved", _("Other time")
    ASK = "ask", _("Ask")


class Precision(TextChoices):
    """How much of a venue's place may be shown."""

    EXACT = "exact", _("Exact")
    APPROXIMATE = "approximate", _("Approximate")
    HIDDEN = "hidden", _("Hidden: only the area is shown")


class TagFamily(TextChoices):
    """What a tag speaks of."""

    WHO = "who", _("Who it is specially for")
    FORMAT = "format", _("What the meeting is like")
    CUSTOM = "custom", _("A custom of the group")


class AreaKind(TextChoices):
    """The levels of the tree of areas, largest first."""

    NATION = "nation", _("Nation")
    REGION = "region", _("Region")
    COUNTY = "county", _("County")
    DISTRICT = "district", _("District")
    TOWN = "town", _("Town")


class PlaceKind(TextChoices):
    """What a place is that a visitor can type."""

    POSTCODE = "postcode", _("Postcode")
    OUTWARD = "outward", _("First part of a postcode")
    CITY = "city", _("City")
    TOWN = "town", _("Town")
    VILLAGE = "village", _("Village")
    SUBURB = "suburb", _("Part of a town")
    HAMLET = "hamlet", _("Hamlet")


class CheckedBy(TextChoices):
    """How a listing was checked."""

    WEBSITE = "website", _("on its website")
    PHONE = "phone", _("by phone")
    EMAIL = "email", _("by e-mail")
    VISIT = "visit", _("by a visit")
    FEED = "feed", _("by its source")
    GROUP = "group", _("with the group")


class Freshness(TextChoices):
    """How long ago a listing was last checked, in the words of the domain."""

    CHECKED = "checked", _("Checked")
    DUE = "due", _("Due a check")
    OVERDUE = "overdue", _("Overdue a check")
    OLD = "old", _("Not checked for a long time")
    NEVER = "never", _("Never checked")


class CodeMeaning(TextChoices):
    """What a foreign code can stand for."""

    TAG = "tag", _("A tag")
    ACCESS = "access", _("An access answer")
    LANGUAGE = "language", _("A language")
    FIELD = "field", _("A field's value")


class FeedFormat(TextChoices):
    """The formats a feed can be in."""

    AUTO = "auto", _("Tell by itself")
    MEETING_GUIDE = "meeting-guide", _("Meeting Guide JSON")
    CSV = "csv", _("Spreadsheet (CSV)")
    BMLT = "bmlt", _("BMLT JSON")
    OPEN_REFERRAL = "open-referral-uk", _("Open Referral UK")


class GroupNameFrom(TextChoices):
    """Where a feed keeps a group's name."""

    AUTO = "auto", _("Tell by itself")
    GROUP = "group", _("The row's group")
    MEETING = "meeting", _("The meeting's own name")


class RunOutcome(TextChoices):
    """How a run of a feed ended."""

    APPLIED = "applied", _("Applied")
    SAME = "same", _("Nothing new")
    REFUSED = "refused", _("Refused")
    FAILED = "failed", _("Failed")


class About(IntegerChoices):
    """The problems a programme or group is about, as bits of a mask."""

    ALCOHOL = 1, _("Drinking")
    DRUGS = 2, _("Drugs")
    GAMBLING = 4, _("Gambling")
    FOOD = 8, _("Food")
    SEX_AND_LOVE = 16, _("Sex and love")
    MONEY = 32, _("Money")
    OTHER = 64, _("Something else")

    @property
    def slug(self) -> str:
        """The word for this problem in an address: `sex-and-love`."""
        return self.name.lower().replace("_", "-")


ABOUT_ANYTHING = sum(About)
ABOUT_BY_SLUG = {about.slug: about for about in About}


class ColourSet(TextChoices):
    """The six colour sets a site can wear; each is tested for contrast."""

    PINE = "pine", _("Pine")
    HARBOUR = "harbour", _("Harbour")
    HEATHER = "heather", _("Heather")
    BRICK = "brick", _("Brick")
    MOSS = "moss", _("Moss")
    SLATE = "slate", _("Slate")


class Role(TextChoices):
    """What someone of the staff is there for. Administrators have no role: they may do everything."""

    EDITOR = "editor", _("Editor: changes the listings that they look after")
    MODERATOR = "moderator", _("Moderator: handles the suggestions for the listings that they look after")
    OBSERVER = "observer", _("Observer: looks, and changes nothing")


class DeedSource(TextChoices):
    """From where a listing was changed."""

    FORM = "form", _("a form")
    ACTION = "action", _("an action")
    IMPORT = "import", _("an import")
    SUGGESTION = "suggestion", _("a suggestion")
    CONTACT = "contact", _("the group’s contact")
    COMMAND = "command", _("a command")
    UNDO = "undo", _("an undo")


class ChangeKind(TextChoices):
    """What became of one record."""

    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    REMOVED = "removed", _("removed")


class SuggestionKind(TextChoices):
    """What a suggestion says."""

    CHANGE = "change", _("Something is different")
    NEW = "new", _("A group or meeting that is missing")
    CLOSED = "closed", _("It no longer meets")
    OFF = "off", _("They do not want to be listed")
    WORRY = "worry", _("Something there worried me")


class SuggestedBy(TextChoices):
    """Who sent a suggestion."""

    PUBLIC = "public", _("a visitor")
    CONTACT = "contact", _("the group’s contact")


class SuggestionState(TextChoices):
    """Where a suggestion stands."""

    WAITING = "waiting", _("Waiting")
    ASKED = "asked", _("Asked back")
    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    DECLINED = "declined", _("Turned down")


class LetterState(TextChoices):
    """Where a letter to a group's contact stands."""

    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    ANSWERED = "answered", _("Answered")
    ENDED = "ended", _("Ended without an answer")


class LettersEnded(TextChoices):
    """Why no more letters go to a group's private contact; empty while they do."""

    REFUSED = "refused", _("Their mail refused it")
    BOUNCED = "bounced", _("The address bounced")
    NOT_CONTACT = "gone", _("They are no longer the contact")
    UNWANTED = "unwanted", _("They asked for no more letters")


class LetterAnswer(TextChoices):
    """What a contact said of one group by way of a letter."""

    RIGHT = "right", _("Still right")
    DIFFERENT = "changed", _("Something is different")
    CLOSED = "closed", _("It has closed")
    NOT_CONTACT = "gone", _("They are no longer the contact")
    TAKE_OFF = "off", _("They asked to be taken off")
