"""The colours as the style sheets say them, how they stand against one another, and how they look to colour-blind eyes."""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import combinations
from pathlib import Path

SHEETS = {"light": "tokens.css", "dark": "tokens_dark.css"}
_FOLDER = Path(__file__).parents[1] / "static" / "web" / "css"
_NAMED = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
_WHITE = (0.95047, 1.0, 1.08883)
Linear = tuple[float, float, float]
Matrix = tuple[Linear, Linear, Linear]
_XYZ: Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
# Machado, Oliveira and Fernandes 2009, full severity.
SIGHTS: dict[str, Matrix] = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


@cache
def named(theme: str) -> dict[str, str]:
    """Name -> #rrggbb in this theme."""
    return dict(_NAMED.findall((_FOLDER / SHEETS[theme]).read_text(encoding="utf-8")))


def contrast(one: str, other: str) -> float:
    """The ratio WCAG asks for: 1 for the same colour, 21 for black on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def apart(one: str, other: str, sight: str) -> float:
    """How far two colours are for this sight (CIE 1976; below 10 they are easily mixed up)."""
    first, second = (_lab(_seen(_linear(colour), SIGHTS[sight])) for colour in (one, other))
    return math.dist(first, second)


def nearest(colours: list[str], sight: str) -> float:
    """The distance of the two that are most alike."""
    return min(apart(one, other, sight) for one, other in combinations(colours, 2))


def _linear(colour: str) -> Linear:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return _straight(red), _straight(green), _straight(blue)


def _straight(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _times(matrix: Matrix, value: Linear) -> Linear:
    first, second, third = (sum(a * b for a, b in zip(line, value, strict=True)) for line in matrix)
    return first, second, third


def _seen(value: Linear, sight: Matrix) -> Linear:
    red, green, blue = (min(max(one, 0.0), 1.0) for one in _times(sight, value))
    return red, green, blue


def _lab(value: Linear) -> Linear:
    x, y, z = (_root(one / white) for one, white in zip(_times(_XYZ, value), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return float(value ** (1 / 3)) if value > 0.008856 else 7.787 * value + 16 / 116
