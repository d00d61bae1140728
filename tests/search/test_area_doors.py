"""Through each door by which a venue comes, or places around it: the worked-out area follows, and so does search."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from groups.models import Area, Place, SearchRow, Site, Venue
from groups.rules.choices import PlaceKind, Precision
from groups.search import vocabulary
from tests.admin.pages import filled_in, page_of, save
from tests.factories import make_area, make_feed, make_group, make_meeting, make_place, make_venue
from tests.feeds import place_files
from tests.feeds.taking_in import record, take_in

pytestmark = pytest.mark.django_db

IPSWICH = (52.0594, 1.1556)


@pytest.fixture(autouse=True)
def fresh_vocabulary():
    vocabulary.forget()
    yield
    vocabulary.forget()


@pytest.fixture(autouse=True)
def site(db):
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0]


@pytest.fixture
def ipswich():
    return make_place("Ipswich", lat=IPSWICH[0], lng=IPSWICH[1], county="Suffolk", country="GB")


def stands_in(venue: Venue | None = None) -> tuple:
    """The names of the worked-out area, and of the area under which search has its one meeting."""
    venue = Venue.objects.select_related("area_worked_out").get()
    row = SearchRow.objects.select_related("area").first()
    return venue.area_worked_out and venue.area_worked_out.name, row and row.area and row.area.name


def revision() -> int:
    return Site.objects.get().revision


def test_an_import_works_out_the_areas_of_the_venues_that_it_brings_and_changes(ipswich):
    make_place("Woodbridge", county="Suffolk", country="GB")
    feed = make_feed()
    here = record()
    take_in(feed, here)
    assert stands_in() == ("Ipswich", "Ipswich")

    take_in(feed, record(venue=replace(here.venue, town="Woodbridge")))
    assert stands_in() == ("Woodbridge", "Woodbridge")

    take_in(feed, record(venue=replace(here.venue, town="Woodbridge")))
    assert stands_in() == ("Woodbridge", "Woodbridge")


def test_a_feed_that_has_an_area_gives_it_to_its_venues(ipswich):
    take_in(make_feed(area=make_area("Suffolk", kind="county")), record())

    assert stands_in() == (None, "Suffolk")


def test_a_venue_that_staff_enter_or_correct_gets_its_area(admin_client, ipswich):
    form = filled_in(admin_client.get("/admin/groups/venue/add/"), "venue_form")
    admin_client.post("/admin/groups/venue/add/", form | {"name": "Trinity Hall", "town": "Ipswich"})
    make_meeting(venue=Venue.objects.get())
    assert stands_in() == ("Ipswich", "Ipswich")

    save(admin_client, Venue.objects.get(), town="Atlantis")
    assert stands_in() == (None, None)


def test_the_desk_says_what_was_worked_out_and_staff_overrule_it(admin_client, ipswich):
    make_meeting(venue=make_venue(town="Ipswich", lat=None, lng=None))
    venue = Venue.objects.get()
    save(admin_client, venue, directions="By the door.")
    assert (
        "England › Suffolk › Ipswich. Choose another if that is wrong."
        in admin_client.get(page_of(venue)).content.decode()
    )

    save(admin_client, venue, area=str(make_area("The docks").pk))

    assert stands_in() == (None, "The docks")
    assert "Nothing: the area chosen here holds." in admin_client.get(page_of(venue)).content.decode()


def test_staff_find_venues_and_meetings_by_the_area_that_was_worked_out(admin_client, ipswich):
    make_meeting(venue=make_venue("Trinity Hall", town="Ipswich"), group=make_group(area=make_area("Essex")))
    save(admin_client, Venue.objects.get(), directions="By the door.")

    for desk in ("venue", "meeting"):
        found = {
            area: admin_client.get(f"/admin/groups/{desk}/?in={area}").context["cl"].result_count
            for area in ("suffolk", Area.objects.get(name="Essex").slug)
        }
        assert list(found.values()) == [1, 0]


def test_an_area_that_staff_add_is_used_at_once(admin_client):
    make_meeting(venue=make_venue(town="Ipswich"))
    form = filled_in(admin_client.get("/admin/groups/area/add/"), "area_form")

    admin_client.post("/admin/groups/area/add/", form | {"name": "Ipswich", "kind": "town"})

    assert stands_in() == ("Ipswich", "Ipswich")


def test_a_place_that_staff_enter_is_used_at_once(admin_client):
    make_meeting(venue=make_venue(town="Ipswich"))
    before = revision()
    form = filled_in(admin_client.get("/admin/groups/place/add/"), "place_form")
    town = {"name": "Ipswich", "kind": "town", "lat": "52.0594", "lng": "1.1556", "county": "Suffolk", "country": "GB"}

    admin_client.post("/admin/groups/place/add/", form | town)

    assert Place.objects.count() == 1
    assert stands_in() == ("Ipswich", "Ipswich")
    assert revision() > before


def test_a_load_of_places_works_out_all_areas_anew(tmp_path, capsys):
    make_meeting(venue=make_venue(town="Ipswich", lat=None, lng=None))
    before = revision()
    path = place_files.a_file(
        tmp_path, "TM.csv", place_files.written([place_files.open_name("Ipswich", "Town", 616000, 244000)])
    )

    call_command("import_places", str(path))

    assert stands_in() == ("Ipswich", "Ipswich")
    assert revision() > before
    assert "The area of 1 venue is now another." in capsys.readouterr().out

    before = revision()
    call_command("import_places", str(path))
    assert revision() == before
    assert "now another" not in capsys.readouterr().out


def test_the_demonstration_brings_places_and_areas_for_real_venues_too():
    make_meeting(venue=make_venue("Real Hall", town="Woodbridge", lat=52.0938, lng=1.3204))

    call_command("load_demo", verbosity=0)
    assert Venue.objects.get(name="Real Hall").area_worked_out.slug == "woodbridge"

    call_command("clear_demo", verbosity=0)
    hall = Venue.objects.get()
    assert hall.area_worked_out.is_from_places
    assert hall.area_worked_out.name == "Woodbridge"
    assert not Area.objects.filter(feed__isnull=False).exists()
    assert stands_in() == ("Woodbridge", "Woodbridge")


def test_reindex_puts_right_what_went_past_the_doors(ipswich):
    make_meeting(venue=make_venue(town="Ipswich"))
    assert stands_in() == (None, None)

    call_command("reindex", verbosity=0)

    assert stands_in() == ("Ipswich", "Ipswich")


# --- What the public then reads


@pytest.fixture
def hidden_in_ipswich(ipswich):
    venue = make_venue("Secret Hall", town="Ipswich", lat=52.061, lng=1.157, precision=Precision.HIDDEN)
    meeting = make_meeting(venue=venue)
    call_command("reindex", verbosity=0)
    return meeting


def test_a_hidden_venue_is_said_and_found_by_its_worked_out_area(client, hidden_in_ipswich):
    (row,) = client.get("/meetings/?area=ipswich").context["sections"][0].rows
    assert row.place == "Ipswich"
    assert client.get("/meetings/?area=suffolk").context["total"] == 1
    assert client.get(hidden_in_ipswich.get_absolute_url()).context["where"] == {"hidden": True, "area": "Ipswich"}
    page = client.get("/meetings/?near=ipswich&within=5")
    assert page.context["sections"][0].rows[0].distance == "about 1 mile"
    everything = page.content.decode() + client.get(hidden_in_ipswich.get_absolute_url()).content.decode()
    assert "Secret Hall" not in everything
    assert "52.061" not in everything


def test_the_bank_holidays_are_those_of_the_worked_out_nation(client, monkeypatch):
    monkeypatch.setattr("groups.views.visit.timezone.now", lambda: datetime(2026, 11, 27, 9, tzinfo=UTC))
    make_place("Perth", lat=56.395, lng=-3.437, county="Perth and Kinross", country="GB", kind=PlaceKind.CITY)
    make_meeting(venue=make_venue(town="Perth", lat=None, lng=None), bank_holidays="no-meeting")
    call_command("reindex", verbosity=0)

    (row,) = client.get("/meetings/?area=scotland&date=2026-11-30").context["sections"][0].rows

    assert row.state == "cancelled"
