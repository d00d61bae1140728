from django.db import migrations, models


class Migration(migrations.Migration):
    """One column says what two said together, and leads an index: the rows are made anew by `load_shipped`."""

    dependencies = [("groups", "0006_search_row_vectors")]

    operations = [
        migrations.RemoveIndex("searchrow", "search_row_by_point"),
        migrations.RemoveIndex("searchrow", "search_row_by_attendance"),
        migrations.RemoveField("searchrow", "is_plain"),
        migrations.AddField(
            "searchrow",
            "is_sure",
            models.BooleanField(default=False, verbose_name="every week without limits or exceptions"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "searchrow",
            models.Index(
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
            "searchrow",
            models.Index(fields=["lat", "lng"], condition=models.Q(is_sure=False), name="search_row_unsure_by_point"),
        ),
        migrations.AddIndex(
            "searchrow", models.Index(fields=["attendance", "is_sure"], name="search_row_by_attendance")
        ),
    ]
