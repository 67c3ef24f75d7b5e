import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from namro.core.recording import RecordChanges

# Every task issued before gets the code that issuing it would have given: by its first order, in the order of issue. In a
# series with items the running numbers go on behind the highest item. One statement for any number of tasks.
CODES = r"""
WITH first_order AS (
    SELECT DISTINCT ON (task_id) task_id, directive_id FROM tasks_taskorder ORDER BY task_id, id
), said AS (
    SELECT t.id,
        CASE WHEN doc.id IS NULL THEN 'GV'
             ELSE CASE WHEN kind.symbol <> '' THEN kind.symbol WHEN kind.code LIKE '%cv' THEN 'CV' ELSE 'VB' END
                  || trim(BOTH '.' FROM regexp_replace(doc.number, '[^[:alnum:]_.]+', '.', 'g')) END
        || '-' || extract(year FROM coalesce(doc.issued_on, d.ordered_on, t.issued_on))::int AS series,
        CASE WHEN doc.number <> '' THEN trim(BOTH '.' FROM regexp_replace(d.item, '[^[:alnum:]_.]+', '.', 'g'))
             ELSE '' END AS place
    FROM tasks_task t
    LEFT JOIN first_order f ON f.task_id = t.id
    LEFT JOIN tasks_directive d ON d.id = f.directive_id
    LEFT JOIN documents_document doc ON doc.id = d.document_id
    LEFT JOIN documents_documentkind kind ON kind.id = doc.kind_id
), numbered AS (
    SELECT id, series, place,
        row_number() OVER (PARTITION BY series, place ORDER BY id) AS nth,
        coalesce(max(CASE WHEN place ~ '^\d{1,6}$' THEN place::int END) OVER (PARTITION BY series), 0) AS highest
    FROM said
), coded AS (
    SELECT id, series || '/' || CASE WHEN place = '' THEN (highest + nth)::text
                                     WHEN nth = 1 THEN place ELSE place || '-' || nth END AS code
    FROM numbered
)
UPDATE tasks_task t
SET code = coded.code, search_fold = t.search_fold || ' ' || lower(translate(coded.code, 'Đđ', 'dd'))
FROM coded WHERE coded.id = t.id
"""
SERIES = r"""
INSERT INTO tasks_codeseries (prefix, last)
SELECT split_part(code, '/', 1), coalesce(max(substring(code FROM '/(\d{1,9})$')::int), 0) FROM tasks_task GROUP BY 1
"""


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0001_organisation_in_time'),
        ('tasks', '0004_stages_marks_and_answering_documents'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CodeSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefix', models.TextField(unique=True)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('query', models.TextField(blank=True)),
                ('is_default', models.BooleanField(default=False)),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('office__isnull', False)), fields=['office'], name='tasks_view_shared')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'name'), name='tasks_view_name_once'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('owner',), name='tasks_view_one_default')],
            },
        ),
        RecordChanges("tasks_codeseries"),
        RecordChanges("tasks_savedview"),
        migrations.AddField(
            model_name='task',
            name='code',
            field=models.TextField(editable=False, null=True),
        ),
        migrations.RunSQL(CODES, migrations.RunSQL.noop),
        migrations.RunSQL(SERIES, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='task',
            name='code',
            field=models.TextField(editable=False, unique=True),
        ),
    ]
