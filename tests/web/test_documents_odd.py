"""Odd requests to the register's pages: answered with the form or a sentence, never with a failure."""

import pytest

from namro.documents.actions import install_reference_data

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["9" * 5000, "²", "-1"])
def test_new_when_the_kind_is_no_number_that_can_be_then_the_form_again(world, client_as, kind):
    install_reference_data()
    coordinator = client_as(world.users["coordinator"])
    assert coordinator.post("/documents/new/", {"title": "Kế hoạch", "kind": kind}).status_code == 422
