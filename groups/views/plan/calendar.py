"""`/plan.ics`: a week's meetings as a calendar file. Of the rest of the week, and of the home, it is told nothing."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.models import Meeting
from groups.models.timetable import timetable_of
from groups.rules.planning import week_plan
from groups.views.calendar import FOR_ONE, entry_for, send
from groups.views.plan.followed import followed
from groups.views.visit import moment_of, vocabulary_of


@require_safe
def plan_calendar(request):
    """Each meeting in the weeks for which it was picked. What is closed or was never listed has no date."""
    plan, _wrong = week_plan.read({"plan": request.GET.get("plan", "")})
    plan, _said = followed(plan, vocabulary_of(request))
    public = Meeting.objects.with_page()
    known = {meeting.pk: meeting for meeting in public.filter(pk__in=plan.numbers).for_calendars()}
    going = [(known[pick.number], pick.weeks) for pick in plan.picks if pick.number in known]
    return send(
        request,
        (entry_for(meeting, timetable_of(meeting), weeks) for meeting, weeks in going),
        of=f"plan-{plan.parameters().get('plan', '')}",
        title=_("My week"),
        file_name="my-week",
        at=moment_of(request),
        caching=FOR_ONE,
    )
