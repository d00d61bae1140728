"""Running a feed from its desk: fetch or hand in, look at the plan, apply it; and what staff decided otherwise."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from groups.admin import feed_health, rights
from groups.admin.history import way_back
from groups.admin.small_pages import Tool
from groups.admin.spreadsheet import TO_IMPORT
from groups.exchange.record import Unreadable
from groups.feeds import asking, importing
from groups.feeds.applying import ListingsMoved, Refused, said_of
from groups.feeds.known import INVENTED
from groups.feeds.not_fetched import NotFetched
from groups.feeds.pinned import TABLES, pinned_of_feed
from groups.feeds.showing import shown
from groups.history import recording, states
from groups.history.words import lines_of
from groups.models import Change, Feed
from groups.rules.choices import ChangeKind, DeedSource
from groups.upkeep import kept_files
from groups.upkeep.following_feeds import follow_again

FETCH_SECONDS = 30.0
"""Less than a worker is given for a request, with time left to read and compare what came."""
MOST_BYTES = 16 * 1024 * 1024
"""About 40,000 meetings: a larger feed is for the command, which no server cuts off."""
PINNED_SHOWN = 200


class AnswerForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("As the feed’s address would answer."))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file has more than %(most)d MB.") % {"most": MOST_BYTES >> 20})
        return file


def may_run(user) -> bool:
    """Who may run feeds: whoever looks after all listings, and may change and add them."""
    return rights.looks_after_all(user) and user.has_perms(TO_IMPORT)


class RunsHere:
    """For the desk of feeds."""

    change_form_template = "admin/groups/with_tools.html"

    def get_urls(self):
        views = {"run": self.run_view, "apply": self.apply_view, "pinned": self.pinned_view, "follow": self.follow_view}
        own = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"groups_feed_{name}")
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and may_run(request.user) and obj.name not in INVENTED:
            context["tools"] = [
                Tool(reverse("admin:groups_feed_run", args=[obj.pk]), _("Run now")),
                Tool(reverse("admin:groups_feed_pinned", args=[obj.pk]), _("Differences from the feed")),
            ]
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- Look

    def run_view(self, request, pk):
        """Fetch the feed, or hand its answer in, and see the plan. Nothing is written."""
        feed = _feed(request, pk)
        is_file = request.method == "POST" and "fetch" not in request.POST
        form = AnswerForm(request.POST, request.FILES) if is_file else AnswerForm()
        why = ""
        if request.method == "POST" and (not is_file or form.is_valid()):
            try:
                data = form.cleaned_data["file"].read() if is_file else _fetched(feed)
                plan = importing.plan_of(feed, data, now=timezone.now())
            except (NotFetched, Unreadable) as reason:
                why = str(reason)
            else:
                token = kept_files.keep(data, by=request.user, feed=feed, now=timezone.now())
                return self._plan(request, feed, plan, token)
        return self._page(request, "run", feed, _("Run “%(feed)s” now") % {"feed": feed}, form=form, why=why)

    def _plan(self, request, feed: Feed, plan, token: str, *, why: str = ""):
        return self._page(
            request,
            "plan",
            feed,
            _("What “%(feed)s” brings") % {"feed": feed},
            plan=plan,
            shown=shown(plan),
            rejected=plan.rejected[:PINNED_SHOWN],
            unknown_codes=sorted(plan.unknown_codes.items()),  # a template reads `.items` of a Counter as a count of 0
            refusal=plan.refusal(force=False),
            may_force=not plan.refusal(force=True),
            seen=plan.digest(),
            token=token,
            why=why,
        )

    # --- Apply

    def apply_view(self, request, pk):
        """Apply the plan that was looked at, made again from the same bytes."""
        feed = _feed(request, pk)
        again = HttpResponseRedirect(reverse("admin:groups_feed_run", args=[feed.pk]))
        if request.method != "POST":
            return again
        token, seen = request.POST.get("token", ""), request.POST.get("seen", "")
        try:
            data, _name = kept_files.found(token, by=request.user, feed=feed, now=timezone.now())
        except kept_files.NotKept:
            messages.error(request, _("The answer was kept for an hour. Run the feed again: nothing was changed."))
            return again
        run = {"clock": timezone.now, "by": request.user, "seen": seen or "-", "force": "force" in request.POST}
        try:
            with recording.deed(DeedSource.IMPORT, by=request.user) as deed:
                made = importing.run(feed, lambda: data, **run)
                deed.say(said_of(made))
        except (importing.NotAsSeen, Refused, ListingsMoved) as reason:
            moved = _("A listing was changed in the meantime, and so is the plan. Look again: nothing was changed.")
            plan = importing.plan_of(feed, data, now=timezone.now())
            return self._plan(request, feed, plan, token, why=str(reason) if isinstance(reason, Refused) else moved)
        kept_files.done_with(token)
        messages.success(request, _("Applied: %(counts)s.") % {"counts": made})
        if made.said_of_doubles:
            messages.warning(request, feed_health.doubles_of(feed.runs.first()))
        if deed.row:
            messages.info(request, way_back(deed.row))
        return HttpResponseRedirect(reverse("admin:groups_feed_change", args=[feed.pk]))

    # --- What staff decided otherwise

    def pinned_view(self, request, pk):
        """Every field of a feed's records that the feed leaves alone: here, and in the feed."""
        feed = _feed(request, pk)
        pinned = list(pinned_of_feed(feed))
        return self._page(
            request,
            "pinned",
            feed,
            _("Where “%(feed)s” is not followed") % {"feed": feed},
            records=_records(pinned[:PINNED_SHOWN]),
            count=len(pinned),
            more=max(0, len(pinned) - PINNED_SHOWN),
        )

    def follow_view(self, request, pk):
        """Let one field follow the feed again; for who may change that record."""
        return require_POST(self._follow)(request, pk)

    def _follow(self, request, pk):
        table, _dash, rest = request.POST.get("follow", "").partition("-")
        number, _dash, unit = rest.partition("-")
        if table not in TABLES or not number.isdecimal() or len(number) > 15:
            raise Http404
        record = get_object_or_404(states.TABLES[table], pk=int(number), feed=pk)
        if not rights.may_change(request.user, record):
            raise PermissionDenied
        try:
            follow_again(record, unit, by=request.user)
        except ValidationError as error:
            messages.error(request, f"{record}: {' '.join(error.messages)}")
        else:
            messages.success(request, _("%(record)s follows the feed there again.") % {"record": record})
        if request.POST.get("back") == "pinned" and may_run(request.user):
            return HttpResponseRedirect(reverse("admin:groups_feed_pinned", args=[pk]))
        return HttpResponseRedirect(reverse(f"admin:groups_{table}_change", args=[record.pk]))

    def _page(self, request, template: str, feed: Feed, title: str, **context):
        context |= self.admin_site.each_context(request)
        context |= {"opts": self.opts, "title": title, "feed": feed, "original": feed}
        return TemplateResponse(request, f"admin/groups/feed/{template}.html", context)


