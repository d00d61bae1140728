"""The pages of the first steps: what goes with the demonstration, places, helplines, mail."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.feeds.places import within
from groups.feeds.places.files import Unreadable, opened
from groups.feeds.places.loading import Loaded, NothingToShow, load
from groups.feeds.places.recognising import recognise
from groups.models import Site
from groups.rules import gazetteer
from groups.search import index
from groups.upkeep import demonstration_clearing, mailing
from guidance import help_file
from guidance.models import Helpline
from mutualaid.shipped import is_at_home
from mutualaid.workplace import first_steps as steps

MOST_DIGITS = 18
"""The number of a record has fewer: a longer one no database takes."""

MOST_BYTES = 30 * 1024 * 1024
"""So large may a file of places be that is sent through the browser: it is taken in before the page answers."""


def _page(request, template: str, title: str, **context):
    context |= admin.site.each_context(request) | {"title": title}
    return render(request, f"admin/first_steps/{template}.html", context)


def _for_administrators(view):
    """Signed in, and an administrator."""

    def guarded(request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return admin.site.admin_view(guarded)


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("first-steps"))


@_for_administrators
def first_steps(request):
    """The list, each line with a way to do it, to put it aside and to take it up again."""
    site = Site.objects.the_one()
    if request.method == "POST":
        if request.POST.get("step") in steps.BY_NAME and site.pk:
            steps.mark(site, request.POST["step"], request.POST.get("state", ""))
        return _back()
    lines = steps.standing(site)
    done = sum(not line.is_open for line in lines)
    return _page(request, "index", _("First steps"), lines=lines, done=done, count=len(lines))


@_for_administrators
def demonstration(request):
    """What goes with the demonstration and what stays, and the button."""
    try:
        if request.method == "POST":
            gone = demonstration_clearing.clear()
            messages.success(request, _("The demonstration is gone: %(what)s.") % {"what": _goes(gone)})
            return _back()
        goes = _goes(demonstration_clearing.would_clear())
    except demonstration_clearing.NoDemonstration:
        messages.info(request, _("There is no demonstration here."))
        return _back()
    return _page(request, "demonstration", _("Clear the demonstration"), goes=goes)


def _goes(cleared: demonstration_clearing.Cleared) -> str:
    groups = ngettext("%(count)s invented group", "%(count)s invented groups", cleared.groups)
    meetings = ngettext("%(count)s invented meeting", "%(count)s invented meetings", cleared.meetings)
    said = [groups % {"count": cleared.groups}, meetings % {"count": cleared.meetings}]
    if cleared.kept:
        kept = ngettext(
            "%(count)s record stays because real listings use it",
            "%(count)s records stay because real listings use them",
            cleared.kept,
        )
        said.append(kept % {"count": cleared.kept})
    return ", ".join(said)


@_for_administrators
def helplines(request):
    """Every helpline with its number and hours, and a button for each that was rung or looked up."""
    if request.method == "POST":
        number = request.POST.get("line", "")
        line = get_object_or_404(Helpline, pk=number if number.isdecimal() and len(number) < MOST_DIGITS else 0)
        line.checked_on = timezone.localdate()
        line.save(update_fields=["checked_on"])
        help_file.write_after_this()
        messages.success(request, _("“%(line)s” is noted as checked today.") % {"line": line})
        return HttpResponseRedirect(reverse("first-steps-helplines"))
    lines = Helpline.objects.order_by("checked_on", "position", "name", "pk")
    waiting = [line for line in lines if line.checked_on is None]
    rung = [line for line in lines if line.checked_on is not None]
    return _page(request, "helplines", _("Ring each helpline"), waiting=waiting, rung=rung)


class PlacesForm(forms.Form):
    """A file of open data, and how far around the middle of the site's area it is wanted."""

    file = forms.FileField(
        label=gettext_lazy("The file, as you downloaded it"),
        help_text=gettext_lazy("A zip, or a file out of it; at most 30 MB."),
    )
    miles = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=500,
        label=gettext_lazy("Only so many miles around"),
        help_text=gettext_lazy("Blank: all of it."),
    )
    around = forms.CharField(
        required=False,
        max_length=60,
        label=gettext_lazy("around this point"),
        help_text=gettext_lazy("Latitude and longitude, as a map on the web gives them: 52.06, 1.15"),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            said = _("This file is larger than 30 MB. Whoever looks after the machine loads it with: %(command)s")
            raise forms.ValidationError(said % {"command": "manage.py import_places FILE"})
        return file

    def clean(self):
        cleaned = super().clean()
        miles, around = cleaned.get("miles"), cleaned.get("around", "").strip()
        if bool(miles) != bool(around) and not self.errors:
            self.add_error("around" if miles else "miles", _("Enter both the miles and the point, or neither."))
        elif miles and around:
            try:
                cleaned["within"] = within.parse(f"{around},{miles}{settings.DISTANCE_UNIT}")
            except ValueError:
                self.add_error("around", _("Enter two numbers with a comma between: 52.06, 1.15"))
        return cleaned


@_for_administrators
def places(request):
    """Take a file of places in, through the browser."""
    home = Site.objects.the_one().home_area
    around = f"{home.lat}, {home.lng}" if home and home.lat is not None else ""
    form = PlacesForm(
        request.POST or None, request.FILES or None, initial={"around": around, "miles": 40 if around else ""}
    )
    if request.method == "POST" and form.is_valid():
        try:
            loaded = _take_in(form.cleaned_data["file"], form.cleaned_data.get("within"))
        except (Unreadable, NothingToShow) as reason:
            form.add_error("file", str(reason))
        else:
            said = _("%(source)s: %(count)s places are known now.")
            what = {"source": gazetteer.title(loaded.load.source), "count": f"{loaded.load.rows:,}"}
            messages.success(request, said % what)
            return _back()
    return _page(request, "places", _("Load the places of your area"), form=form, in_the_uk=is_at_home())


def _take_in(file, only: within.Within | None) -> Loaded:
    """As `import_places` does it, from a copy of what was sent."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / (Path(file.name).name or "places")
        with path.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        with opened(path) as files:
            kind, chosen = recognise(files)
            rows = (row for one in chosen for row in kind.read(one))
            loaded = load(rows, source=kind.source, file=path.name, within=only, clock=timezone.now)
    index.places_changed()
    return loaded


class MailForm(forms.Form):
    to = forms.EmailField(label=gettext_lazy("Your own address"))


@_for_administrators
def mail(request):
    """A letter to oneself; then whether it came."""
    site = Site.objects.the_one()
    if request.method == "POST" and "arrived" in request.POST:
        steps.mark(site, "mail", steps.DONE)
        return _back()
    form = MailForm(request.POST or None, initial={"to": request.user.email or site.email})
    sent = ""
    if request.method == "POST" and form.is_valid():
        try:
            mailing.send_test(form.cleaned_data["to"])
            sent = form.cleaned_data["to"]
        except mailing.NotSent as reason:
            form.add_error("to", str(reason))
    context = {"form": form, "sent": sent, "is_set": settings.MAIL_IS_SET}
    return _page(request, "mail", _("Send yourself a test letter"), **context)


@_for_administrators
def first_group(request):
    """The two ways of bringing listings in."""
    return _page(request, "group", _("Enter your first group"))
