import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A load for each run that takes places in; the places of a site still belong to none."""

    dependencies = [("groups", "0001_first_tables")]

    operations = [
        migrations.CreateModel(
            name="PlaceLoad",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(blank=True, max_length=40, verbose_name="source")),
                ("file", models.CharField(blank=True, max_length=120, verbose_name="file")),
                ("within", models.CharField(blank=True, max_length=60, verbose_name="only within")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="places")),
                ("touched_at", models.DateTimeField(null=True, verbose_name="last written to")),
                ("loaded_at", models.DateTimeField(null=True, verbose_name="loaded")),
                ("shown", models.BooleanField(default=False, verbose_name="shown")),
            ],
            options={
                "verbose_name": "load of places",
                "verbose_name_plural": "loads of places",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("shown", True)),
                        fields=("source",),
                        name="place_load_shown_once_a_source",
                        violation_error_message="Another load of this source is shown.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="place",
            name="load",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="places",
                to="groups.placeload",
                verbose_name="load",
            ),
        ),
    ]
