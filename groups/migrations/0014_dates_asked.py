import django.db.models.deletion
from django.db import migrations, models

import groups.models.fields


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0013_kept_files"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="meetingexception",
            options={
                "ordering": ["first", "pk"],
                "verbose_name": "exception",
                "verbose_name_plural": "bank holidays and other dates",
            },
        ),
        migrations.CreateModel(
            name="DateAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="date")),
                ("code", models.CharField(db_index=True, editable=False, max_length=40)),
                ("whom", models.CharField(editable=False, max_length=64)),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("meets", "Meets"), ("not", "Does not meet"), ("moved", "Other time"), ("ask", "Ask")],
                        max_length=5,
                        verbose_name="answer",
                    ),
                ),
                ("starts_at", groups.models.fields.ClockField(blank=True, null=True, verbose_name="other time")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("is_settled", models.BooleanField(default=False, verbose_name="settled")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dates_asked", to="groups.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "date asked about",
                "verbose_name_plural": "dates asked about",
                "ordering": ["day", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "day"),
                        name="date_asked_once",
                        violation_error_message="This date of the meeting was asked about already.",
                    )
                ],
            },
        ),
    ]
