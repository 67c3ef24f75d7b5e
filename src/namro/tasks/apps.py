"""Django's entry for the room."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """The tasks room."""

    name = "namro.tasks"
    label = "tasks"
