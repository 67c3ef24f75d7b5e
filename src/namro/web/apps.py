"""Django's entry for the room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web room."""

    name = "namro.web"
    label = "web"
