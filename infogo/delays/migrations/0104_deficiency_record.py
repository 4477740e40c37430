"""What a deficiency record (section 8) asks for, and by when; empty in those made before."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('delays', '0103_pause_ended_by_closing'),
    ]

    operations = [
        migrations.AddField(
            model_name='clockpause',
            name='complete_by',
            field=models.DateField(blank=True, null=True, verbose_name='กำหนดส่ง'),
        ),
        migrations.AddField(
            model_name='clockpause',
            name='missing',
            field=models.TextField(blank=True, db_default='', default='', verbose_name='เอกสารที่ขาด'),
        ),
    ]
