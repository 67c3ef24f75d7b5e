"""Django's entry for the room."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The core room."""

    name = "namro.core"
    label = "core"
