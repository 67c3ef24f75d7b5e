import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

from namro.core.recording import RecordChanges


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgs', '0001_organisation_in_time'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name='DocumentKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.TextField(unique=True)),
                ('symbol', models.TextField(blank=True)),
                ('name', models.TextField()),
                ('name_fold', models.TextField()),
                ('also', models.JSONField(default=list)),
                ('system', models.CharField(choices=[('party', 'Party documents'), ('state', 'State documents')], max_length=5)),
                ('own_fields', models.JSONField(default=list)),
                ('source', models.TextField(blank=True)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.TextField(blank=True)),
                ('symbol', models.TextField(blank=True)),
                ('symbol_key', models.TextField(blank=True, db_index=True)),
                ('scope', models.TextField(blank=True)),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('title', models.TextField(blank=True)),
                ('search_fold', models.TextField(blank=True)),
                ('status', models.CharField(choices=[('held', 'registered'), ('draft', 'draft'), ('cited', 'known from citations only')], max_length=5)),
                ('restricted', models.BooleanField(default=False)),
                ('own_fields', models.JSONField(blank=True, default=dict)),
                ('registered_at', models.DateTimeField()),
                ('held_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='orgs.unit')),
                ('registered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('kind', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='documents.documentkind')),
            ],
        ),
        migrations.CreateModel(
            name='DocumentFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('original', 'original'), ('signed', 'signed copy'), ('copy', 'copy'), ('annex', 'annex')], default='original', max_length=8)),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('name', models.TextField()),
                ('media_type', models.TextField()),
                ('size', models.PositiveBigIntegerField()),
                ('stored_as', models.TextField()),
                ('pages', models.PositiveIntegerField(blank=True, null=True)),
                ('unread_code', models.TextField(blank=True)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='documents.document')),
            ],
        ),
        migrations.CreateModel(
            name='Issuer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.TextField(unique=True)),
                ('code', models.TextField()),
                ('name', models.TextField()),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='orgs.unit')),
            ],
        ),
        migrations.AddField(
            model_name='document',
            name='issuer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='documents.issuer'),
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='documents.document')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='received', to='orgs.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('replaces', 'replaces'), ('amends', 'amends'), ('corrects', 'corrects'), ('implements', 'implements')], max_length=10)),
                ('from_document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relations', to='documents.document')),
                ('to_document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='related_from', to='documents.document')),
            ],
        ),
        migrations.CreateModel(
            name='SourceText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reader', models.TextField()),
                ('text', models.TextField()),
                ('blocks', models.JSONField(default=list)),
                ('warnings', models.JSONField(default=list)),
                ('read_at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='documents.document')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='documents.documentfile')),
            ],
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('quotation', models.TextField()),
                ('before', models.TextField(blank=True)),
                ('after', models.TextField(blank=True)),
                ('symbol', models.TextField(blank=True)),
                ('symbol_key', models.TextField(blank=True, db_index=True)),
                ('kind_name', models.TextField(blank=True)),
                ('issuer_name', models.TextField(blank=True)),
                ('issuer_key', models.TextField(blank=True)),
                ('cited_on', models.DateField(blank=True, null=True)),
                ('fold', models.TextField(db_index=True)),
                ('status', models.CharField(choices=[('resolved', 'linked'), ('ambiguous', 'several possible'), ('unresolved', 'not registered yet')], max_length=10)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cited_in', to='documents.document')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='documents.sourcetext')),
            ],
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField()),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('body', 'ordinal'), name='documents_term_once'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('body', '='), ('valid', '&&')], name='documents_one_term_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alias', models.TextField()),
                ('fold', models.TextField(db_index=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aliases', to='documents.document')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'fold'), name='documents_alias_once')],
            },
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['-issued_on', '-id'], name='documents_by_day'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('search_fold', name='gin_trgm_ops'), name='documents_words'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('issuer', 'kind', 'number', 'scope'), name='documents_identity', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=models.UniqueConstraint(fields=('unit', 'document'), name='documents_recipient_once'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.UniqueConstraint(fields=('from_document', 'kind', 'to_document'), name='documents_relation_once'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.CheckConstraint(condition=models.Q(('from_document', models.F('to_document')), _negated=True), name='documents_relation_two'),
        ),
        migrations.AddConstraint(
            model_name='sourcetext',
            constraint=models.UniqueConstraint(fields=('file', 'reader'), name='documents_text_once_per_reader'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'resolved'), ('target__isnull', False)), models.Q(models.Q(('status', 'resolved'), _negated=True), ('target', None)), _connector='OR'), name='documents_citation_target'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.UniqueConstraint(fields=('source', 'start', 'end'), name='documents_citation_once'),
        ),
        RecordChanges("documents_documentkind"),
        RecordChanges("documents_term"),
        RecordChanges("documents_issuer"),
        RecordChanges("documents_document"),
        RecordChanges("documents_recipient"),
        RecordChanges("documents_documentfile"),
        RecordChanges("documents_sourcetext"),
        RecordChanges("documents_alias"),
        RecordChanges("documents_citation"),
        RecordChanges("documents_relation"),
    ]
