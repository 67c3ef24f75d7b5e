"""Addresses of the room (web/reading)."""

from tests.web.access import Rows

ROWS: Rows = {}
