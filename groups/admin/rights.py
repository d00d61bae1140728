"""Which listings someone of the staff looks after: every desk, form, list and action asks here.

What a role may do at all stands in `mutualaid/roles.py`. For which listings it holds, a person's grants say: pairs of
an area (or any) and a programme (or any), of which both must hold; several add up. Rights follow the group's area.
Administrators look after all; so do observers to whom no listings were given, for they only look.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.models import Area, Grant, Group, Meeting, Programme, Suggestion, Venue
from groups.rules.choices import Precision, Role, SuggestionKind
from mutualaid.roles import ADMINISTRATOR, role_of

NOTHING = Q(pk__in=())
EVERYTHING = Q()
ANY = Q(pk__isnull=False)
"""As EVERYTHING, but holds its own beside an `or`, where an empty condition would say nothing."""


@dataclass(frozen=True)
class Pair:
    """One grant: the numbers of an area and of all its parts (None: any), and of a programme (None: any)."""

    areas: frozenset[int] | None
    programme: int | None

    def holds(self, area: int | None, programme: int | None) -> bool:
        """Whether it covers a group of this area and programme."""
        return (self.areas is None or area in self.areas) and self.programme in (None, programme)

    def q(self, path: str) -> Q:
        """The same as a condition on groups that are reached by `path`."""
        area = Q() if self.areas is None else Q(**{f"{path}area__in": self.areas})
        return area & (Q() if self.programme is None else Q(**{f"{path}programme": self.programme}))


def pairs(user) -> tuple[Pair, ...]:
    """What someone looks after. Two queries at most, kept on the user in hand."""
    if not hasattr(user, "_pairs"):
        user._pairs = _pairs(user)
    return user._pairs


def _pairs(user) -> tuple[Pair, ...]:
    everything = (Pair(None, None),)
    role = role_of(user)
    if role == ADMINISTRATOR:
        return everything
    rows = list(Grant.objects.filter(user=user).values_list("area", "programme")) if role else []
    if role == Role.OBSERVER and not rows:
        return everything
    tree = _tree() if any(area for area, _programme in rows) else {}
    return tuple(Pair(frozenset(tree[area]) if area else None, programme) for area, programme in rows)


def _tree() -> dict[int, set[int]]:
    """The numbers of every area with those of its parts. One query."""
    parents = dict(Area.objects.values_list("pk", "parent_id"))
    inside: dict[int, set[int]] = {pk: {pk} for pk in parents}
    for pk in parents:
        seen, above = {pk}, parents[pk]
        while above is not None and above not in seen:
            inside[above].add(pk)
            seen.add(above)
            above = parents[above]
    return inside


def looks_after_all(user) -> bool:
    """Whether every listing is theirs."""
    return any(pair == Pair(None, None) for pair in pairs(user))


def of_groups(user, path: str = "") -> Q:
    """The condition that holds for the groups that someone looks after, reached by `path`."""
    if looks_after_all(user):
        return EVERYTHING
    theirs = NOTHING
    for pair in pairs(user):
        theirs |= pair.q(path)
    return theirs


def groups(user) -> QuerySet[Group]:
    """The groups that someone looks after."""
    return Group.objects.filter(of_groups(user))


def meetings(user) -> QuerySet[Meeting]:
    """The meetings of those groups."""
    return Meeting.objects.filter(of_groups(user, "group__"))


def reads_suggestions(user) -> bool:
    """Whether someone reads what people wrote at all: observers do not."""
    return role_of(user) not in ("", Role.OBSERVER)


def suggestions(user) -> QuerySet[Suggestion]:
    """What was said of the groups that someone looks after.

    Of a group that is new nobody knows the area: it goes to whoever looks after any area and its programme. What
    worried somebody is for administrators alone, and so is what was said of a listing that is gone.
    """
    if role_of(user) == ADMINISTRATOR:
        return Suggestion.objects.all()
    if not reads_suggestions(user):
        return Suggestion.objects.none()
    new = NOTHING
    for pair in (pair for pair in pairs(user) if pair.areas is None):
        of_it = Q() if pair.programme is None else Q(proposed__group__programme=pair.programme)
        new |= Q(kind=SuggestionKind.NEW, group__isnull=True) & of_it
    theirs = of_groups(user, "group__") & Q(group__isnull=False)
    if not looks_after_all(user):  # a meeting may have gone to another group since
        theirs &= Q(meeting__isnull=True) | of_groups(user, "meeting__group__")
    return Suggestion.objects.exclude(kind=SuggestionKind.WORRY).filter(theirs | new)


def may_hold(user, area: Area | None, programme: Programme | None) -> bool:
    """Whether a group of this area and programme would be theirs."""
    wanted = (area.pk if area else None, programme.pk if programme else None)
    return any(pair.holds(*wanted) for pair in pairs(user))


# --- Venues: seen and chosen by all, hidden ones by those alone who meet there; changed within one's areas


def venues_seen(user) -> QuerySet[Venue]:
    """The venues that someone may see and choose."""
    if looks_after_all(user):
        return Venue.objects.all()
    theirs = Exists(meetings(user).filter(venue=OuterRef("pk")))
    nobodys = ~Exists(Meeting.objects.filter(venue=OuterRef("pk")))
    return Venue.objects.filter(~Q(precision=Precision.HIDDEN) | Q(theirs) | Q(nobodys) & _in_areas(user))


def venues(user) -> QuerySet[Venue]:
    """The venues that someone may change: in their areas, or where none but their groups meet."""
    if looks_after_all(user):
        return Venue.objects.all()
    theirs = Exists(meetings(user).filter(venue=OuterRef("pk")))
    others = Exists(Meeting.objects.exclude(of_groups(user, "group__")).filter(venue=OuterRef("pk")))
    nowhere = Q(area__isnull=True, area_worked_out__isnull=True)
    return venues_seen(user).filter(_in_areas(user) | Q(theirs) & ~Q(others) | nowhere & ~Q(others))


def _in_areas(user) -> Q:
    areas: set[int] = set()
    for pair in pairs(user):
        if pair.areas is None:
            return ANY
        areas |= pair.areas
    return Q(area__in=areas) | Q(area__isnull=True, area_worked_out__in=areas)


def may_change(user, record) -> bool:
    """Whether someone may change this group, meeting or venue: by their role, and because it is theirs."""
    if not user.has_perm(f"groups.change_{record._meta.model_name}"):
        return False
    theirs = {Group: groups, Meeting: meetings, Venue: venues}.get(type(record))
    if theirs is None or looks_after_all(user):
        return looks_after_all(user)
    asked = record.__dict__.setdefault("_changed_by", {})  # a page asks for every one of its parts
    if user.pk not in asked:
        asked[user.pk] = theirs(user).filter(pk=record.pk).exists()
    return asked[user.pk]


def words(user) -> str:
    """What someone looks after, for a sentence that says no: `Ipswich, any programme; Suffolk, Al-Anon`."""
    return "; ".join(str(grant) for grant in Grant.objects.filter(user=user).select_related("area", "programme"))
