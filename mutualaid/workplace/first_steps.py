"""A new town, without a developer: what has to be done once, each step told as done from what stands in the tables."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models import DEMONSTRATION, Feed, Group, PlaceLoad, Site
from guidance.models import Helpline, SafetyReading

DONE, ASIDE = "done", "aside"
"""What `Site.first_steps` holds for a step: ticked by somebody, or put aside."""


@dataclass(frozen=True)
class Step:
    """One line of the list. `is_met` looks whether the tables say that it is done."""

    name: str
    title: str
    why: str
    link: str
    address: str
    is_met: Callable[[Site], bool]


@dataclass(frozen=True)
class Standing:
    """A step and how it stands."""

    step: Step
    state: str

    @property
    def url(self) -> str:
        return reverse(self.step.address)

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return not self.state


def _says_who_it_is(site: Site) -> bool:
    return bool(site.name and site.name != settings.SITE_NAME and site.run_by and site.email and site.area_covered)


STEPS = (
    Step(
        "site",
        _("Say who you are"),
        _("The name of your directory, the area it covers, who runs it and how to reach them. Visitors look for this."),
        _("Fill in the site"),
        "admin:groups_site_changelist",
        _says_who_it_is,
    ),
    Step(
        "demonstration",
        _("Clear the demonstration"),
        _("The listings that came with the software are invented. They go before anybody could mistake them for real."),
        _("See what goes"),
        "first-steps-demonstration",
        lambda _site: not Feed.objects.filter(name=DEMONSTRATION).exists(),
    ),
    Step(
        "places",
        _("Load the places of your area"),
        _("So that visitors can type a postcode or a village. The data is open and free; you bring one file."),
        _("Load a file of places"),
        "first-steps-places",
        lambda _site: PlaceLoad.objects.has_open_data(),
    ),
    Step(
        "helplines",
        _("Ring each helpline"),
        _("Somebody will ring these numbers on the worst evening of their life. Hear each of them answer once."),
        _("Go through the helplines"),
        "first-steps-helplines",
        lambda _site: not Helpline.objects.filter(checked_on__isnull=True).exists(),
    ),
    Step(
        "safety",
        _("Have the safety text read by a clinician"),
        _("A GP or an addiction nurse reads what the site says about stopping alcohol or drugs suddenly."),
        _("Note that it was read"),
        "admin:guidance_safetyreading_changelist",
        lambda _site: SafetyReading.objects.of_this_text().exists(),
    ),
    Step(
        "mail",
        _("Send yourself a test letter"),
        _("Groups are asked by letter whether their listing is still right. See that a letter arrives."),
        _("Try the mail"),
        "first-steps-mail",
        lambda _site: False,
    ),
    Step(
        "group",
        _("Enter your first group"),
        _("On one page: who they are, where and when they meet. Or fill in our spreadsheet and bring it in at once."),
        _("Add a listing"),
        "first-steps-group",
        lambda _site: Group.objects.exclude(feed__name=DEMONSTRATION).exists(),
    ),
    Step(
        "people",
        _("Invite an editor"),
        _("Two people are better than one: a listing is only as right as the last person who looked."),
        _("Invite somebody"),
        "admin:people_person_add",
        lambda _site: get_user_model().objects.filter(is_staff=True, is_active=True).count() > 1,
    ),
)
BY_NAME = {step.name: step for step in STEPS}


def standing(site: Site) -> list[Standing]:
    """Every step with how it stands: `done`, `aside`, or nothing. At most a query each."""
    return [Standing(step, _state(step, site)) for step in STEPS]


def _state(step: Step, site: Site) -> str:
    said = site.first_steps.get(step.name, "")
    if said == DONE or step.is_met(site):
        return DONE
    return said


def are_over(site: Site) -> bool:
    """Whether every step was ticked or put aside, as far as anybody said so: no query."""
    return all(site.first_steps.get(step.name) in (DONE, ASIDE) for step in STEPS)


def mark(site: Site, name: str, state: str) -> None:
    """Tick a step, put it aside, or (with an empty state) take it up again. KeyError for a step that there is not."""
    BY_NAME[name]
    kept = {step: said for step, said in site.first_steps.items() if step != name}
    site.first_steps = kept | ({name: state} if state in (DONE, ASIDE) else {})
    site.save(update_fields=["first_steps"])
