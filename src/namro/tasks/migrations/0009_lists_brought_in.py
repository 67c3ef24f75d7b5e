import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from namro.core.recording import RecordChanges


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0002_portfolios'),
        ('tasks', '0008_following_and_handover'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('draft', 'not brought in yet'), ('imported', 'brought in'), ('undone', 'taken back')], default='draft', max_length=8)),
                ('heading', models.PositiveIntegerField()),
                ('columns', models.JSONField(default=dict)),
                ('options', models.JSONField(default=dict)),
                ('answers', models.JSONField(default=dict)),
                ('doubles', models.JSONField(default=list)),
                ('uploaded_at', models.DateTimeField()),
                ('imported_at', models.DateTimeField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('imported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('cells', models.JSONField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='tasks.importbatch')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='import_rows', to='tasks.task')),
            ],
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'undone'), _negated=True), fields=('owner', 'sha256'), name='tasks_batch_bytes_once'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('batch', 'number'), name='tasks_import_row_once'),
        ),
        RecordChanges("tasks_importbatch"),
        RecordChanges("tasks_importrow"),
    ]
