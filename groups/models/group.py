"""People who meet."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models.constraints import must
from groups.models.fields import MaskField
from groups.models.provenance import FromFeed, once_per_feed
from groups.models.querysets import GroupQuerySet
from groups.models.same_as import SameAs, not_itself
from groups.models.status import Kept
from groups.rules.choices import ABOUT_ANYTHING, About, Approach, Audience, Kind, LettersEnded, Status


class Group(FromFeed, SameAs, Kept):
    """A group of a programme, or one a community started for itself (no programme)."""

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    programme = models.ForeignKey(
        "groups.Programme", models.PROTECT, null=True, blank=True, verbose_name=_("programme"), related_name="groups"
    )
    area = models.ForeignKey("groups.Area", models.PROTECT, null=True, blank=True, verbose_name=_("area"))
    audience = models.CharField(
        _("who it is for"), max_length=10, choices=Audience.choices, blank=True, help_text=_("Blank: as its programme.")
    )
    about = MaskField(
        _("what it is about"), bits=About.choices, default=0, blank=True, help_text=_("None: as its programme.")
    )
    description = models.TextField(_("description"), max_length=2000, blank=True)
    email = models.EmailField(_("public e-mail"), blank=True, help_text=_("A role’s address, never a member’s own."))
    phone = models.CharField(_("public phone"), max_length=40, blank=True, help_text=_("A helpline or role’s number."))
    website = models.URLField(_("website"), max_length=500, blank=True)
    private_contact = models.EmailField(
        _("private contact for letters"), blank=True, help_text=_("Only staff see this. It is kept out of history.")
    )
    letters_ended = models.CharField(
        _("letters to it ended"), max_length=8, choices=LettersEnded.choices, blank=True, editable=False
    )

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["name", "pk"]
        constraints = [
            once_per_feed("group_once_per_feed"),
            must(
                "group_pause_has_an_end_only_when_paused",
                models.Q(paused_until__isnull=True) | models.Q(status=Status.PAUSED),
            ),
            not_itself("group_is_not_the_same_as_itself"),
        ]
        indexes = [models.Index(fields=["status", "programme"], name="group_by_status")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:group-detail", args=[self.slug])

    @property
    def approach(self) -> str:
        """Its programme's approach; a group without a programme is a community's own."""
        return self.programme.approach if self.programme else Approach.COMMUNITY

    @property
    def whom_for(self) -> str:
        """Whom it is for: its own answer, else its programme's, else everyone."""
        return self.audience or (self.programme.audience if self.programme else Audience.EVERYONE)

    @property
    def problems(self) -> int:
        """The mask of problems it is about: its own, else its programme's, else any."""
        return self.about or (self.programme.about if self.programme else ABOUT_ANYTHING)

    @property
    def kind(self) -> Kind:
        """The one kind its rows show: family before the rest."""
        return Kind.FAMILY if self.whom_for == Audience.FAMILY else Kind(self.approach)
