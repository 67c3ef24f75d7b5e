"""Long lists of keys: the same rows, one parameter."""

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection

from namro.orgs.models import Unit, UnitVersion
from tests.factories import orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return sorted(unit.pk for unit in orgs.province(communes=30).units.values())


@pytest.mark.parametrize("count", [1, 16, 17, 30])
@pytest.mark.parametrize(("model", "column"), [(Unit, "pk"), (UnitVersion, "unit"), (UnitVersion, "unit_id")])
def test_in_when_few_or_many_then_the_same_rows_and_from_17_on_one_array(units, model, column, count):
    wanted = [*units[:count], -1]
    rows = model.objects.filter(**{f"{column}__in": wanted})
    assert rows.count() == count
    assert model.objects.exclude(**{f"{column}__in": wanted}).count() == len(units) - count
    sql, params = rows.query.get_compiler(connection=connection).as_sql()
    assert ("= ANY(" in sql, len(params)) == ((True, 1) if count >= 16 else (False, count + 1))


def test_in_when_objects_a_set_a_query_or_nothing_then_as_django_has_it(units):
    objects = list(Unit.objects.all())
    assert UnitVersion.objects.filter(unit__in=objects).count() == len(units)
    assert UnitVersion.objects.filter(unit__in=set(units)).count() == len(units)
    assert UnitVersion.objects.filter(unit__in=Unit.objects.filter(pk__in=units)).count() == len(units)
    assert UnitVersion.objects.filter(unit__in=[None, *units]).count() == len(units)
    with pytest.raises(EmptyResultSet):
        UnitVersion.objects.filter(unit__in=[]).query.sql_with_params()


@pytest.mark.parametrize(("model", "column"), [(Unit, "pk"), (UnitVersion, "unit")])
def test_in_when_a_number_is_greater_than_any_key_then_it_finds_nothing_and_the_others_are_found(units, model, column):
    wanted = [*units, 10**30, -(10**30)]
    assert model.objects.filter(**{f"{column}__in": wanted}).count() == len(units)
