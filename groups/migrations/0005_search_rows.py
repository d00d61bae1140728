import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0004_places_of_loads"),
    ]

    operations = [
        migrations.AddField(
            model_name="site",
            name="indexed_as",
            field=models.PositiveSmallIntegerField(
                default=0,
                editable=False,
                help_text="0: not made yet.",
                verbose_name="form of the derived rows of search",
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="area_worked_out",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="groups.area",
                verbose_name="area worked out from places",
            ),
        ),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="row",
                        serialize=False,
                        to="groups.meeting",
                    ),
                ),
                ("lat", models.FloatField(null=True, verbose_name="latitude")),
                ("lng", models.FloatField(null=True, verbose_name="longitude")),
                ("x", models.FloatField(null=True)),
                ("y", models.FloatField(null=True)),
                ("z", models.FloatField(null=True)),
                (
                    "kinds",
                    models.PositiveSmallIntegerField(
                        help_text="family, 12-step, smart, community, other", verbose_name="kinds"
                    ),
                ),
                (
                    "audiences",
                    models.PositiveSmallIntegerField(help_text="self, family, everyone", verbose_name="who it is for"),
                ),
                (
                    "about",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Drinking"),
                            (2, "Drugs"),
                            (4, "Gambling"),
                            (8, "Food"),
                            (16, "Sex and love"),
                            (32, "Money"),
                            (64, "Something else"),
                        ],
                        verbose_name="what it is about",
                    ),
                ),
                (
                    "attendance",
                    models.CharField(
                        choices=[("in-person", "In person"), ("online", "Online"), ("hybrid", "In person and online")],
                        max_length=9,
                        verbose_name="attendance",
                    ),
                ),
                (
                    "tags",
                    models.TextField(
                        help_text="Slugs, a space before and after each.", verbose_name="who it is specially for"
                    ),
                ),
                (
                    "access",
                    models.TextField(
                        help_text="Slugs, a space before and after each.", verbose_name="what is answered with yes"
                    ),
                ),
                (
                    "languages",
                    models.TextField(
                        help_text="In lower case, a space before and after each.", verbose_name="languages"
                    ),
                ),
                ("slip", models.BooleanField(verbose_name="gives attendance slips")),
                ("children", models.BooleanField(verbose_name="children may come")),
                ("called", models.CharField(max_length=255, verbose_name="folded name")),
                ("confirmed_on", models.DateField(null=True, verbose_name="last checked")),
                (
                    "changed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), null=True, verbose_name="last changed"
                    ),
                ),
                ("by_arrangement", models.BooleanField(verbose_name="by arrangement")),
                ("weekday", models.PositiveSmallIntegerField(null=True, verbose_name="day")),
                ("weeks", models.PositiveSmallIntegerField(verbose_name="weeks of the month")),
                ("interval", models.PositiveSmallIntegerField(verbose_name="every so many weeks")),
                ("phase", models.PositiveSmallIntegerField(verbose_name="which of those weeks")),
                ("months", models.PositiveSmallIntegerField(verbose_name="months")),
                (
                    "starts_at",
                    models.PositiveSmallIntegerField(null=True, verbose_name="starts, in minutes of the day"),
                ),
                ("minutes", models.PositiveSmallIntegerField(null=True, verbose_name="length in minutes")),
                ("drop_in", models.BooleanField(verbose_name="drop in at any time of it")),
                ("time_zone", models.CharField(max_length=40, verbose_name="time zone")),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("anyone", "Anyone can come"),
                            ("members", "People the group is for"),
                            ("ask", "Ask first"),
                        ],
                        max_length=8,
                        verbose_name="who may come",
                    ),
                ),
                ("open_weeks", models.PositiveSmallIntegerField(verbose_name="weeks in which anyone can come")),
                (
                    "bank_holidays",
                    models.CharField(
                        choices=[
                            ("as-usual", "Meets as usual"),
                            ("no-meeting", "Does not meet"),
                            ("week-later", "Meets a week later"),
                            ("ask", "Ask the group"),
                        ],
                        max_length=10,
                        verbose_name="bank holidays",
                    ),
                ),
                ("nation", models.CharField(max_length=30, verbose_name="nation whose bank holidays it keeps")),
                ("is_sure", models.BooleanField(verbose_name="every week without limits or exceptions")),
                ("has_exceptions", models.BooleanField(verbose_name="differs on some date")),
                ("begins", models.PositiveIntegerField(verbose_name="first day")),
                ("ends", models.PositiveIntegerField(verbose_name="last day")),
                ("back", models.PositiveIntegerField(verbose_name="first day after a pause")),
                (
                    "area",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="groups.area"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.programme"
                    ),
                ),
            ],
            options={
                "verbose_name": "row of search",
                "verbose_name_plural": "rows of search",
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=60, unique=True, verbose_name="word")),
                (
                    "spelled",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Ord("text"), "*", models.Value(256)
                            ),
                            "+",
                            django.db.models.functions.text.Length("text"),
                        ),
                        output_field=models.IntegerField(),
                        verbose_name="first letter and length",
                    ),
                ),
            ],
            options={
                "verbose_name": "word of search",
                "verbose_name_plural": "words of search",
                "indexes": [models.Index(fields=["spelled", "text"], name="term_by_spelling")],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "term_id", "row_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField(verbose_name="weight")),
                (
                    "row",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="postings",
                        to="groups.searchrow",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="postings",
                        to="groups.term",
                    ),
                ),
            ],
            options={
                "verbose_name": "place of a word",
                "verbose_name_plural": "places of words",
            },
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=models.Index(
                fields=[
                    "lat",
                    "lng",
                    "x",
                    "y",
                    "z",
                    "is_sure",
                    "weekday",
                    "has_exceptions",
                    "programme",
                    "attendance",
                    "kinds",
                    "audiences",
                    "about",
                    "tags",
                    "starts_at",
                    "drop_in",
                ],
                name="search_row_by_point",
            ),
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=models.Index(
                condition=models.Q(("is_sure", False)), fields=["lat", "lng"], name="search_row_unsure_by_point"
            ),
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=models.Index(fields=["attendance", "is_sure"], name="search_row_by_attendance"),
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=models.Index(fields=["called"], name="search_row_by_name"),
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=models.Index(fields=["time_zone"], name="search_row_by_zone"),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["row", "term", "weight"], name="posting_by_row"),
        ),
    ]
