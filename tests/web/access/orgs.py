"""Addresses of the room (web/orgs)."""

from tests.web.access import Rows

ROWS: Rows = {}
