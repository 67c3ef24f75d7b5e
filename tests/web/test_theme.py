"""Light, dark or as the machine is set: chosen with one form, kept in a cookie, the same names in both sheets."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "src/namro/web/static/web/css"
DARK = 'href="/static/web/css/tokens_dark.css" media="{}"'


def _choose(client, theme):
    return client.post("/theme/", {"theme": theme}, headers={"referer": "http://testserver/sign-in/"})


@pytest.mark.parametrize(
    ("theme", "media"), [("dark", "screen"), ("light", None), ("system", "screen and (prefers-color-scheme: dark)")]
)
def test_theme_when_chosen_then_every_page_asks_for_its_sheet_and_paper_stays_light(db, client, theme, media):
    assert _choose(client, theme)["Location"] == "http://testserver/sign-in/"
    page = client.get("/sign-in/").content.decode()
    assert (DARK.format(media) in page) if media else ("tokens_dark" not in page)
    assert re.search(rf'value="{theme}" aria-pressed="true"', page)
    assert page.count('aria-pressed="true"') == 1


def test_theme_when_unknown_or_taken_back_then_as_the_machine_is_set(db, client):
    _choose(client, "dark")
    assert client.cookies["namro_theme"].value == "dark" and client.cookies["namro_theme"]["httponly"]
    _choose(client, "neon")
    assert client.cookies["namro_theme"].value == ""
    client.cookies["namro_theme"] = '"><script>'
    assert DARK.format("screen and (prefers-color-scheme: dark)") in client.get("/sign-in/").content.decode()


def test_theme_when_asked_with_a_foreign_referer_then_home(db, client):
    answer = client.post("/theme/", {"theme": "dark"}, headers={"referer": "https://elsewhere.example/x"})
    assert answer["Location"] == "/"
    assert client.get("/theme/").status_code == 405


def _names(sheet):
    return re.findall(r"(--[\w-]+):", (CSS / sheet).read_text())


def test_sheets_of_the_themes_when_compared_then_the_dark_one_says_every_colour():
    light, dark = _names("tokens.css"), _names("tokens_dark.css")
    sizes = light[: light.index("--ink")]
    assert light[len(sizes) :] == dark


@pytest.mark.parametrize("sheet", sorted(path.name for path in CSS.glob("*.css")))
def test_style_sheet_when_it_colours_then_by_a_name_that_exists(sheet):
    """A colour written out would stay light in the dark: allowed on paper and on page images only."""
    text = re.sub(r"/\*.*?\*/", "", (CSS / sheet).read_text(), flags=re.DOTALL)
    used = set(re.findall(r"var\((--[\w-]+)", text))
    own = set(_names(sheet)) | set(_names("tokens.css"))
    assert used <= own, used - own
    if sheet.startswith("tokens") or sheet == "print.css":
        return
    screen = re.sub(r"@media print \{.*?\n  \}", "", text, flags=re.DOTALL).replace("@media print { ", "")
    loose = [line.strip() for line in screen.splitlines() if re.search(r": ?#[0-9a-f]{3,6}\b|rgb\(", line)]
    assert [line for line in loose if not line.startswith((".o-", ".spot"))] == []
