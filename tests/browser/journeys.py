"""What a journey is walked with: keys only, a ring to be seen at every stop, and pictures for docs when asked for."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

ASKED = os.environ.get("NAMRO_JOURNEY_PICTURES") == "1"  # without it a test leaves the tree as it was
PICTURES = Path(__file__).parents[2] / "docs/images"
WIDE, HIGH = 1100, 720
_MOST = 90  # stops between two places of a journey

NO_MOUSE = "addEventListener('pointerdown', () => console.error('a mouse was used on a journey by keyboard'), true)"
_FOCUSED = "wanted => document.activeElement.matches(wanted)"
_RING = """() => {
  const own = getComputedStyle(document.activeElement);
  return own.outlineStyle !== 'none' && parseFloat(own.outlineWidth) >= 2;
}"""


class Walker:
    """A page that is only ever touched by keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_viewport_size({"width": WIDE, "height": HIGH})
        page.add_init_script(NO_MOUSE)
        page.reload()

    def to(self, wanted: str, *, back: bool = False) -> Walker:
        """Tab until the element is reached; a stop that cannot be seen is a fault."""
        for _ in range(_MOST):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if self.page.evaluate(_FOCUSED, wanted):
                assert self.page.evaluate(_RING), f"no ring around {wanted}"
                return self
        raise AssertionError(f"{wanted} is not reached within {_MOST} stops of {self.page.url}")

    def skip(self) -> Walker:
        """Over the head of the page with its first stop."""
        self.to(".skip").press("Enter")
        assert self.page.evaluate(_FOCUSED, "main"), "the first stop leads to the content"
        return self

    def press(self, key: str) -> Walker:
        """One key."""
        self.page.keyboard.press(key)
        return self

    def open(self, wanted: str) -> Walker:
        """Go to a link or button and press Enter; another page comes."""
        self.to(wanted)
        with self.page.expect_navigation():
            self.press("Enter")
        return self

    def type(self, words: str) -> Walker:
        """Words as an input method commits them."""
        self.page.keyboard.insert_text(words)
        return self

    def choose(self, path: Path) -> Walker:
        """A file for the box the keyboard is on; the window to choose it in is the machine's own."""
        self.page.locator(":focus").set_input_files(path)
        return self

    def picture(self, name: str) -> None:
        """A small one of what the walker sees now."""
        if not ASKED:
            return
        self.page.evaluate("scrollTo(0, 0); document.fonts.ready")
        with Image.open(io.BytesIO(self.page.screenshot(caret="initial"))) as seen:
            seen.convert("RGB").save(PICTURES / f"{name}.webp", quality=70, method=6)
