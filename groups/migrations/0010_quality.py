from django.db import migrations, models


class Migration(migrations.Migration):
    """Links that were tried, and findings that staff put aside."""

    dependencies = [
        ("groups", "0009_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name="FindingPutAside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("finding", models.CharField(max_length=200, unique=True)),
                ("stood", models.CharField(blank=True, max_length=40)),
                ("on", models.DateField()),
                ("by_words", models.CharField(blank=True, max_length=150)),
            ],
        ),
        migrations.CreateModel(
            name="LinkCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(max_length=500, unique=True, verbose_name="link")),
                ("tried_at", models.DateTimeField(verbose_name="last tried")),
                ("failing_since", models.DateTimeField(blank=True, null=True, verbose_name="failing since")),
                ("failures", models.PositiveSmallIntegerField(default=0, verbose_name="failed tries in a row")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why")),
            ],
            options={
                "verbose_name": "link tried",
                "verbose_name_plural": "links tried",
                "ordering": ["url"],
            },
        ),
    ]
