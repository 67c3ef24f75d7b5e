"""Django's entry for the room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The jobs room."""

    name = "namro.jobs"
    label = "jobs"
