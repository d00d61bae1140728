"""Pages in the states that the demonstration does not have: nothing there, one thing, words without an end, faults.

What the demonstration has is opened in the tests beside this file. docs/accessibility.md has the table of both.
"""

from collections.abc import Callable
from datetime import time, timedelta

from django.utils import timezone

from groups.models import AccessAnswer, AccessFeature, Meeting, Site
from groups.rules.choices import Status
from tests.factories import make_area, make_exception, make_group, make_meeting, make_programme, make_venue, reindexed

LONG = "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtenges"
"""70 letters without a blank."""

Reach = Callable[[object], None]


def make_what_is_missing():
    """Listings for these states, beside those of the demonstration."""
    make_area("Emptyton", slug="emptyton", lat=52.4, lng=1.0)
    make_programme("Nobody Yet", slug="nobody-yet")
    area = make_area(LONG, slug="long-words", lat=52.01, lng=1.01)
    programme = make_programme(LONG, slug="long-words", short_name=LONG[:40], description=f"{LONG} {LONG}")
    programme.helpline, programme.helpline_hours = "0300 000 0000 00000 00000", LONG
    programme.website = f"https://{LONG[:12].lower()}.example.org/{LONG}"
    programme.save()
    venue = make_venue(
        LONG, address=f"{LONG}\n{LONG}", town=LONG, postcode="IP99 9ZZ", area=area, directions=LONG, lat=52.01, lng=1.01
    )
    group = make_group(
        LONG, slug="long-words", programme=programme, area=area, description=f"{LONG} {LONG}",
        email=f"{LONG[:40].lower()}@example.org", phone="01473 000000 or 01473 000001", website=programme.website,
    )  # fmt: skip
    words = {
        "venue": venue, "name": LONG, "room": LONG, "door": LONG, "note": f"{LONG} {LONG}", "who": "members",
        "who_note": LONG, "joining": "contact", "joining_note": LONG, "cost": "charge", "cost_note": LONG,
        "newcomer_met": "yes", "newcomer_contact": LONG, "newcomer_note": LONG, "languages": "bfi en-GB pl",
        "attendance": "hybrid", "online_link": programme.website,
    }  # fmt: skip
    today = timezone.localdate()
    long_one = make_meeting(slug="long-words", group=group, weekday=today.weekday(), starts_at=time(23, 45), **words)
    for feature in AccessFeature.objects.all():
        AccessAnswer.objects.create(venue=venue, feature=feature, answer="partly", note=LONG)
    make_exception(long_one, "cancelled", today + timedelta(days=7), note=LONG)
    make_exception(long_one, "moved", today + timedelta(days=14), to=today + timedelta(days=15), venue=venue, note=LONG)
    reindexed(long_one)
    moved = make_meeting(slug="moved", weekday=today.weekday(), starts_at=time(23, 30))
    make_exception(moved, "moved", today, to=today + timedelta(days=1), note="In the other hall")
    reported = make_group("Reported", slug="reported")
    make_meeting(slug="reported", group=reported)


def addresses() -> dict[str, str]:
    """Each state that an address leads to."""
    paused = (
        Meeting.objects.filter(group__status=Status.PAUSED).first() or Meeting.objects.filter(status="paused").first()
    )
    by_arrangement = Meeting.objects.filter(by_arrangement=True, status="listed", group__status="listed").first()
    long_one = Meeting.objects.get(slug="long-words")
    return {
        "accessibility": "/accessibility/",
        "results of one, with long words": "/meetings/?area=long-words",
        "week of one, with long words": "/meetings/?area=long-words&view=week",
        "map of one, with long words": "/meetings/?area=long-words&view=map",
        "meeting with long words": "/meetings/long-words/",
        "group with long words": "/groups/long-words/",
        "programme with long words": "/programmes/long-words/",
        "area with long words": "/areas/long-words/",
        "poster with long words": "/areas/long-words/poster/",
        "leaflet with long words": "/leaflet/?area=long-words",
        "frame with long words": "/embed/meetings/?area=long-words&theme=light",
        "plan of one, with long words": f"/plan/?plan={long_one.pk}&busy=1-0900-1730_{LONG[:40]}",
        "sheet for two of one, with long words": f"/plan/together/?plan={long_one.pk}&busy=1-0900-1730_{LONG[:40]}",
        "what to take along of one, with long words": f"/plan/take/?plan={long_one.pk}",
        "typed words without an end": f"/meetings/?q={LONG}",
        "a place without an end": f"/meetings/?near={LONG}",
        "area without a meeting": "/areas/emptyton/",
        "poster without a meeting": "/areas/emptyton/poster/",
        "results of an area without a meeting": "/meetings/?area=emptyton",
        "map of an area without a meeting": "/meetings/?area=emptyton&view=map",
        "frame without a meeting": "/embed/meetings/?area=emptyton&theme=dark",
        "programme without a meeting": "/programmes/nobody-yet/",
        "moved meeting": "/meetings/moved/",
        "paused meeting": paused.get_absolute_url(),
        "meeting by arrangement": by_arrangement.get_absolute_url(),
        "fixed times alone, with a fault": "/plan/?busy=hello&theirs=9-1000-900_x&home=Nowhere-on-Sea",
        "fit, with faults": "/plan/fit/?go=fit&place=Nowhereton&target=99&by=rocket",
        "not found": "/areas/no-such-place/",
        "report of a group": "/groups/reported/report/",
    }


def faulty() -> dict[str, Reach]:
    """Each state that something sent, or something that fails, leads to. They are handed a page and the site."""

    def sent(address, button, **fields):
        def reach(page, site):
            page.goto(site + address)
            for label, words in fields.items():
                page.get_by_label(label.replace("_", " "), exact=True).fill(words)
            page.get_by_role("button", name=button).click()

        return reach

    return {
        "suggestion of nothing": sent("/suggest/", "Send"),
        "suggestion with long words": sent("/suggest/", "Send", Name_of_the_group=LONG * 3, Time=LONG),
        "report of nothing": sent("/meetings/reported/report/", "Send"),
        "report of a group, of nothing": sent("/groups/reported/report/", "Send"),
    }


def make_bare():
    """A site that has just been started: no listings, no name."""
    Site.objects.update(name="", strapline="", run_by="", email="", website="")
