"""A page in another language: by its address alone, whole, and honest about what nobody has read."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils.translation import get_language, override

from groups.models import Area, Group, Meeting, Programme, Venue
from guidance.models import Helpline, Page
from mutualaid import speaking
from tests.factories import make_group, make_meeting, make_programme, make_tag

pytestmark = pytest.mark.django_db

FOUR = [("en-gb", "English"), ("cy", "Cymraeg"), ("pl", "polski"), ("ar", "العربيّة")]


@pytest.fixture
def four_languages(settings):
    settings.LANGUAGES = FOUR


# The address


@pytest.mark.parametrize(
    ("path", "language", "at_the_root"),
    [
        ("/", "en-gb", "/"),
        ("/cy/", "cy", "/"),
        ("/cy", "cy", "/"),
        ("/cy/meetings/noon-bell/", "cy", "/meetings/noon-bell/"),
        ("/cymru/", "en-gb", "/cymru/"),
        ("/en-gb/", "en-gb", "/en-gb/"),
        ("/fr/", "en-gb", "/fr/"),
        ("/admin/cy/", "en-gb", "/admin/cy/"),
    ],
)
def test_the_language_of_a_path(path, language, at_the_root):
    assert speaking.taken_apart(path) == (language, at_the_root)


@pytest.mark.parametrize(
    ("path", "in_welsh"),
    [
        ("/", "/cy/"),
        ("/meetings/?day=mon#m-3", "/cy/meetings/?day=mon#m-3"),
        ("/admin/", "/admin/"),
        ("/static/css/site.css", "/static/css/site.css"),
        ("//elsewhere.example/", "//elsewhere.example/"),
        ("#part", "#part"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_a_path_in_another_language(path, in_welsh):
    assert speaking.in_language(path, "cy") == in_welsh
    assert speaking.in_language(path, "en-gb") == path


def test_a_page_is_in_the_language_of_its_address_whatever_the_browser_prefers(client):
    welsh = client.get("/cy/meetings/", headers={"Accept-Language": "en-GB,en;q=0.9"})
    english = client.get("/meetings/", headers={"Accept-Language": "cy"})

    assert (welsh["Content-Language"], english["Content-Language"]) == ("cy", "en-gb")
    assert '<html lang="cy" dir="ltr"' in welsh.content.decode()
    assert '<html lang="en-gb" dir="ltr"' in english.content.decode()
    assert [answer.get("Vary", "") for answer in (welsh, english)] == ["Accept-Encoding"] * 2
    assert not welsh.cookies
    assert get_language() == "en-gb"


def test_a_language_without_its_slash_is_led_to_it_and_one_that_is_not_offered_is_not_there(client):
    assert client.get("/cy/meetings")["Location"] == "/cy/meetings/"
    assert client.get("/cy")["Location"] == "/cy/"
    assert client.get("/pl/").status_code == client.get("/en/").status_code == 404


def test_staff_and_machines_have_one_address_each(client):
    paths = ("/cy/admin/", "/cy/health/live", "/cy/robots.txt", "/cy/sitemap.xml")

    assert [client.get(path).status_code for path in paths] == [404] * 4


def test_arabic_is_written_from_right_to_left_and_listings_within_it_are_not(client, four_languages):
    meeting = make_meeting(note="Bring a cup.")
    html = client.get(f"/ar{meeting.get_absolute_url()}").content.decode()

    assert '<html lang="ar" dir="rtl"' in html
    assert '<dd lang="en-gb" dir="ltr">Bring a cup.</dd>' in html
    assert "Bring a cup.</dd>" in client.get(meeting.get_absolute_url()).content.decode()
    assert "<dd lang=" not in client.get(meeting.get_absolute_url()).content.decode()


def test_a_file_is_streamed_in_the_language_of_its_address(client):
    make_meeting(weekday=1)

    def title(address):
        text = b"".join(client.get(address).streaming_content).decode().replace("\r\n ", "")
        return re.search(r"\r\nNAME:([^\\]*)", text)[1]

    assert (title("/meetings.ics?day=tue"), title("/cy/meetings.ics?day=tue")) == (
        "Meetings on Tuesday",
        "Cyfarfodydd ar ddydd Mawrth",
    )
    assert get_language() == "en-gb"


# Going from one to the other


def switch(client, address):
    html = client.get(address).content.decode()
    shown = re.search(r'<nav class="languages.*?</nav>', html, re.DOTALL)
    return dict(re.findall(r'<a href="([^"]*)" lang="([^"]*)"', shown[0])) if shown else {}


def test_each_page_leads_to_itself_in_the_other_languages_with_its_question(client, four_languages):
    assert switch(client, "/cy/meetings/?day=mon&kind=smart") == {
        "/meetings/?day=mon&amp;kind=smart": "en-gb",
        "/pl/meetings/?day=mon&amp;kind=smart": "pl",
        "/ar/meetings/?day=mon&amp;kind=smart": "ar",
    }


def test_the_week_goes_along_once(client):
    meeting = make_meeting()

    assert switch(client, f"/meetings/?day=mon&plan={meeting.pk}&by=bus") == {
        f"/cy/meetings/?day=mon&amp;plan={meeting.pk}&amp;by=bus": "cy"
    }


def test_where_one_language_is_offered_there_is_no_switch(client, settings):
    settings.LANGUAGES = FOUR[:1]

    assert switch(client, "/") == {}
    assert "hreflang" not in client.get("/").content.decode()


def test_search_engines_are_told_of_each_language_of_a_page_that_stays(client):
    def alternates(address):
        html = client.get(address).content.decode()
        return re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="http://127.0.0.1:8000([^"]+)">', html)

    for address in ("/programmes/", "/cy/programmes/"):
        assert alternates(address) == [
            ("en-gb", "/programmes/"),
            ("cy", "/cy/programmes/"),
            ("x-default", "/programmes/"),
        ]
    assert alternates("/meetings/?q=women") == alternates("/plan/") == []


def test_every_link_of_a_page_stays_in_its_language(client, demonstration):
    for address in ("/cy/", "/cy/meetings/", "/cy/guidance/going-to-meetings/", "/cy/plan/", "/cy/help-now/"):
        html = client.get(address).content.decode()
        switched = re.sub(r'<nav class="languages.*?</nav>', "", html, flags=re.DOTALL)
        links = re.findall(r'<a [^>]*href="(/[^"]*)"', switched)
        out = [link for link in links if not link.startswith(("/cy/", "/static/", "/admin/", "/logo/"))]
        assert (address, out) == (address, [])


# What is whole, and what says that it is not


def test_an_article_that_nobody_has_translated_is_in_english_and_says_so(client):
    Page.objects.create(slug="sleep", title="Sleep", summary="On sleep.", body="Rest. [Go](/meetings/)", language="en")
    Page.objects.create(slug="bwyd", title="Bwyd", summary="Am fwyd.", body="Bwyta.", language="cy")
    Page.objects.create(slug="bwyd", title="Food", summary="On food.", body="Eat.", language="en")

    listed, article = (client.get(f"/cy/guidance/{slug}").content.decode() for slug in ("", "sleep/"))

    assert 'lang="en" dir="ltr">\n      <h3 class="card__name"><a href="/cy/guidance/sleep/">Sleep</a>' in listed
    assert ("Bwyd</a>" in listed, "Food" in listed) == (True, False)
    assert '<h1 lang="en" dir="ltr">Sleep</h1>' in article
    assert '<a href="/cy/meetings/">Go</a>' in article
    assert "Nid yw’r dudalen hon wedi’i chyfieithu eto. Mae yn Saesneg." in article
    assert "<h1>Bwyd</h1>" in client.get("/cy/guidance/bwyd/").content.decode()


def test_a_translation_that_no_native_speaker_has_read_says_so_and_shows_the_english_of_what_saves_lives(
    client, monkeypatch
):
    def said(address):
        html = client.get(address).content.decode()
        return "languages__unread" in html, html.count('lang="en" dir="ltr"')

    assert said("/cy/meetings/") == (True, 1)  # the line above the results
    unread, in_english = said("/cy/help-now/")
    assert (unread, in_english >= 2) == (True, True)
    assert said("/help-now/") == (False, 0)

    monkeypatch.setattr(speaking, "_reviewed", lambda: frozenset({"cy"}))
    assert said("/cy/help-now/") == (False, 0)


def test_programmes_tags_and_chips_are_called_as_the_reader_calls_them(client):
    women = make_tag("women", label="Women", translations={"cy": {"label": "Menywod"}})
    programme = make_programme(
        "SMART", slug="smart-recovery", short_name="", description="It helps.",
        translations={"cy": {"name": "CAMPUS", "description": "Mae’n helpu."}},
    )  # fmt: skip
    meeting = make_meeting(group=make_group(programme=programme))
    meeting.meeting_tags.create(tag=women)

    for _visit in range(2):  # what is kept for one language is not shown in another
        english, welsh = (client.get(f"{start}/programmes/smart-recovery/").content.decode() for start in ("", "/cy"))
        assert ("It helps." in english, "Mae’n helpu." in english) == (True, False)
        assert ("It helps." in welsh, "Mae’n helpu." in welsh) == (False, True)
        english, welsh = (client.get(f"{start}/meetings/?who=women").content.decode() for start in ("", "/cy"))
        assert ("Menywod" in english, "Menywod" in welsh) == (False, True)


# The journey of somebody who reads Welsh


class _Words(HTMLParser):
    """The texts of a page and the words of its attributes, but those marked as being in another language."""

    def __init__(self):
        super().__init__()
        self.found = set()
        self._open = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in ("meta", "link", "input", "img", "br", "hr", "path", "use", "circle", "rect", "line"):
            elsewhere = bool(self._open and self._open[-1]) or tag in ("script", "style")
            self._open.append(elsewhere or (tag != "html" and "lang" in given))
        if not (self._open and self._open[-1]):
            self.found |= {given[name] for name in ("aria-label", "placeholder", "alt", "title") if given.get(name)}
        if given.get("name") == "description":
            self.found.add(given["content"])

    def handle_endtag(self, tag):
        if self._open and tag not in ("meta", "link", "input", "img", "br", "hr", "path", "use", "circle", "rect"):
            self._open.pop()

    def handle_data(self, data):
        if not self._open or not self._open[-1]:
            self.found.add(" ".join(data.split()))


def words_of(html):
    reader = _Words()
    reader.feed(html)
    return {words.strip(" .,;:–") for words in reader.found if re.search(r"[^\W\d_]{2}", words)}


def own_words_of_listings():
    """What is in the words of whoever wrote it: names, and where things are."""
    with override("en-gb"):
        rows = [
            *Group.objects.values_list("name", flat=True),
            *Meeting.objects.values_list("name", flat=True),
            *Programme.objects.values_list("name", flat=True),
            *Programme.objects.values_list("short_name", flat=True),
            *Area.objects.values_list("name", flat=True),
            *Helpline.objects.values_list("name", flat=True),
        ]
        venues = Venue.objects.values_list("name", "town", "address", "postcode")
    return {*rows, *(part for venue in venues for words in venue for part in words.splitlines())}


SAME_IN_BOTH = {"English", "Cymraeg", "SMART Recovery", "Mutual aid near you", "JSON", "RSS", "Map", "Cost"}
FOR_MACHINES = "Meetings Feed"
"""The name of a link that programs look for (code4recovery's specification)."""
CLOCK = re.compile(r"\d{1,2}(:\d\d)?(am|pm)")


def test_from_home_by_results_and_a_meeting_to_the_plan_no_word_of_ours_is_english(client, demonstration):
    meeting = Meeting.objects.filter(weekday=1, by_arrangement=False, status="listed").order_by("pk").first()
    journey = [
        reverse("home"),
        "/meetings/?day=tue",
        "/meetings/?near=Ipswich&view=week",
        meeting.get_absolute_url(),
        f"/plan/?plan={meeting.pk}",
        f"/plan/times/?plan={meeting.pk}",
        f"/plan/fit/?plan={meeting.pk}",
        f"/plan/take/?plan={meeting.pk}",
        "/guidance/",
        "/help-now/",
        "/programmes/",
        "/areas/",
        "/suggest/",
    ]
    names = own_words_of_listings()
    left = {}
    for address in journey:
        english, welsh = (words_of(client.get(f"{start}{address}").content.decode()) for start in ("", "/cy"))
        same = {
            words
            for words in english & welsh
            if words not in SAME_IN_BOTH
            and words != FOR_MACHINES
            and "@" not in words
            and not CLOCK.fullmatch(words)
            and not any(words in name or name in words for name in names if name)
        }
        if same:
            left[address] = sorted(same)

    assert left == {}


def test_a_number_within_an_arabic_sentence_is_held_together(client, four_languages, demonstration):
    assert "اتصال بالرقم \u2066999\u2069" in client.get("/ar/help-now/").content.decode()
    assert "\u2066" not in client.get("/cy/help-now/").content.decode()
