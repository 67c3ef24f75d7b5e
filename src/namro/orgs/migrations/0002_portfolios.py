import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from namro.core.recording import RecordChanges


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0001_organisation_in_time'),
    ]

    operations = [
        migrations.CreateModel(
            name='Portfolio',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('leader', 'leader in charge'), ('officer', 'officer who follows')], max_length=7)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='portfolios', to='orgs.unit')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='portfolios', to='orgs.person')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('owner', '='), ('kind', '='), (models.Func(models.F('unit'), 0, function='COALESCE'), '='), ('valid', '&&')], name='orgs_portfolio_one_a_day')],
            },
        ),
        RecordChanges("orgs_portfolio"),
    ]
