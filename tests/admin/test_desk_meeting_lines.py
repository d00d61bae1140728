"""The lines inside a meeting: exceptions, tags, answers about access."""

from datetime import date, time

import pytest

from groups.models import AccessAnswer, AccessFeature, Meeting, MeetingException, MeetingTag
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK, FIRST
from tests.admin.pages import errors, filled_in, save
from tests.factories import make_group, make_meeting, make_tag, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def saved(client, meeting, **changed) -> Meeting:
    response = save(client, meeting, **changed)
    assert errors(response) == {}
    return Meeting.objects.get(pk=meeting.pk)


def line(part: str, number: int, **values) -> dict:
    """One more line inside a meeting."""
    total = {f"{part}-TOTAL_FORMS": str(number + 1)}
    return total | {f"{part}-{number}-{name}": value for name, value in values.items()}


def test_an_exception_is_entered_for_one_date(admin_client):
    meeting = make_meeting()

    saved(admin_client, meeting, **line("exceptions", 0, kind="cancelled", first="30/11/2026"))

    exception = MeetingException.objects.get()
    assert (exception.first, exception.last) == (date(2026, 11, 30), date(2026, 11, 30))


def test_a_moved_meeting_says_where_to(admin_client):
    response = save(admin_client, make_meeting(), **line("exceptions", 0, kind="moved", first="30/11/2026"))

    assert errors(response) == {"exceptions-0-to": ["Say what is different: the new date, time, venue, room or link."]}


def test_a_moved_meeting_takes_a_time_as_people_say_it(admin_client):
    said = line("exceptions", 0, kind="moved", first="30/11/2026", starts_at="8.15pm")

    saved(admin_client, make_meeting(), **said)

    exception = MeetingException.objects.get()
    assert (exception.starts_at, exception.arrives_on) == (time(20, 15), date(2026, 11, 30))


def test_tags_hold_in_the_weeks_that_are_ticked(admin_client):
    speaker, women = make_tag("speaker"), make_tag("women")
    said = line("meeting_tags", 0, tag=str(speaker.pk), weeks=["1"]) | line("meeting_tags", 1, tag=str(women.pk))

    saved(admin_client, make_meeting(), **said)

    assert dict(MeetingTag.objects.values_list("tag__slug", "weeks")) == {"speaker": FIRST, "women": EVERY_WEEK}


def test_the_same_tag_twice_is_said_beside_the_second(admin_client):
    tag = str(make_tag().pk)
    said = line("meeting_tags", 0, tag=tag) | line("meeting_tags", 1, tag=tag)

    assert errors(save(admin_client, make_meeting(), **said)) == {
        "meeting_tags-1-tag": ["This stands on another line already."]
    }


def test_the_same_feature_twice_is_said_beside_the_second(admin_client):
    feature = str(AccessFeature.objects.create(slug="lift", label="Lift").pk)
    said = line("access_answers", 0, feature=feature, answer="yes") | line(
        "access_answers", 1, feature=feature, answer="no"
    )

    assert errors(save(admin_client, make_meeting(), **said)) == {
        "access_answers-1-feature": ["This stands on another line already."]
    }


def test_a_new_meeting_may_be_entered_whole(admin_client):
    group, venue, tag = make_group("Harbour Lights"), make_venue(), make_tag()
    feature = AccessFeature.objects.create(slug="lift", label="Lift")
    form = filled_in(admin_client.get("/admin/groups/meeting/add/"), "meeting_form")
    form |= {
        "group": str(group.pk),
        "attendance": "in-person",
        "venue": str(venue.pk),
        "weekday": "0",
        "starts_at": "7pm",
        "status": "listed",
        **line("meeting_tags", 0, tag=str(tag.pk)),
        **line("access_answers", 0, feature=str(feature.pk), answer="partly"),
        **line("exceptions", 0, kind="extra", first="01/12/2026"),
    }

    assert errors(admin_client.post("/admin/groups/meeting/add/", form)) == {}
    meeting = Meeting.objects.get()
    assert meeting.slug == "harbour-lights-monday-7pm"
    assert (meeting.months, meeting.weeks, meeting.interval, meeting.phase) == (EVERY_MONTH, EVERY_WEEK, 1, 0)
    assert (meeting.tags.get(), meeting.exceptions.get().first) == (tag, date(2026, 12, 1))
    assert AccessAnswer.objects.get(meeting=meeting).answer == "partly"


def test_an_answer_is_taken_away_by_an_editor_who_may_delete_nothing(editor_client):
    meeting = make_meeting()
    feature = AccessFeature.objects.create(slug="lift", label="Lift")
    answer = AccessAnswer.objects.create(meeting=meeting, feature=feature, answer="yes")

    saved(editor_client, meeting, **{"access_answers-0-DELETE": "on", "access_answers-0-id": str(answer.pk)})

    assert not AccessAnswer.objects.exists()
