from django.db import migrations, models


class Migration(migrations.Migration):
    """A dozen rows with a slip of the pen (at most 100 million each) must not stop the index."""

    online_because = (
        "the table is derived and small, read by the pages of the index alone, and rewritten in "
        "seconds; the last release writes the same numbers into it"
    )
    dependencies = [
        ("oversight", "0006_branches_follow_months"),
    ]

    operations = [
        migrations.AlterField(
            model_name="indexcell",
            name="done",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="indexcell",
            name="done_in_time",
            field=models.PositiveBigIntegerField(default=0),
        ),
    ]
