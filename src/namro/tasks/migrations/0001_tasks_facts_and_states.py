import datetime
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

from namro.core.recording import RecordChanges


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_documents_in_time'),
        ('orgs', '0001_organisation_in_time'),
        ('reading', '0001_findings_and_verdicts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'lead'), ('support', 'support'), ('directing', 'directing'), ('supervising', 'supervising')], max_length=11)),
                ('part', models.TextField(blank=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='orgs.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Directive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('document', 'document'), ('meeting', 'in a meeting'), ('spoken', 'by word of mouth'), ('phone', 'by telephone or message')], default='document', max_length=8)),
                ('issuer_name', models.TextField(blank=True)),
                ('ordered_on', models.DateField(blank=True, null=True)),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('quotation', models.TextField(blank=True)),
                ('before', models.TextField(blank=True)),
                ('after', models.TextField(blank=True)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='directives', to='documents.document')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='directives', to='documents.sourcetext')),
                ('verdict', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='directive', to='reading.verdict')),
            ],
        ),
        migrations.CreateModel(
            name='ProgressReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('progress', 'progress'), ('completion', 'completion')], max_length=10)),
                ('stage', models.TextField(blank=True)),
                ('sentence', models.TextField()),
                ('percent', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('obstacle', models.TextField(blank=True)),
                ('proposal', models.TextField(blank=True)),
                ('product_symbol', models.TextField(blank=True)),
                ('product_on', models.DateField(blank=True, null=True)),
                ('sent_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='tasks.assignment')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('issue', 'issued'), ('report', 'progress updated'), ('submit', 'completion sent'), ('accept', 'completion confirmed'), ('return', 'returned'), ('set_due', 'deadline changed'), ('wait', 'waiting for a document'), ('release', 'document arrived'), ('suspend', 'suspended'), ('resume', 'resumed'), ('exit', 'no longer tracked'), ('reopen', 'reopened')], max_length=8)),
                ('happened_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('due_on', models.DateField(blank=True, null=True)),
                ('percent', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('exit_reason', models.TextField(blank=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='tasks.assignment')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='tasks.progressreport')),
            ],
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('media_type', models.TextField()),
                ('size', models.PositiveBigIntegerField()),
                ('stored_as', models.TextField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='tasks.progressreport')),
            ],
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.TextField()),
                ('search_fold', models.TextField()),
                ('mode', models.CharField(choices=[('one', 'one lead'), ('each', 'each unit its own')], max_length=4)),
                ('kind', models.CharField(choices=[('dated', 'with a deadline'), ('standing', 'standing'), ('undated', 'no date yet'), ('general', 'general direction'), ('decided', 'decision taken')], max_length=8)),
                ('weight', models.CharField(choices=[('normal', 'normal'), ('focal', 'focal'), ('breakthrough', 'breakthrough')], default='normal', max_length=12)),
                ('product', models.TextField(blank=True)),
                ('result', models.TextField(blank=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('due_said', models.TextField(blank=True)),
                ('due_rule', models.TextField(blank=True)),
                ('due_soft', models.BooleanField(default=False)),
                ('undated_reason', models.TextField(blank=True)),
                ('recurring', models.BooleanField(default=False)),
                ('clarity_in_document', models.JSONField(default=dict)),
                ('restricted', models.BooleanField(default=False)),
                ('issued_at', models.DateTimeField()),
                ('issued_on', models.DateField()),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued_tasks', to='orgs.unit')),
                ('parent_assignment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='subtasks', to='tasks.assignment')),
            ],
        ),
        migrations.CreateModel(
            name='AssignmentState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'lead'), ('support', 'support'), ('directing', 'directing'), ('supervising', 'supervising')], max_length=11)),
                ('restricted', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('open', 'in progress'), ('waiting', 'waiting for a document'), ('suspended', 'suspended'), ('submitted', 'waiting for confirmation'), ('done', 'completed'), ('exited', 'no longer tracked')], max_length=9)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('clock_on', models.DateField()),
                ('done_on', models.DateField(blank=True, null=True)),
                ('percent', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reported_on', models.DateField(blank=True, null=True)),
                ('submitted_on', models.DateField(blank=True, null=True)),
                ('returned', models.BooleanField(default=False)),
                ('extended', models.BooleanField(default=False)),
                ('exit_reason', models.TextField(blank=True)),
                ('known_from', models.DateTimeField()),
                ('known_to', models.DateTimeField(default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='tasks.assignment')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='tasks.task')),
            ],
        ),
        migrations.AddField(
            model_name='assignment',
            name='task',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='tasks.task'),
        ),
        migrations.CreateModel(
            name='TaskOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='order_rows', to='tasks.directive')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='order_rows', to='tasks.task')),
            ],
        ),
        migrations.AddField(
            model_name='task',
            name='orders',
            field=models.ManyToManyField(related_name='tasks', through='tasks.TaskOrder', to='tasks.directive'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end', None), ('source', None), ('start', None)), models.Q(('source__isnull', False), ('start__lt', models.F('end'))), _connector='OR'), name='tasks_directive_span'),
        ),
        migrations.AddIndex(
            model_name='progressreport',
            index=models.Index(fields=['assignment', '-id'], name='tasks_report_newest'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('percent', None), ('percent__lte', 100), _connector='OR'), name='tasks_report_percent'),
        ),
        migrations.AddIndex(
            model_name='move',
            index=models.Index(fields=['assignment', 'recorded_at', 'id'], name='tasks_move_order'),
        ),
        migrations.AddIndex(
            model_name='assignmentstate',
            index=models.Index(condition=models.Q(('known_to', datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))), fields=['unit', 'clock_on'], name='tasks_state_unit_clock'),
        ),
        migrations.AddIndex(
            model_name='assignmentstate',
            index=models.Index(condition=models.Q(('known_to', datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))), fields=['owner', 'clock_on'], name='tasks_state_owner_clock'),
        ),
        migrations.AddIndex(
            model_name='assignmentstate',
            index=models.Index(condition=models.Q(('known_to', datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))), fields=['task'], name='tasks_state_task'),
        ),
        migrations.AddIndex(
            model_name='assignmentstate',
            index=models.Index(fields=['known_from', 'known_to'], name='tasks_state_known'),
        ),
        migrations.AddConstraint(
            model_name='assignmentstate',
            constraint=models.UniqueConstraint(condition=models.Q(('known_to', datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))), fields=('assignment',), name='tasks_state_one_open'),
        ),
        migrations.AddConstraint(
            model_name='assignmentstate',
            constraint=models.CheckConstraint(condition=models.Q(('known_from__lt', models.F('known_to'))), name='tasks_state_forward'),
        ),
        migrations.AddConstraint(
            model_name='assignmentstate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_on', None)), _connector='OR'), name='tasks_state_done_on'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(fields=('task', 'unit', 'role'), name='tasks_assignment_once'),
        ),
        migrations.AddConstraint(
            model_name='taskorder',
            constraint=models.UniqueConstraint(fields=('task', 'directive'), name='tasks_order_once'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['owner', '-id'], name='tasks_task_owner'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('search_fold', name='gin_trgm_ops'), name='tasks_task_words'),
        ),
        RecordChanges("tasks_directive"),
        RecordChanges("tasks_task"),
        RecordChanges("tasks_taskorder"),
        RecordChanges("tasks_assignment"),
        RecordChanges("tasks_progressreport"),
        RecordChanges("tasks_evidence"),
        RecordChanges("tasks_move"),
        RecordChanges("tasks_assignmentstate"),
    ]
