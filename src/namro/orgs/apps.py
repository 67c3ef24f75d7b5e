"""Django's entry for the room."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """The orgs room."""

    name = "namro.orgs"
    label = "orgs"
