"""What there is to take: whom each is for, what it holds and leaves out, and an address of it that works here."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.views.files import geo, guide, ics, looks, pdf, rss, sheet
from groups.views.open_data.examples import Examples
from groups.views.open_referral.asking import MOST_PER_PAGE


@dataclass(frozen=True)
class Link:
    """An address of this site that can be pressed; `text` says what is special about it."""

    address: str
    text: str = ""


@dataclass(frozen=True)
class Feed:
    """One thing to take."""

    name: str
    is_for: str
    holds: str
    leaves_out: str
    links: list[Link]
    whole: str = ""
    """The address of all of it as one file, and of what type that is."""
    media_type: str = ""


def feeds(examples: Examples) -> list[Feed]:
    """All of them, with this site's own area, programme and meetings in their addresses."""
    return [*_files(examples), *_for_people(examples), _calendars(examples), _open_referral(examples)]


def _files(examples: Examples) -> list[Feed]:
    asked = examples.search
    json, csv, geojson = (_named(name) for name in ("meetings-json", "meetings-csv", "meetings-geojson"))
    calendar, news = _named("meetings-ics"), _named("meetings-rss")
    return [
        Feed(
            "Meeting Guide JSON",
            _("For meeting apps and other directories"),
            _("What meets every week: day, time, place, how to join, notes, and when it was last checked."),
            _("What meets every other week, in certain weeks, or by arrangement. The format cannot say it."),
            [Link(json + _asked(asked))],
            json,
            guide.KIND.media_type,
        ),
        Feed(
            "CSV",
            _("For research, and to look through as a spreadsheet"),
            _("Every meeting with all of its facts, its rule in words, and the dates that differ."),
            _("Nothing: another site of this kind can take it in whole."),
            [Link(csv + _asked({"area": examples.area}))],
            csv,
            sheet.KIND.media_type,
        ),
        Feed(
            "GeoJSON",
            _("For maps"),
            _("Every meeting, with its point where one may be shown; a hidden venue stands at the middle of its area."),
            _("A rule that a program can reckon with, but for the day: the calendar has it."),
            [Link(geojson + _asked({"area": examples.area}))],
            geojson,
            geo.KIND.media_type,
        ),
        Feed(
            "iCalendar",
            _("For a calendar that keeps itself right"),
            _("Every meeting by its true rule, with cancelled, moved and extra dates."),
            _("What is by arrangement: it has no dates."),
            [
                Link(calendar + _asked(asked)),
                Link(
                    calendar + _asked({"area": examples.area, "discreet": "yes", "alarm": "30"}),
                    _("discreet, with a reminder"),
                ),
            ],
            calendar,
            ics.KIND.media_type,
        ),
        Feed(
            "RSS",
            _("To hear what is new or has changed"),
            _("Every meeting by when its listing last changed, the newest first, in sentences."),
            _("What has closed: it leaves the file without a word."),
            [Link(news + _asked({"area": examples.area}))],
            news,
            rss.KIND.media_type,
        ),
    ]


def _for_people(examples: Examples) -> list[Feed]:
    asked = {"area": examples.area}
    printed, message = reverse("meetings-pdf"), _named("meeting-text")
    by, large = ({name: value} for name, value in looks.OWN.items())
    return [
        Feed(
            "PDF",
            _("For a waiting room, or to hand over"),
            _("The list set for print, with numbers to call and a code to scan."),
            _("What is beyond %(most)s meetings: ask for less.") % {"most": f"{pdf.MOST:,}"},
            [
                Link(printed + _asked(asked), _("by day")),
                Link(printed + _asked({**asked, **by}), _("by area")),
                Link(printed + _asked({**asked, **large}), _("large print")),
            ],
        ),
        Feed(
            _("Text for a message"),
            _("For a text message or a letter"),
            _("The next four meetings, and the link to all of them."),
            _("Everything else. Read it again each time: it goes out of date within hours."),
            [Link(message + _asked(asked))],
        ),
    ]


def _calendars(examples: Examples) -> Feed:
    both = [
        Link(reverse("groups:meeting-calendar", args=[examples.meeting]), _("one meeting"))
        if examples.meeting
        else None,
        Link(reverse("groups:group-calendar", args=[examples.group]), _("one group")) if examples.group else None,
    ]
    return Feed(
        _("Calendar of one meeting or one group"),
        _("For a link on a page, or in somebody’s plan"),
        _("All dates to come. Put .ics at the end of the address of its page, in place of the last slash."),
        _("What is by arrangement: there is no such file."),
        [link for link in both if link],
    )


def _open_referral(examples: Examples) -> Feed:
    ids = examples.ids
    one = (
        Link(reverse("groups:open-referral-service", args=[ids["service"]]), _("one group"))
        if "service" in ids
        else None
    )
    links = [Link(_named("open-referral")), Link(_named("open-referral-services"), _("all groups")), one]
    return Feed(
        "Open Referral UK 3.0",
        _("For directories of councils, social prescribing and practice systems"),
        _("Groups as services, with their schedules, places, access and languages; %(most)s to a page at most.")
        % {"most": MOST_PER_PAGE},
        _("Nothing. What the standard has no field for stands in attributes and in sentences."),
        [link for link in links if link],
    )


def _named(name: str) -> str:
    return reverse(f"groups:{name}")


def _asked(asked: dict[str, str]) -> str:
    """The question of an address; what the site has no example for is left out."""
    said = urlencode({name: value for name, value in asked.items() if value})
    return f"?{said}" if said else ""
