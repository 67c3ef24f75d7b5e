"""Takes the pictures of the guide anew when asked: ``NAMRO_GUIDE_PICTURES=1``. The sample province, both languages.

Whether every picture the guide names exists, and no other, is tested beside the guide (tests/web/test_guide.py).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Error, Page

from namro.core import clock
from namro.orgs.models import User
from namro.samples.load import load_samples
from namro.web.guide.chapters import LANGUAGES
from namro.web.guide.markdown import PICTURES as FOLDER
from tests.browser.pictures import PICTURES

ASKED = os.environ.get("NAMRO_GUIDE_PICTURES", "")  # "1" for all, or names
HEAVY = 120_000
DAY = date(2026, 11, 23)


@pytest.mark.skipif(not ASKED, reason="the guide's pictures are taken when asked: NAMRO_GUIDE_PICTURES=1")
def test_pictures_when_asked_for_then_taken_from_the_sample_province(transactional_db, visit, monkeypatch):
    load_samples(DAY)
    monkeypatch.setattr(clock, "today", lambda: DAY)
    wanted = [name for name in PICTURES if ASKED == "1" or name in ASKED.split(",")]
    assert wanted
    faults = []
    for name in wanted:
        for language in LANGUAGES:
            try:
                size = _take(visit, name, language)
            except (Error, AssertionError) as fault:
                faults.append(f"{name} in {language}: {fault}")
            else:
                faults += [f"{name} in {language} is heavy: {size}"] if size > HEAVY else []
    assert faults == []


def _take(visit: Callable[..., Page], name: str, language: str) -> int:
    picture = PICTURES[name]
    page = visit(User.objects.get(username=picture.account), "/sign-in/", picture.width)
    page.context.add_cookies([{"name": "namro_language", "value": language, "url": page.url}])
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.goto(picture.address())
    picture.prepare(page)
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    assert page.locator("main").is_visible() and "huong-dan" in page.locator("[rel=help]").get_attribute("href")
    data = BytesIO()
    Image.open(BytesIO(page.screenshot())).convert("RGB").save(data, "WEBP", quality=62, method=6)
    folder = FOLDER / language
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.webp").write_bytes(data.getvalue())
    page.context.close()
    return len(data.getvalue())
