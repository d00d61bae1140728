import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import guidance.models.safety


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0001_first_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SafetyReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_on", models.DateField(verbose_name="read on")),
                (
                    "role",
                    models.CharField(
                        help_text="Such as: GP, addiction nurse.", max_length=120, verbose_name="role of the reader"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "digest",
                    models.CharField(
                        default=guidance.models.safety.digest_of_safety_texts,
                        editable=False,
                        max_length=64,
                        verbose_name="which words",
                    ),
                ),
            ],
            options={
                "verbose_name": "reading of the safety text by a clinician",
                "verbose_name_plural": "readings of the safety text by clinicians",
                "ordering": ["-read_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Page",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, verbose_name="slug")),
                (
                    "language",
                    models.CharField(
                        default="en",
                        max_length=12,
                        validators=[django.core.validators.RegexValidator("^[a-z]{2,3}(-[a-z0-9]+)*$")],
                        verbose_name="language",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                (
                    "summary",
                    models.CharField(
                        help_text="One or two sentences: search engines and lists show them.",
                        max_length=200,
                        verbose_name="summary",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("begin", "If this is new to you"),
                            ("go", "Going to a meeting"),
                            ("keep", "Keeping going"),
                            ("close", "If it is someone close to you"),
                            ("work", "For professionals and employers"),
                            ("about", "About this guidance"),
                        ],
                        default="begin",
                        max_length=10,
                        verbose_name="part",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "body",
                    models.TextField(
                        help_text="Markdown. Name a helpline by a link to helpline:its-slug, never by its number; a link without words shows the number alone. Cite a source by a link to #source-its-key.",
                        verbose_name="text",
                    ),
                ),
                (
                    "sources",
                    models.TextField(
                        blank=True,
                        help_text="One a line: key | authors, year and title | address | what it found.",
                        verbose_name="sources",
                    ),
                ),
                (
                    "search",
                    models.CharField(
                        blank=True,
                        help_text="What stands after the question mark in the address of a search, such as kind=family.",
                        max_length=200,
                        verbose_name="listings beside it",
                    ),
                ),
                (
                    "search_heading",
                    models.CharField(blank=True, max_length=80, verbose_name="heading of those listings"),
                ),
                (
                    "explains",
                    models.CharField(
                        blank=True,
                        help_text="Such as 12-step, smart, community, family.",
                        max_length=80,
                        verbose_name="explains meetings of the kinds",
                    ),
                ),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="last reviewed")),
                ("next_review", models.DateField(blank=True, null=True, verbose_name="next review due")),
                (
                    "hidden",
                    models.BooleanField(default=False, help_text="Visitors cannot see it.", verbose_name="hidden"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("shipped", models.JSONField(blank=True, default=dict, editable=False, verbose_name="as shipped")),
                (
                    "written",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=64,
                        verbose_name="digest of what a release last wrote here",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("slug", "language"),
                        name="page_slug_in_language",
                        violation_error_message="There is an article of this slug in this language already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PageVersion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, verbose_name="slug")),
                (
                    "language",
                    models.CharField(
                        default="en",
                        max_length=12,
                        validators=[django.core.validators.RegexValidator("^[a-z]{2,3}(-[a-z0-9]+)*$")],
                        verbose_name="language",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                (
                    "summary",
                    models.CharField(
                        help_text="One or two sentences: search engines and lists show them.",
                        max_length=200,
                        verbose_name="summary",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("begin", "If this is new to you"),
                            ("go", "Going to a meeting"),
                            ("keep", "Keeping going"),
                            ("close", "If it is someone close to you"),
                            ("work", "For professionals and employers"),
                            ("about", "About this guidance"),
                        ],
                        default="begin",
                        max_length=10,
                        verbose_name="part",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "body",
                    models.TextField(
                        help_text="Markdown. Name a helpline by a link to helpline:its-slug, never by its number; a link without words shows the number alone. Cite a source by a link to #source-its-key.",
                        verbose_name="text",
                    ),
                ),
                (
                    "sources",
                    models.TextField(
                        blank=True,
                        help_text="One a line: key | authors, year and title | address | what it found.",
                        verbose_name="sources",
                    ),
                ),
                (
                    "search",
                    models.CharField(
                        blank=True,
                        help_text="What stands after the question mark in the address of a search, such as kind=family.",
                        max_length=200,
                        verbose_name="listings beside it",
                    ),
                ),
                (
                    "search_heading",
                    models.CharField(blank=True, max_length=80, verbose_name="heading of those listings"),
                ),
                (
                    "explains",
                    models.CharField(
                        blank=True,
                        help_text="Such as 12-step, smart, community, family.",
                        max_length=80,
                        verbose_name="explains meetings of the kinds",
                    ),
                ),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="last reviewed")),
                ("next_review", models.DateField(blank=True, null=True, verbose_name="next review due")),
                (
                    "hidden",
                    models.BooleanField(default=False, help_text="Visitors cannot see it.", verbose_name="hidden"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical article",
                "verbose_name_plural": "historical articles",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
