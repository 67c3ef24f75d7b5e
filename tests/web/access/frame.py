"""The frame's own addresses."""

from tests.web.access import OPEN, SIGNED_IN, Row, Rows

ROWS: Rows = {
    "web:home": Row(OPEN, status=(200, 302)),
    "web:sign_in": [Row(OPEN, status=(200, 302)), Row(OPEN, method="post", status=(200, 302))],
    "web:sign_out": Row(OPEN, method="post", status=(302,)),
    "web:language": Row(OPEN, method="post", status=(302,)),
    "web:theme": Row(OPEN, method="post", data=lambda world: {"theme": "dark"}, status=(302,)),
    "web:design": Row(SIGNED_IN, status=(200,)),
    "web:change_password": [Row(SIGNED_IN), Row(SIGNED_IN, method="post", status=(200,))],
}
