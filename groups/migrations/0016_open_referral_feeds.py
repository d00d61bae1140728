from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0015_feeds_by_turns"),
    ]

    operations = [
        migrations.AlterField(
            model_name="feed",
            name="format",
            field=models.CharField(
                choices=[
                    ("auto", "Tell by itself"),
                    ("meeting-guide", "Meeting Guide JSON"),
                    ("csv", "Spreadsheet (CSV)"),
                    ("bmlt", "BMLT JSON"),
                    ("open-referral-uk", "Open Referral UK"),
                ],
                default="auto",
                max_length=20,
                verbose_name="format",
            ),
        ),
    ]
