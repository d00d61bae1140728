from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0005_search_rows"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="searchrow",
            name="search_row_by_point",
        ),
        migrations.AddField(
            model_name="searchrow",
            name="x",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="searchrow",
            name="y",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="searchrow",
            name="z",
            field=models.FloatField(null=True),
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=models.Index(
                fields=["lat", "lng", "is_plain", "has_exceptions", "x", "y", "z"], name="search_row_by_point"
            ),
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=models.Index(fields=["attendance", "is_plain", "has_exceptions"], name="search_row_by_attendance"),
        ),
    ]
