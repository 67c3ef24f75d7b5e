from pathlib import Path

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from namro.core.recording import RecordChanges

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('kind', models.CharField(choices=[('off', 'day off'), ('work', 'make-up working day')], max_length=4)),
                ('note', models.TextField(blank=True)),
                ('decided_symbol', models.TextField(blank=True)),
                ('decided_by', models.TextField(blank=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('xid', models.BigIntegerField()),
                ('table_name', models.TextField()),
                ('key', models.BigIntegerField()),
                ('operation', models.CharField(max_length=1)),
                ('before', models.JSONField(null=True)),
                ('sha256', models.BinaryField(null=True)),
                ('shape_id', models.BigIntegerField()),
                ('event_id', models.BigIntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['table_name', 'key', '-id'], name='core_change_row'), models.Index(fields=['xid', 'id'], name='core_change_xid')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by_id', models.BigIntegerField(null=True)),
                ('by_name', models.TextField()),
                ('code', models.TextField()),
                ('subject_type', models.TextField(blank=True)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('unit_id', models.BigIntegerField(null=True)),
                ('data', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_id', '-id'], name='core_event_subject'), models.Index(fields=['-at'], name='core_event_at')],
            },
        ),
        migrations.CreateModel(
            name='Installation',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('place', models.TextField(blank=True)),
                ('demo', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='core_installation_one')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('epoch', models.PositiveIntegerField(default=1)),
                ('from_xid', models.BigIntegerField()),
                ('to_xid', models.BigIntegerField()),
                ('count', models.PositiveIntegerField()),
                ('previous_hash', models.BinaryField()),
                ('hash', models.BinaryField()),
                ('sealed_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('epoch', 'from_xid'), name='core_seal_one_after_another'), models.CheckConstraint(condition=models.Q(('from_xid__lt', models.F('to_xid'))), name='core_seal_forward')],
            },
        ),
        migrations.CreateModel(
            name='Shape',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table_name', models.TextField()),
                ('columns', models.JSONField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('table_name', 'columns'), name='core_shape_once')],
            },
        ),
        migrations.RunSQL((SQL / "row_hash.sql").read_text(), "DROP FUNCTION namro_row_hash(jsonb)"),
        migrations.RunSQL((SQL / "record_change.sql").read_text(), "DROP FUNCTION namro_record_change()"),
        RecordChanges("core_event"),
        RecordChanges("core_calendarday"),
        RecordChanges("core_installation"),
    ]
