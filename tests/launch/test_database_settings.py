"""DATABASE_URL in the shapes hosts write it."""

import pytest

from namro.config.database import database_settings


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://a:b%40c@h:5433/n", {"USER": "a", "PASSWORD": "b@c", "HOST": "h", "PORT": "5433", "NAME": "n"}),
        ("postgresql:///n?host=/run/pg&user=u", {"USER": "u", "HOST": "/run/pg", "NAME": "n"}),
        ("postgresql://h/n", {"OPTIONS": {"options": "-c jit=off"}}),
        ("postgresql://h/n?options=&sslmode=require", {"OPTIONS": {"options": "", "sslmode": "require"}}),
    ],
)
def test_address_when_written_in_any_way_then_the_same_settings(url: str, said: dict[str, object]) -> None:
    found = database_settings(url)
    assert {name: found[name] for name in said} == said


def test_address_when_of_another_kind_then_refused() -> None:
    with pytest.raises(ValueError, match="postgresql"):
        database_settings("mysql://h/n")
