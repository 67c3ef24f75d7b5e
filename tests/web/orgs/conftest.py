"""The organisation's pages tell work too: they borrow the little life of the tasks' room."""

from tests.web.tasks.conftest import life, read

__all__ = ["life", "read"]
