"""How many points confirmed that their manuals are posted."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0008_ratings_made_up_apart'),
    ]

    operations = [
        migrations.AddField(
            model_name='agencycell',
            name='points_posted',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='branchcell',
            name='points_posted',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
