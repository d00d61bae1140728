"""The vocabularies and the Site come with a release, once, and what staff made of them stays."""

import pytest
from django.core.management import call_command

from groups.models import AccessFeature, Code, Programme, Site, Tag
from groups.rules.choices import ABOUT_ANYTHING, About
from groups.upkeep import vocabulary
from groups.upkeep.vocabulary import bring_in_vocabularies, rows_of
from guidance.models import Helpline, Page

pytestmark = pytest.mark.django_db

TABLES = {"programmes": Programme, "tags": Tag, "access features": AccessFeature, "codes": Code}


def everything():
    return {model: list(model.objects.order_by("pk").values()) for model in [*TABLES.values(), Helpline]}


def test_every_row_comes_in_once():
    first, second = bring_in_vocabularies(), bring_in_vocabularies()

    assert first == {name: (list(model.objects.order_by("pk")), []) for name, model in TABLES.items()}
    assert second == dict.fromkeys(TABLES, ([], []))
    assert [model.objects.count() for model in TABLES.values()] == [
        len(rows_of(name)) for name in ("programmes", "tags", "access_features", "codes")
    ]


def test_every_row_is_one_that_staff_could_have_entered():
    bring_in_vocabularies()

    for model in TABLES.values():
        for row in model.objects.all():
            row.full_clean()


def test_what_a_programme_is_about_becomes_a_mask():
    bring_in_vocabularies()
    about = dict(Programme.objects.values_list("slug", "about"))

    assert about["alcoholics-anonymous"] == About.ALCOHOL
    assert about["families-anonymous"] == About.ALCOHOL + About.DRUGS
    assert about["smart-recovery"] == ABOUT_ANYTHING


def test_access_features_stand_in_the_order_of_the_file():
    bring_in_vocabularies()

    assert list(AccessFeature.objects.values_list("slug", flat=True)) == [
        row["slug"] for row in rows_of("access_features")
    ]


def test_what_staff_wrote_stays_and_the_rest_follows_the_next_release(monkeypatch):
    bring_in_vocabularies()
    Programme.objects.filter(slug="al-anon").update(description="What we say here.")
    next_release = [
        row | {"description": "Said anew.", "website": "https://example.org/"} for row in rows_of("programmes")
    ]
    monkeypatch.setattr(vocabulary, "rows_of", lambda name: next_release if name == "programmes" else rows_of(name))

    brought = bring_in_vocabularies()

    assert [len(rows) for rows in brought["programmes"]] == [0, len(next_release)]
    words = ("description", "website")
    assert Programme.objects.values_list(*words).get(slug="al-anon") == ("What we say here.", "https://example.org/")
    assert Programme.objects.values_list(*words).get(slug="alateen") == ("Said anew.", "https://example.org/")


def test_the_revision_rises_only_where_something_came_in():
    Site.objects.create(pk=1, name="Somewhere")
    bring_in_vocabularies()
    bring_in_vocabularies()

    assert Site.objects.get().revision == 2


def test_load_shipped_says_what_it_brought_and_brings_it_once(capsys):
    call_command("load_shipped")
    first, rows = capsys.readouterr().out, everything()
    call_command("load_shipped")
    second = capsys.readouterr().out

    counts = [f"{name} {model.objects.count()} added, 0 changed" for name, model in TABLES.items()]
    counts.append(f"helplines {Helpline.objects.count()} added, 0 changed")
    counts.append(f"articles {Page.objects.count()} added, 0 changed")
    assert first == f"Shipped with this release: {'; '.join(counts)}.\n"
    assert second == "Shipped with this release: nothing that is not here already.\n"
    assert everything() == rows


def test_load_shipped_makes_the_site_the_first_time_and_never_writes_over_it(settings):
    settings.SITE_NAME = "Recovery in Leeds"
    settings.HOLIDAYS = "GB-SCT"
    call_command("load_shipped", verbosity=0)
    site = Site.objects.get()
    assert (site.pk, site.name, site.country, site.area_covered) == (1, "Recovery in Leeds", "Scotland", "")
    site.full_clean()

    Site.objects.update(name="Ours", strapline="", country="")
    settings.SITE_NAME = "Another"
    call_command("load_shipped")

    assert Site.objects.values_list("name", "strapline", "country").get() == ("Ours", "", "")
