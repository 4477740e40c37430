from django.db import migrations, models


class Migration(migrations.Migration):
    """The index tells simulated ratings from real ones; the next count fills the sums."""

    dependencies = [
        ("oversight", "0007_index_of_many"),
    ]

    operations = [
        migrations.AddField(
            model_name="indexcell",
            name="made_up_ratings",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="indexcell",
            name="made_up_ratings_score",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
