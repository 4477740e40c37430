"""A refusal that is taken back stays on record, and each says whose order it is."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('delays', '0105_refusal'),
    ]

    operations = [
        migrations.AddField(
            model_name='refusal',
            name='made_by',
            field=models.CharField(choices=[('officer', 'เจ้าหน้าที่หรือหัวหน้าหน่วยงาน'), ('minister', 'รัฐมนตรี'), ('committee', 'คณะกรรมการ')], db_default='officer', default='officer', max_length=12, verbose_name='ผู้ออกคำสั่ง'),
        ),
        migrations.AddField(
            model_name='refusal',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='refusal',
            name='withdrawn_by',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='refusal',
            name='withdrawn_why',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AlterField(
            model_name='refusal',
            name='case',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='refusals', to='delays.delaycase'),
        ),
        migrations.AlterField(
            model_name='refusal',
            name='receipt',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='refusals', to='delays.receipt'),
        ),
        migrations.AddConstraint(
            model_name='refusal',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('case',), name='refusal_once_of_case'),
        ),
        migrations.AddConstraint(
            model_name='refusal',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('receipt',), name='refusal_once_of_receipt'),
        ),
    ]
