"""Long lists of keys go to PostgreSQL as one array: a scope of 650 units is one parameter, not 650 (DESIGN 4.11)."""

from __future__ import annotations

from typing import Any

from django.db.models import BigAutoField, BigIntegerField, ForeignKey
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In

FEW = 16  # keys that stay parameters of their own
MOST = 2**63 - 1  # of a bigint; a list with a greater number goes as Django has it, and finds nothing for that one


class _ByArray:
    """``IN`` over more than FEW whole numbers as ``= ANY(array)``; anything else as Django has it."""

    def get_prep_lookup(self: Any) -> Any:
        """The keys as they are where all are whole numbers: asking the field about each of 650 costs milliseconds."""
        if isinstance(self.rhs, list | tuple) and all(type(key) is int for key in self.rhs):
            return self.rhs
        return super().get_prep_lookup()  # type: ignore[misc]

    def as_sql(self: Any, compiler: Any, connection: Any) -> Any:
        """The condition and its parameters."""
        keys = self.rhs if self.rhs_is_direct_value() and not hasattr(self.rhs, "resolve_expression") else ()
        listed = keys if isinstance(keys, list | tuple | set) else ()
        numbers = sorted({key for key in listed if type(key) is int and abs(key) <= MOST})
        if len(numbers) <= FEW or len(numbers) < len({key for key in keys if key is not None}):
            return super().as_sql(compiler, connection)  # type: ignore[misc]
        column, given = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", [*given, numbers]


class ArrayIn(_ByArray, In):
    """For keys of a table's own."""


class ArrayRelatedIn(_ByArray, RelatedIn):
    """For keys of another table."""


def install() -> None:
    """From now on every query of this process."""
    for field in (BigAutoField, BigIntegerField):
        field.register_lookup(ArrayIn)
    ForeignKey.register_lookup(ArrayRelatedIn)
