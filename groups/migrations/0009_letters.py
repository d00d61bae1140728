import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    """Letters that ask whether a listing is still right, and why they end."""

    dependencies = [
        ("groups", "0008_suggestions"),
    ]

    operations = [
        migrations.AddField(
            model_name="group",
            name="letters_ended",
            field=models.CharField(
                blank=True,
                choices=[
                    ("refused", "Their mail refused it"),
                    ("bounced", "The address bounced"),
                    ("gone", "They are no longer the contact"),
                    ("unwanted", "They asked for no more letters"),
                ],
                editable=False,
                max_length=8,
                verbose_name="letters to it ended",
            ),
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.EmailField(blank=True, max_length=254, verbose_name="to")),
                ("code", models.CharField(editable=False, max_length=40, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be sent"),
                            ("sent", "Sent"),
                            ("answered", "Answered"),
                            ("ended", "Ended without an answer"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="written")),
                (
                    "claimed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="being sent since"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="last sent")),
                ("times_sent", models.PositiveSmallIntegerField(default=0, verbose_name="times sent")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why it ended")),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "ordering": ["-written_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LetterGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("right", "Still right"),
                            ("changed", "Something is different"),
                            ("closed", "It has closed"),
                            ("gone", "They are no longer the contact"),
                            ("off", "They asked to be taken off"),
                        ],
                        max_length=8,
                        verbose_name="answer",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                (
                    "handed_to",
                    models.EmailField(blank=True, max_length=254, verbose_name="new contact that they named"),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked",
                        to="groups.group",
                        verbose_name="group",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked",
                        to="groups.letter",
                        verbose_name="letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of a letter",
                "verbose_name_plural": "groups of a letter",
                "ordering": ["group__name", "pk"],
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="groups",
            field=models.ManyToManyField(
                related_name="letters", through="groups.LetterGroup", to="groups.group", verbose_name="groups"
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["state", "sent_at"], name="letter_by_state"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("to"),
                condition=models.Q(("state__in", ("waiting", "sent")), models.Q(("to", ""), _negated=True)),
                name="letter_one_open_for_an_address",
                violation_error_message="A letter to this address waits for its answer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lettergroup",
            constraint=models.UniqueConstraint(
                fields=("letter", "group"),
                name="letter_names_a_group_once",
                violation_error_message="This letter asks about this group already.",
            ),
        ),
    ]
