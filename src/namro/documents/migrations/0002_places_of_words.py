import django.db.models.deletion
from django.db import migrations, models

from namro.core.recording import RecordChanges


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_documents_in_time'),
    ]

    operations = [
        migrations.CreateModel(
            name='TextPlaces',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('places', models.JSONField()),
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='documents.sourcetext')),
            ],
        ),
        RecordChanges('documents_textplaces'),
    ]
