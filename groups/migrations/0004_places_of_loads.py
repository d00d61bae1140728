import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    """A place belongs to its load, whose source it had; settlements are found by place and by a slip of the hand."""

    dependencies = [("groups", "0003_places_into_loads")]

    operations = [
        migrations.AlterField(
            model_name="place",
            name="load",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="places",
                to="groups.placeload",
                verbose_name="load",
            ),
        ),
        migrations.AlterField(
            model_name="place",
            name="source",
            field=models.CharField(default="", max_length=40, verbose_name="source"),
        ),
        migrations.RemoveField(model_name="place", name="source"),
        migrations.AddField(
            model_name="place",
            name="whole",
            field=models.BooleanField(
                default=False,
                help_text="The first part of postcodes that are all loaded themselves.",
                verbose_name="whole",
            ),
        ),
        migrations.AlterField(
            model_name="place",
            name="kind",
            field=models.CharField(
                choices=[
                    ("postcode", "Postcode"),
                    ("outward", "First part of a postcode"),
                    ("city", "City"),
                    ("town", "Town"),
                    ("village", "Village"),
                    ("suburb", "Part of a town"),
                    ("hamlet", "Hamlet"),
                ],
                max_length=8,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="spelled",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(
                        kind__in=("city", "town", "village", "suburb", "hamlet"),
                        then=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Ord("key"), "*", models.Value(256)
                            ),
                            "+",
                            django.db.models.functions.text.Length("key"),
                        ),
                    )
                ),
                output_field=models.IntegerField(null=True),
                verbose_name="first letter and length",
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("spelled__isnull", False)),
                fields=["spelled", "country", "key", "load"],
                name="place_by_spelling",
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("spelled__isnull", False)),
                fields=["kind", "lat", "lng"],
                name="place_settlement_by_point",
            ),
        ),
    ]
