"""Why a request was refused or returned; those that ended before have no row."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('delays', '0104_deficiency_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('rejected', 'ไม่อนุญาต'), ('returned', 'คืนคำขอ (มาตรา 9)')], max_length=12)),
                ('decided_on', models.DateField()),
                ('facts', models.TextField(blank=True, verbose_name='ข้อเท็จจริง')),
                ('law', models.CharField(blank=True, max_length=300, verbose_name='กฎหมาย')),
                ('reason', models.TextField(verbose_name='เหตุผล')),
                ('missing', models.TextField(blank=True, verbose_name='เอกสารที่ยังขาด')),
                ('record', models.CharField(blank=True, max_length=200, verbose_name='เลขที่บันทึกความบกพร่อง')),
                ('record_due_on', models.DateField(blank=True, null=True)),
                ('appeal_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('appeal_to', models.CharField(blank=True, max_length=200)),
                ('appeal_law', models.CharField(blank=True, max_length=300)),
                ('noted_by', models.CharField(max_length=200)),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('case', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='refusal', to='delays.delaycase')),
                ('receipt', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='refusal', to='delays.receipt')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('case', None), ('receipt__isnull', False)), models.Q(('case__isnull', False), ('receipt', None)), _connector='OR'), name='refusal_of_case_or_receipt')],
            },
        ),
    ]
