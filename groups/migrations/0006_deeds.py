import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was done to listings, and what it changed."""

    dependencies = [
        ("groups", "0005_search_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Deed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="when")),
                (
                    "by_words",
                    models.CharField(
                        blank=True, help_text="A user name, or “the group”.", max_length=150, verbose_name="by"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("form", "a form"),
                            ("action", "an action"),
                            ("import", "an import"),
                            ("suggestion", "a suggestion"),
                            ("contact", "the group’s contact"),
                            ("command", "a command"),
                            ("undo", "an undo"),
                        ],
                        max_length=10,
                        verbose_name="from",
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=300, verbose_name="what was done")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "undoes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="undone_by",
                        to="groups.deed",
                    ),
                ),
            ],
            options={
                "verbose_name": "deed",
                "verbose_name_plural": "recent changes",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=20, verbose_name="what")),
                ("key", models.BigIntegerField(verbose_name="number")),
                ("called", models.CharField(max_length=255, verbose_name="called")),
                (
                    "kind",
                    models.CharField(
                        choices=[("added", "added"), ("changed", "changed"), ("removed", "removed")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("before", models.JSONField(blank=True, default=dict, verbose_name="before")),
                ("after", models.JSONField(blank=True, default=dict, verbose_name="after")),
                (
                    "deed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="groups.deed"
                    ),
                ),
            ],
            options={
                "verbose_name": "change",
                "verbose_name_plural": "changes",
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="deed",
            index=models.Index(fields=["-at", "-id"], name="deed_newest_first"),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["table", "key", "deed"], name="change_of_record"),
        ),
    ]
