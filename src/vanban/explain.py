"""A standalone page that shows a text with every find marked and why: type, rule, confidence, fields. No external parts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from vanban.annotate import Segment, marked_segments
from vanban.model import Annotation

# What a type is called on the page, and its hue. Finds inside finds show through by underline and tint.
TYPES = {
    "reference": ("Viện dẫn", "#1d4ed8"),
    "date": ("Thời gian", "#b45309"),
    "organisation": ("Cơ quan", "#0f766e"),
    "person": ("Người", "#7e22ce"),
    "directive": ("Ý kiến chỉ đạo", "#b91c1c"),
    "indicator": ("Chỉ tiêu", "#4d7c0f"),
    "shortcoming": ("Hạn chế", "#9f1239"),
    "proposal": ("Kiến nghị", "#a16207"),
    "result": ("Kết quả", "#15803d"),
    "meeting": ("Cuộc họp", "#0369a1"),
    "cadence": ("Định kỳ", "#57534e"),
    "boilerplate": ("Phần trang trí", "#737373"),
}
_CSS = """
body{font:17px/1.65 "Times New Roman",Tinos,serif;margin:0;color:#1c1917;background:#fafaf9}
main{max-width:52rem;margin:0 auto;padding:1.5rem;background:#fff;white-space:pre-wrap;overflow-wrap:anywhere}
header,section{max-width:52rem;margin:0 auto;padding:.75rem 1.5rem;font:14px/1.5 system-ui,sans-serif}
header b{font-size:1.15rem}ul.key{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem .9rem;padding:0;margin:.5rem 0 0}
mark{background:none;color:inherit;border-bottom:2px solid;padding-bottom:1px}
mark.directive{background:#fef2f2;border-bottom-width:1px}mark.boilerplate{color:#737373}
mark a{color:inherit;text-decoration:none}article{border-top:1px solid #e7e5e4;padding:.6rem 0}
article:target{background:#fef9c3}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:.3rem 0}
dt{color:#57534e}dd{margin:0}q{quotes:"“" "”"}
"""


def to_html(text: str, annotations: Sequence[Annotation], title: str = "vanban") -> str:
    """Return a page of its own: the marked text, then each find with its rule and fields. Everything is escaped."""
    title = _visible(title)
    segments = marked_segments(text, annotations)
    body = "".join(_segment(piece, annotations) for piece in segments)
    finds = "".join(_find(index, find, text) for index, find in enumerate(annotations))
    counts = {kind: sum(a.type == kind for a in annotations) for kind in TYPES}
    key = "".join(
        f'<li><mark class="{kind}" style="border-color:{hue}">{escape(name)}</mark> {counts[kind]}</li>'
        for kind, (name, hue) in TYPES.items()
        if counts[kind]
    )
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_CSS}</style></head><body>'
        f"<header><b>{escape(title)}</b><ul class=key>{key}</ul></header>"
        f"<main>{body}</main><section>{finds}</section></body></html>\n"
    )


def _segment(piece: Segment, annotations: Sequence[Annotation]) -> str:
    """Return one piece, wrapped once for each find that covers it; the innermost links to its explanation."""
    words = escape(_visible(piece.text))
    if not piece.ids:
        return words
    words = f'<a href="#f{piece.ids[-1]}">{words}</a>'
    for index in reversed(piece.ids):
        find = annotations[index]
        hue = TYPES[find.type][1]
        words = f'<mark class="{find.type}" style="border-color:{hue}" title="{escape(summary(find))}">{words}</mark>'
    return words


def summary(find: Annotation) -> str:
    """Return one line about a find: what it is, which rule found it, its telling fields."""
    parts = [TYPES[find.type][0], f"{find.rule} ({find.confidence:.2f})"]
    for name in ("symbol", "value", "canonical", "assignees", "deadline", "deadline_end", "what"):
        if find.fields.get(name):
            parts.append(f"{name}: {_plain(find.fields[name])}")
    return " · ".join(parts)


def _find(index: int, find: Annotation, text: str) -> str:
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(_plain(value))}</dd>"
        for name, value in find.fields.items()
        if _telling(name, value)
    )
    name, hue = TYPES[find.type]
    return (
        f'<article id="f{index}"><b style="color:{hue}">{escape(name)}</b> <small>{find.start}-{find.end}</small> '
        f"<q>{escape(_visible(text[find.start : find.end]))}</q>"
        f"<dl><dt>rule</dt><dd>{escape(find.rule)}, {find.confidence:.2f}</dd>{rows}</dl></article>"
    )


def _telling(name: str, value: Any) -> bool:
    """Tell whether a field is worth a line: it says something and is no offset."""
    return value not in (None, [], (), {}, "") and not (isinstance(value, int) and name.endswith(("_start", "_end")))


def _plain(value: Any) -> str:
    """Return a field's value as a reader sees it."""
    if isinstance(value, str):
        return _visible(value)
    if isinstance(value, (list, tuple)):
        return "; ".join(_plain(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{k}: {_plain(v)}" for k, v in value.items())
    return json.dumps(value, ensure_ascii=False)


def _visible(text: str) -> str:
    """Return text with control characters that no page may hold shown as a mark (offsets are counted elsewhere)."""
    return "".join("\ufffd" if _unshowable(c) else c for c in text)


def _unshowable(c: str) -> bool:
    return c == "\x7f" or "\ud800" <= c <= "\udfff" or (c < " " and c not in "\n\t\r")
