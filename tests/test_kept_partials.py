"""A partial that is kept is drawn anew for other words and for another language, and never for another visitor."""

import pytest
from django.utils import translation

from mutualaid.templatetags.kept import kept

pytestmark = pytest.mark.sqlite

FOOT = "partials/_foot.html"


def test_the_same_words_get_the_same_drawing_and_others_their_own():
    first = kept(FOOT, run_by="A hub", edit_url="", printed="")

    assert kept(FOOT, run_by="A hub", edit_url="", printed="") is first
    assert "This site is run by A hub." in first
    assert "A hub" not in kept(FOOT, run_by="", edit_url="", printed="")


def test_what_staff_call_the_site_is_escaped():
    assert "<script>" not in kept(FOOT, run_by="<script>alert(1)</script>", edit_url="", printed="")


def test_each_language_has_its_own():
    with translation.override("en"):
        english = kept(FOOT, run_by="", edit_url="", printed="")
    with translation.override("cy"):
        assert kept(FOOT, run_by="", edit_url="", printed="") is not english