def _feed(request, pk: int) -> Feed:
    if not may_run(request.user):
        raise PermissionDenied
    return get_object_or_404(Feed.objects.exclude(name__in=INVENTED).select_related("programme", "area"), pk=pk)


def _fetched(feed: Feed) -> bytes:
    if not feed.address:
        raise NotFetched(_("This feed has no address: hand a file in."))
    return asking.ask(feed, seconds=FETCH_SECONDS, further_seconds=FETCH_SECONDS, most_bytes=MOST_BYTES).data


def _records(pinned) -> list[dict[str, object]]:
    """Record by record, with its differences in words. A few queries for all of them."""
    changes = [
        Change(pk=at, table=one.table, key=one.pk, kind=ChangeKind.CHANGED, before=one.here, after=one.there)
        for at, one in enumerate(pinned)
    ]
    lines = lines_of(changes)
    called = {}
    for table in TABLES:
        keys = {one.pk for one in pinned if one.table == table}
        rows = states.TABLES[table].objects.filter(pk__in=keys)
        called |= {(table, row.pk): str(row) for row in (rows.select_related("group") if table == "meeting" else rows)}
    found: dict[tuple, dict] = {}
    for at, one in enumerate(pinned):
        key = (one.table, one.pk)
        record = found.setdefault(
            key,
            {
                "called": called.get(key, ""),
                "kind": states.TABLES[one.table]._meta.verbose_name,
                "address": reverse(f"admin:groups_{one.table}_change", args=[one.pk]),
                "units": [],
            },
        )
        record["units"].append({"name": f"{one.table}-{one.pk}-{one.unit}", "lines": lines[at]})
    return list(found.values())
