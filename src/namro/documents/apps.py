"""Django's entry for the room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The documents room."""

    name = "namro.documents"
    label = "documents"
