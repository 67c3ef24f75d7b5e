"""Django's entry for the room."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The core room."""

    name = "namro.core"
    label = "core"

    def ready(self) -> None:
        """Long lists of keys travel as arrays."""
        from namro.core import lookups

        lookups.install()
