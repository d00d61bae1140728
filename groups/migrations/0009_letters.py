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
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="last sent")),
                ("times_sent", models.PositiveSmallIntegerField(default=0, verbose_name="times sent")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why it ended")),
                ("groups", models.ManyToManyField(related_name="letters", to="groups.group", verbose_name="groups")),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "ordering": ["-written_at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["state", "sent_at"], name="letter_by_state"),
        ),
    ]
