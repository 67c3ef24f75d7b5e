"""Addresses of the room (web/documents)."""

from tests.web.access import Rows

ROWS: Rows = {}
