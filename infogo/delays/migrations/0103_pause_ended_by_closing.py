"""Whether a pause ended because its case did: it goes on when the case is taken up again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('delays', '0102_turn_missed'),
    ]

    operations = [
        migrations.AddField(
            model_name='clockpause',
            name='ended_by_closing',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
