"""The desk of venues."""

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin import rights
from groups.admin.area import BELOW
from groups.admin.at_once import ToldOfOthers
from groups.admin.dates.links import VenueDates
from groups.admin.desk import ListingDesk, Scoped
from groups.admin.doubles import WarnsOfDoubles
from groups.admin.finding import ByPostcode, VenueAreaFilter
from groups.admin.forms import DeskForm
from groups.admin.joining import Joins
from groups.admin.parts import AccessInline
from groups.admin.pointing import Points
from groups.admin.provenance import FromFeedDesk
from groups.admin.words import groups_named
from groups.models import Group, Meeting, Venue
from groups.rules import postcodes
from groups.upkeep.points import fill_point, said_exact


class VenueForm(ToldOfOthers, WarnsOfDoubles, DeskForm):
    """Keeps a postcode in its one form."""

    def clean_postcode(self):
        typed = self.cleaned_data["postcode"].strip()
        return postcodes.tidy(typed) or typed.upper()


class PointFilter(admin.EmptyFieldListFilter):
    """Whether it is on the map."""

    def __init__(self, field, request, params, model, model_admin, field_path):
        super().__init__(field, request, params, model, model_admin, field_path)
        self.title = _("point")

    def choices(self, changelist):
        words = (_("All"), _("Without a point"), _("With a point"))
        for choice, word in zip(super().choices(changelist), words, strict=True):
            yield {**choice, "display": word}


def _meetings_there() -> Coalesce:
    """How many meetings a venue has, without joining them: the list keeps its order, and a search its rows."""
    there = Meeting.objects.filter(venue=OuterRef("pk")).order_by().values("venue")
    return Coalesce(Subquery(there.annotate(count=Count("pk")).values("count")), Value(0))


@admin.register(Venue)
class VenueDesk(VenueDates, Points, Joins, ByPostcode, FromFeedDesk, Scoped, ListingDesk):
    theirs = rights.venues_seen
    form = VenueForm
    inlines = (AccessInline,)
    autocomplete_fields = ("area",)
    readonly_fields = ("worked_out", "used_by")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "address",
                    ("town", "postcode", "country"),
                    ("area", "worked_out"),
                    "directions",
                    "used_by",
                )
            },
        ),
        (
            gettext_lazy("On the map"),
            {
                "fields": ("precision", ("lat", "lng")),
                "description": gettext_lazy(
                    "Left empty, the point is taken from the postcode where that is known. One set by hand stays."
                ),
            },
        ),
    )
    list_display = ("called", "town", "postcode", "has_point", "precision", "meetings_here")
    list_filter = ("precision", ("lat", PointFilter), VenueAreaFilter, "feed")
    search_fields = ("name", "address", "town", "^postcode")
    search_help_text = gettext_lazy("Name, address, town or postcode")
    venue_path = "pk"
    actions = ("merge",)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(count_of_meetings=_meetings_there())

    def get_object(self, request, object_id, from_field=None):
        """With the person who looks, whose groups it may name."""
        venue = super().get_object(request, object_id, from_field)
        if venue is not None:
            venue.looked_at_by = request.user
        return venue

    def has_change_permission(self, request, obj=None):
        """All may choose a venue; it is changed by those in whose areas it stands."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or rights.may_change(request.user, obj))

    @admin.display(description=gettext_lazy("name"), ordering="name")
    def called(self, venue):
        return venue.name or venue.address.partition("\n")[0]

    @admin.display(description=gettext_lazy("point"), boolean=True)
    def has_point(self, venue):
        return venue.lat is not None

    @admin.display(description=gettext_lazy("meetings"), ordering="count_of_meetings")
    def meetings_here(self, venue):
        return venue.count_of_meetings

    @admin.display(description=gettext_lazy("meetings here"))
    def used_by(self, venue):
        if not venue.pk:
            return _("None yet.")
        names = dict(Group.objects.filter(meetings__venue=venue).values_list("pk", "name"))
        return ", ".join(groups_named(venue.looked_at_by, names)) or _("None.")

    @admin.display(description=gettext_lazy("worked out from places"))
    def worked_out(self, venue):
        """The area that holds as long as nobody chooses one, with what it lies in."""
        if not venue.pk:
            return _("When this is saved, if no area is chosen.")
        if venue.area_id:
            return _("Nothing: the area chosen here holds.")
        area = venue.area_worked_out
        if area is None:
            return _("Nothing: address and point say too little. Choose an area, or load places.")
        lies_in = BELOW.join(one.name for one in (area.parent and area.parent.parent, area.parent, area) if one)
        return _("%(area)s. Choose another if that is wrong.") % {"area": lies_in}

    def save_model(self, request, obj, form, change):
        by_hand = {"lat", "lng"} & set(form.changed_data)
        former = form.initial.get("postcode", "") if change else ""
        found = None if by_hand and obj.lat is not None else fill_point(obj, former_postcode=former)
        if by_hand and obj.lat is not None and "precision" not in form.changed_data:
            obj.precision = said_exact(obj.precision)
        super().save_model(request, obj, form, change)
        if found:
            said = _("The point is the middle of %(place)s. Set a better one if you know it.") % {"place": found.name}
            self.message_user(request, said, messages.INFO)
