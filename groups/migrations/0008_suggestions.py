import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The queue of what the public and contacts say."""

    dependencies = [
        ("groups", "0007_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("change", "Something is different"),
                            ("new", "A group or meeting that is missing"),
                            ("closed", "It no longer meets"),
                            ("off", "They do not want to be listed"),
                            ("worry", "Something there worried me"),
                        ],
                        max_length=8,
                        verbose_name="what it says",
                    ),
                ),
                (
                    "sent_by",
                    models.CharField(
                        choices=[("public", "a visitor"), ("contact", "the group’s contact")],
                        default="public",
                        max_length=8,
                        verbose_name="from",
                    ),
                ),
                ("proposed", models.JSONField(blank=True, default=dict, verbose_name="proposed")),
                ("was", models.JSONField(blank=True, default=dict, verbose_name="as it was")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="in their words")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="where to write to them")),
                ("nonce", models.CharField(editable=False, max_length=40, unique=True)),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("asked", "Asked back"),
                            ("accepted", "Accepted"),
                            ("partly", "Accepted in part"),
                            ("declined", "Turned down"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("asked", models.TextField(blank=True, max_length=1000, verbose_name="what we asked back")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by whom",
                    ),
                ),
                (
                    "deed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="groups.deed",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="suggestions",
                        to="groups.group",
                        verbose_name="group",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="suggestions",
                        to="groups.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "suggestion",
                "verbose_name_plural": "suggestions",
                "ordering": ["sent_at", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="suggestion",
            index=models.Index(fields=["state", "sent_at"], name="suggestion_by_state"),
        ),
    ]
