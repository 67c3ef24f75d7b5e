"""Django's entry for the room."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """The reading room."""

    name = "namro.reading"
    label = "reading"
