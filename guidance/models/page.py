"""An article of the guidance: a row, so that staff can edit what a release brought."""

from datetime import date, timedelta

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guidance.rules.article import digest_of
from guidance.rules.choices import Part

REVIEWED_EVERY = timedelta(days=365)


class PageQuerySet(models.QuerySet):
    """Questions about articles."""

    def shown(self, language: str):
        """What visitors read in this language, in the order of the list of articles."""
        return self.filter(language=language, hidden=False).in_order()

    def shown_or_else(self, language: str, otherwise: str):
        """The same, with those that nobody has translated in the other language."""
        translated = Page.objects.filter(slug=models.OuterRef("slug"), language=language, hidden=False)
        in_other = models.Q(language=otherwise) & ~models.Exists(translated)
        return self.filter(models.Q(language=language) | in_other, hidden=False).in_order()

    def in_order(self):
        """As the list of articles has them."""
        order = models.Case(*(models.When(part=part, then=place) for place, part in enumerate(Part)))
        return self.order_by(order, "position", "title", "pk")

    def due(self, *, on: date):
        """What ought to have been read through again by this date."""
        return self.filter(next_review__lte=on, hidden=False).order_by("next_review", "title", "pk")


class Page(models.Model):
    """One article in one language. A release brings it; what staff have edited stays until they take the new text."""

    TEXTS = (
        "title", "summary", "part", "position", "body", "easy_read", "sources", "search", "search_heading", "explains",
    )  # fmt: skip
    """What a release says on a page: whoever changes any of it has edited the page."""

    DATES = ("reviewed_on", "next_review")
    """What a release writes as well, though to read a page through is not to edit it."""

    slug = models.SlugField(_("slug"), max_length=80)
    language = models.CharField(
        _("language"), max_length=12, default="en", validators=[RegexValidator(r"^[a-z]{2,3}(-[a-z0-9]+)*$")]
    )
    title = models.CharField(_("title"), max_length=80)
    summary = models.CharField(
        _("summary"), max_length=200, help_text=_("One or two sentences: search engines and lists show them.")
    )
    part = models.CharField(_("part"), max_length=10, choices=Part.choices, default=Part.BEGIN)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    body = models.TextField(
        _("text"),
        help_text=_(
            "Markdown. Name a helpline by a link to helpline:its-slug, never by its number; "
            "a link without words shows the number alone. "
            "Cite a source by a link to #source-its-key."
        ),
    )
    easy_read = models.TextField(
        _("easy read"),
        blank=True,
        help_text=_(
            "The same in short sentences with drawings, on a page of its own. “## A heading”, and lines such as: "
            "(tea) You can have a cup of **tea**. An unknown drawing is answered with the names of all."
        ),
    )
    sources = models.TextField(
        _("sources"),
        blank=True,
        help_text=_("One a line: key | authors, year and title | address | what it found."),
    )
    search = models.CharField(
        _("listings beside it"),
        max_length=200,
        blank=True,
        help_text=_("What stands after the question mark in the address of a search, such as kind=family."),
    )
    search_heading = models.CharField(_("heading of those listings"), max_length=80, blank=True)
    explains = models.CharField(
        _("explains meetings of the kinds"),
        max_length=80,
        blank=True,
        help_text=_("Such as 12-step, smart, community, family."),
    )
    reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)
    next_review = models.DateField(_("next review due"), null=True, blank=True)
    hidden = models.BooleanField(_("hidden"), default=False, help_text=_("Visitors cannot see it."))
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    shipped = models.JSONField(_("as shipped"), default=dict, blank=True, editable=False)
    """What the newest release says, whether or not it stands here."""
    written = models.CharField(_("digest of what a release last wrote here"), max_length=64, blank=True, editable=False)

    # What releases did is no wording: who takes an older one back has edited the page.
    history = HistoricalRecords(excluded_fields=["updated_at", "shipped", "written"], custom_model_name="PageVersion")
    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language"],
                name="page_slug_in_language",
                violation_error_message=_("There is an article of this slug in this language already."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("guidance-page", args=[self.slug])

    def get_easy_read_url(self) -> str:
        """Where it stands in short sentences with drawings; empty where it does not."""
        return reverse("guidance-easy-read", args=[self.slug]) if self.easy_read else ""

    @property
    def texts(self) -> dict[str, object]:
        """What it says. Easy read only where there is any: else pages from before it would look edited."""
        said = {name: getattr(self, name) for name in self.TEXTS}
        return {name: value for name, value in said.items() if value or name != "easy_read"}

    @property
    def shipped_texts(self) -> dict[str, object]:
        """What the newest release says in its place; empty where no release knows it."""
        return {name: self.shipped[name] for name in self.TEXTS if name in self.shipped}

    @property
    def is_edited(self) -> bool:
        """Whether staff have changed what a release wrote, or wrote it all themselves."""
        return digest_of(self.texts) != self.written

    @property
    def has_newer(self) -> bool:
        """Whether the newest release says something that does not stand here because staff had edited the page."""
        return bool(self.shipped) and digest_of(self.shipped_texts) != self.written

    def write(self, values: dict[str, object]) -> None:
        """Put what a release says in its place. Not saved yet."""
        values = {"easy_read": "", **values}
        for name in (*self.TEXTS, *self.DATES):
            setattr(self, name, self._meta.get_field(name).to_python(values[name]))
        self.written = digest_of(self.texts)

    def review(self, *, on: date) -> None:
        """Somebody has read it through on this date; the next time is due in a year."""
        self.reviewed_on, self.next_review = on, on + REVIEWED_EVERY
        self.save(update_fields=self.DATES)  # no word has changed, and nobody else's is written over
