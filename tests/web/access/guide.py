"""The guide: open to everybody, strangers included."""

from tests.web.access import OPEN, Row, Rows

ROWS: Rows = {
    "web:guide": Row(OPEN),
    "web:guide_chapter": Row(OPEN, kwargs=lambda world: {"slug": "start"}),
}
