"""“Can I come?” in the words that people read. “Members” and “closed” are never among them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.rules.choices import ABOUT_ANYTHING, About, Audience, Cost, Joining, WhoMayCome
from groups.rules.words import listed_words

_WANTS = {
    About.ALCOHOL: gettext_lazy("wants to stop drinking"),
    About.DRUGS: gettext_lazy("has a drug problem"),
    About.GAMBLING: gettext_lazy("wants to stop gambling"),
    About.FOOD: gettext_lazy("has a problem with food"),
    About.SEX_AND_LOVE: gettext_lazy("has a problem with sex or love"),
    About.MONEY: gettext_lazy("has a problem with debt or money"),
}
_IF_YOU = {
    About.ALCOHOL: gettext_lazy("you want to stop drinking"),
    About.DRUGS: gettext_lazy("you have a drug problem"),
    About.GAMBLING: gettext_lazy("you want to stop gambling"),
    About.FOOD: gettext_lazy("you have a problem with food"),
    About.SEX_AND_LOVE: gettext_lazy("you have a problem with sex or love"),
    About.MONEY: gettext_lazy("you have a problem with debt or money"),
}


def _single(problems: int) -> About | None:
    return About(problems) if problems in set(About) else None


def problem_words(problems: int) -> str:
    """What a group is about, in a word or a few: `Drinking`, `Drinking and drugs`, `Any problem`."""
    if problems == ABOUT_ANYTHING:
        return _("Any problem")
    words = listed_words([str(one.label).lower() for one in About if problems & one])
    return words[:1].upper() + words[1:]


def who_words(who: str, *, audience: str, problems: int) -> str:
    """Who may come, for a row of a list; empty where nobody has said."""
    if who == WhoMayCome.ANYONE:
        return _("Anyone can come")
    if who == WhoMayCome.ASK:
        return _("Ask first whether you can come")
    if who != WhoMayCome.MEMBERS:
        return ""
    if audience == Audience.FAMILY:
        return _("For family, friends and carers")
    wants = _WANTS.get(_single(problems))
    return _("For anyone who %(wants)s") % {"wants": wants} if wants else _("For anyone who wants to change")


def _may_i(who: str, audience: str, problems: int) -> str:
    if who == WhoMayCome.ANYONE:
        return _("Yes, anyone can come.")
    if who == WhoMayCome.ASK:
        return _("Ask the group first.")
    if who == WhoMayCome.MEMBERS and audience == Audience.FAMILY:
        return _("Yes, if someone close to you drinks, uses or has another problem.")
    if who == WhoMayCome.MEMBERS:
        wants = _IF_YOU.get(_single(problems), _("you want to change"))
        return _("Yes, if %(wants)s.") % {"wants": wants}
    if audience == Audience.FAMILY:
        return _("It is for family, friends and carers. Whether others can come is not stated.")
    return _("The group has not said who can come. Most welcome anyone who wants to change.")


def _ages(youngest: int | None, oldest: int | None) -> str:
    if youngest and oldest:
        return _("For ages %(youngest)s to %(oldest)s.") % {"youngest": youngest, "oldest": oldest}
    if youngest:
        return _("You need to be %(age)s or older.") % {"age": youngest}
    return _("For people aged %(age)s or younger.") % {"age": oldest} if oldest else ""


_JOINING = {
    Joining.TURN_UP: gettext_lazy("Just turn up."),
    Joining.CONTACT_FIRST: gettext_lazy("Contact the group before your first visit."),
    Joining.REFERRAL: gettext_lazy("Someone who works with you has to refer you."),
}
_COST = {
    Cost.FREE: gettext_lazy("Free."),
    Cost.COLLECTION: gettext_lazy("Free, with a collection for those who want to give."),
    Cost.CHARGE: gettext_lazy("There is a charge."),
}


def can_i_come(
    meeting, *, audience: str, problems: int, door: str = "", open_days: str = "", specially_for: str = ""
) -> str:
    """The answer made of a meeting's facts: who, ages, how to join, cost, which door. Only what is stated is said.

    `meeting` needs the attributes who, who_note, youngest, oldest, joining and cost; `door` is which one to use, where
    that may be public; `open_days` are those on which anyone can come (`last Friday`); `specially_for` names tags.
    """
    said = [
        _may_i(meeting.who, audience, problems),
        _("Anyone can come on the %(days)s of the month.") % {"days": open_days} if open_days else "",
        _("It is for %(who)s.") % {"who": specially_for} if specially_for else "",
        _sentence(meeting.who_note),
        _ages(meeting.youngest, meeting.oldest),
        str(_JOINING.get(meeting.joining, "")),
        str(_COST.get(meeting.cost, "")),
        _sentence(door),
    ]
    return " ".join(part for part in said if part)


def _sentence(note: str) -> str:
    note = note.strip()
    return note if not note or note[-1] in ".!?" else f"{note}."
