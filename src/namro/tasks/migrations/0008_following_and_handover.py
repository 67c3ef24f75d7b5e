import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from namro.core.recording import RecordChanges


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_places_of_words'),
        ('orgs', '0002_portfolios'),
        ('tasks', '0007_transfers_and_explanations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(blank=True)),
                ('happened_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('from_person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.person')),
                ('to_person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='orgs.unit')),
            ],
        ),
        migrations.CreateModel(
            name='HandoverLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('portfolio', 'portfolio'), ('followed', 'task followed'), ('inside', 'task handed on inside the unit'), ('decision', 'pending decision'), ('review', 'document under review')], max_length=9)),
                ('kind', models.CharField(blank=True, choices=[('leader', 'leader in charge'), ('officer', 'officer who follows')], max_length=7)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='tasks.handover')),
                ('portfolio', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.portfolio')),
                ('share', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.assignment')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.task')),
            ],
        ),
        migrations.CreateModel(
            name='Following',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('leader', 'leader in charge'), ('officer', 'officer who follows')], max_length=7)),
                ('reason', models.TextField(blank=True)),
                ('happened_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.person')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='followings', to='tasks.task')),
            ],
            options={
                'indexes': [models.Index(fields=['task', 'kind', '-id'], name='tasks_following_last'), models.Index(fields=['person'], name='tasks_following_person')],
            },
        ),
        migrations.CreateModel(
            name='Handing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(blank=True, null=True)),
                ('note', models.TextField(blank=True)),
                ('happened_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.person')),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handings', to='tasks.assignment')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['share', '-id'], name='tasks_handing_last'), models.Index(fields=['person'], name='tasks_handing_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('person__isnull', False), ('due_on', None), _connector='OR'), name='tasks_handing_day_of_whom')],
            },
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('from_person', models.F('to_person')), _negated=True), name='tasks_handover_to_another_person'),
        ),
        RecordChanges("tasks_following"),
        RecordChanges("tasks_handing"),
        RecordChanges("tasks_handover"),
        RecordChanges("tasks_handoverline"),
    ]
