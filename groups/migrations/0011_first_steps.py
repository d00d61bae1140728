from django.db import migrations, models


class Migration(migrations.Migration):
    """The steps of a new town."""

    dependencies = [
        ("groups", "0010_quality"),
    ]

    operations = [
        migrations.AddField(
            model_name="site",
            name="first_steps",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                help_text="By step.",
                verbose_name="first steps ticked or put aside",
            ),
        ),
    ]
