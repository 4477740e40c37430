"""When an officer confirmed that manuals are posted at a point (section 7)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('points', '0004_entrance_and_transit'),
    ]

    operations = [
        migrations.AddField(
            model_name='servicepoint',
            name='manuals_posted_on',
            field=models.DateField(blank=True, null=True),
        ),
    ]
