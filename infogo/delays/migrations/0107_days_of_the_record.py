"""A return keeps the days of its record, and the last release may remove a receipt that has one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('delays', '0106_refusals_stay_on_record'),
    ]

    operations = [
        migrations.AddField(
            model_name='refusal',
            name='record_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='refusal',
            name='record_last_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='refusal',
            name='receipt',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='refusals', to='delays.receipt'),
        ),
    ]
