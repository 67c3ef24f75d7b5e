"""The units as a file: no cell is a formula for the spreadsheet that opens it."""

import csv
import io

import pytest

from namro.core import clock
from namro.core.text import spreadsheet_safe
from namro.orgs import export
from namro.orgs.models import UnitVersion
from tests.factories import orgs


@pytest.mark.django_db
def test_csv_when_a_name_begins_like_a_formula_then_marked_as_text(monkeypatch):
    orgs.province()
    real = export.versions_on

    def renamed(on):
        for version in real(on):
            version.name = '=HYPERLINK("x")'
            yield version

    monkeypatch.setattr(export, "versions_on", renamed)
    stream = io.BytesIO()
    export.write(clock.today(), "csv", stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"))))
    assert len(rows) == UnitVersion.objects.count()
    assert {row["name"] for row in rows} == {'\'=HYPERLINK("x")'}


@pytest.mark.parametrize(
    ("value", "cell"), [("=1", "'=1"), ("@a", "'@a"), ("\t=1", "'\t=1"), ("Sở", "Sở"), (-5, -5), (None, None)]
)
def test_cell_when_text_begins_like_a_formula_then_marked(value, cell):
    assert spreadsheet_safe(value) == cell
