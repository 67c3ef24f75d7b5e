import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from namro.core.recording import RecordChanges


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_documents_in_time'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('quotation', models.TextField()),
                ('before', models.TextField(blank=True)),
                ('after', models.TextField(blank=True)),
                ('type', models.TextField()),
                ('fields', models.JSONField(default=dict)),
                ('rule', models.TextField()),
                ('confidence', models.FloatField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='documents.sourcetext')),
            ],
            options={
                'indexes': [models.Index(fields=['source', 'type', 'start'], name='reading_finding_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='reading_finding_forward')],
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('quotation', models.TextField()),
                ('before', models.TextField(blank=True)),
                ('after', models.TextField(blank=True)),
                ('type', models.TextField()),
                ('decision', models.CharField(choices=[('accepted', 'accepted'), ('corrected', 'corrected'), ('added', 'added by hand'), ('rejected', 'rejected')], max_length=9)),
                ('kind', models.CharField(blank=True, choices=[('dated', 'with a deadline'), ('standing', 'standing'), ('undated', 'no date yet'), ('general', 'general direction'), ('decided', 'decision taken')], max_length=8)),
                ('fields', models.JSONField(default=dict)),
                ('reason', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='documents.sourcetext')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'type', 'start', 'end'), name='reading_verdict_once'), models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='reading_verdict_forward')],
            },
        ),
        RecordChanges("reading_finding"),
        RecordChanges("reading_verdict"),
    ]
