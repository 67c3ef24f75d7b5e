import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from namro.core.recording import RecordChanges


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_the_two_records'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('full_name', models.TextField()),
                ('sort_key', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Reorganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_symbol', models.TextField(blank=True)),
                ('decided_by', models.TextField(blank=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('title', models.TextField()),
                ('effective_on', models.DateField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('username', models.CharField(max_length=80, unique=True)),
                ('full_name', models.TextField()),
                ('language', models.CharField(default='vi', max_length=2)),
                ('is_active', models.BooleanField(default=True)),
                ('must_change_password', models.BooleanField(default=False)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='users', to='orgs.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.TextField(unique=True)),
                ('tree', models.CharField(choices=[('party', 'Party'), ('state', 'State'), ('front', 'Fatherland Front and mass organisations')], max_length=5)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gt', models.F('opened_on')), _connector='OR'), name='orgs_unit_closed_after_opened')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.TextField()),
                ('is_head', models.BooleanField(default=False)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='orgs.unit')),
            ],
        ),
        migrations.CreateModel(
            name='UnitAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alias', models.TextField()),
                ('fold', models.TextField(db_index=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aliases', to='orgs.unit')),
            ],
        ),
        migrations.CreateModel(
            name='UnitLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_symbol', models.TextField(blank=True)),
                ('decided_by', models.TextField(blank=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('counterpart', 'counterpart'), ('standing_agency', 'standing agency'), ('member', 'member')], max_length=16)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('from_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='orgs.unit')),
                ('to_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='linked_from', to='orgs.unit')),
            ],
        ),
        migrations.CreateModel(
            name='UnitVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_symbol', models.TextField(blank=True)),
                ('decided_by', models.TextField(blank=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('name', models.TextField()),
                ('short_name', models.TextField(blank=True)),
                ('name_fold', models.TextField()),
                ('sort_key', models.TextField()),
                ('kind', models.CharField(choices=[('province', 'province'), ('council', "people's council"), ('committee', "people's committee"), ('office', 'office'), ('department', 'department'), ('public_service', 'public service unit'), ('commune', 'commune'), ('ward', 'ward'), ('party_committee', 'party committee'), ('party_board', 'party board'), ('steering_committee', 'steering committee'), ('front', 'Fatherland Front committee'), ('mass_organisation', 'mass organisation'), ('other', 'other body')], max_length=20)),
                ('functions', models.TextField(blank=True)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='orgs.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='orgs.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Tenure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('full', 'head'), ('acting', 'acting head'), ('in_charge', 'deputy in charge'), ('delegated', 'delegated')], max_length=10)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenures', to='orgs.person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenures', to='orgs.post')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('post', '='), ('valid', '&&')], name='orgs_one_holder_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.DecimalField(decimal_places=5, default=1, max_digits=6)),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='orgs.reorganisation')),
                ('from_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='orgs.unit')),
                ('to_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='orgs.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('reorganisation', 'from_unit', 'to_unit'), name='orgs_succession_once'), models.CheckConstraint(condition=models.Q(('share__gt', 0), ('share__lte', 1)), name='orgs_succession_share')],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('administrator', 'administrator'), ('coordinator', 'coordinator'), ('leader', 'leader'), ('unit_head', 'unit head'), ('reporter', 'reporter'), ('inspector', 'inspector'), ('auditor', 'auditor')], max_length=13)),
                ('with_subtree', models.BooleanField(default=False)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='orgs.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('unit__isnull', False), ('role__in', ['administrator', 'auditor']), _connector='OR'), name='orgs_grant_has_unit'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('user', '='), ('role', '='), (models.Func(models.F('unit'), 0, function='COALESCE'), '='), ('valid', '&&')], name='orgs_grant_once_a_day')],
            },
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(condition=models.Q(('is_head', True)), fields=('unit',), name='orgs_one_head_post'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('unit', 'title'), name='orgs_post_once'),
        ),
        migrations.AddConstraint(
            model_name='unitalias',
            constraint=models.UniqueConstraint(fields=('unit', 'fold'), name='orgs_alias_once'),
        ),
        migrations.AddConstraint(
            model_name='unitlink',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('kind', '='), ('from_unit', '='), ('to_unit', '='), ('valid', '&&')], name='orgs_link_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='unitlink',
            constraint=models.CheckConstraint(condition=models.Q(('from_unit', models.F('to_unit')), _negated=True), name='orgs_link_two_units'),
        ),
        migrations.AddIndex(
            model_name='unitversion',
            index=models.Index(fields=['name_fold'], name='orgs_version_fold'),
        ),
        migrations.AddConstraint(
            model_name='unitversion',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('unit', '='), ('valid', '&&')], name='orgs_one_version_a_day'),
        ),
        migrations.AddConstraint(
            model_name='unitversion',
            constraint=models.CheckConstraint(condition=models.Q(('parent', models.F('unit')), _negated=True), name='orgs_version_not_own_parent'),
        ),
        RecordChanges("orgs_unit"),
        RecordChanges("orgs_unitversion"),
        RecordChanges("orgs_unitalias"),
        RecordChanges("orgs_unitlink"),
        RecordChanges("orgs_reorganisation"),
        RecordChanges("orgs_succession"),
        RecordChanges("orgs_person"),
        RecordChanges("orgs_post"),
        RecordChanges("orgs_tenure"),
        RecordChanges("orgs_user"),
        RecordChanges("orgs_rolegrant"),
    ]
