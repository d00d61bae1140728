"""The page on which the point of a venue is set: pressed on a small map, pasted, or taken from its postcode."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.point_map import drawn
from groups.admin.small_pages import SmallPages, sent_with
from groups.models import Venue
from groups.rules import typed_point
from groups.rules.choices import Precision
from groups.rules.geo import Point
from groups.upkeep import looking_up
from groups.upkeep.points import known_postcode, set_point, take_point_from_postcode
from groups.views.mapping import allow_tiles

FROM_POSTCODE, LOOK_UP = "_from_postcode", "_look_up"


class PointForm(forms.Form):
    """The point as one pastes it, and how exact it is."""

    point = forms.CharField(
        max_length=typed_point.LONGEST,
        label=gettext_lazy("Point"),
        help_text=gettext_lazy("Press on the map, or paste it: 52.05, 1.15, or the address of a map on the web."),
        widget=forms.TextInput({"class": "vTextField", "data-point": "", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Press on the map, or paste a point.")},
    )
    precision = forms.ChoiceField(choices=Precision.choices, label=gettext_lazy("Precision"), widget=forms.RadioSelect)

    def clean_point(self):
        point = typed_point.read(self.cleaned_data["point"])
        if point is None:
            raise ValidationError(_("Paste it as 52.05, 1.15: degrees north, then east."))
        return point


def _pressed(request) -> dict:
    """What was pressed on the map before it was drawn closer: it is not lost by that."""
    point = typed_point.read(request.GET.get("at", ""))
    return {} if point is None else {"point": typed_point.words(point)}


class Points(SmallPages):
    """For the desk of venues."""

    def get_urls(self):
        return [self.small_page("point", self.point_view), *super().get_urls()]

    def tools(self, request, record):
        return [self.tool("point", _("Set the point on a map"), record), *super().tools(request, record)]

    def point_view(self, request, pk):
        """Three ways to the point, on one page."""
        venue = self.changeable(request, pk)
        if FROM_POSTCODE in request.POST:
            return self._from_postcode(request, venue)
        form = PointForm(sent_with(request), initial=self._initial(venue) | _pressed(request))
        if LOOK_UP in request.POST and looking_up.is_offered():
            form = self._looked_up(request, venue) or form
        elif request.method == "POST" and form.is_valid():
            self._set(request, venue, form)
            return HttpResponseRedirect(self.address("change", venue))
        response = self._point_page(request, venue, form)
        allow_tiles(response)
        return response

    def _initial(self, venue: Venue) -> dict:
        """Whoever sets a point by hand knows it better than a postcode does."""
        point = "" if venue.lat is None else typed_point.words(Point(venue.lat, venue.lng))
        return {"point": point, "precision": Precision.HIDDEN if venue.is_hidden else Precision.EXACT}

    def _set(self, request, venue: Venue, form: PointForm) -> None:
        with self.deed(request, _("Point of %(venue)s set") % {"venue": venue}):
            set_point(venue, form.cleaned_data["point"], precision=form.cleaned_data["precision"])
        self.message_user(request, _("The point is set. No postcode moves it any more."), messages.SUCCESS)

    def _from_postcode(self, request, venue: Venue):
        with self.deed(request, _("Point of %(venue)s taken from its postcode") % {"venue": venue}):
            place = take_point_from_postcode(venue)
        if place is None:
            self.message_user(request, _("The point of this postcode is not known here."), messages.WARNING)
            return HttpResponseRedirect(self.address("point", venue))
        said = _("The point is the middle of %(place)s. Set a better one if you know it.") % {"place": place.name}
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(self.address("change", venue))

    def _looked_up(self, request, venue: Venue) -> PointForm | None:
        """The form with what the service says; nothing is stored before somebody has looked at it."""
        try:
            found = looking_up.look_up(venue)
        except looking_up.NotLookedUp as why:
            self.message_user(request, str(why), messages.WARNING)
            return None
        said = _("%(credit)s has: %(place)s. Look at the map, then press Set the point.")
        self.message_user(request, said % {"credit": found.credit, "place": found.called}, messages.INFO)
        precision = Precision.EXACT if found.is_exact else Precision.APPROXIMATE
        return PointForm(
            initial={
                "point": typed_point.words(found.point),
                "precision": Precision.HIDDEN if venue.is_hidden else precision,
            }
        )

    def _point_page(self, request, venue: Venue, form: PointForm):
        typed = form["point"].value() or ""
        here = typed if isinstance(typed, Point) else typed_point.read(typed)
        return self.show(
            request,
            title=_("Set the point on a map"),
            template="admin/groups/point.html",
            record=venue,
            form=form,
            button=_("Set the point"),
            map=drawn(request.user, venue, here, closer=request.GET.get("closer", "")),
            tiles=settings.MAP_TILES_URL,
            attribution=settings.MAP_ATTRIBUTION,
            from_postcode=FROM_POSTCODE if venue.postcode and known_postcode(venue.postcode) else "",
            look_up=LOOK_UP if looking_up.is_offered() else "",
            service=settings.GEOCODER,
            way_back=self.address("change", venue),
        )
