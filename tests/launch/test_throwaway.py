"""The database of a test run is the run's own."""

import pytest
from django.db import connection

from tests.throwaway import environment


@pytest.mark.django_db
def test_database_of_a_run_when_not_chosen_then_lives_in_the_folder_of_the_run() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        (where,) = cursor.fetchone()
    chosen = environment.chosen_url()
    assert chosen or where.startswith(str(environment.folder_of_run()))
