"""Addresses of the room (web/tasks)."""

from tests.web.access import Rows

ROWS: Rows = {}
