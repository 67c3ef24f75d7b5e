"""The score as a table for a terminal."""

from __future__ import annotations

from vanban.evaluate.scoring import TYPES, Count, Score, prf


def table(result: Score, per_file: bool = False) -> str:
    """Return counts, precision, recall and F1 per type, then the other measures, fields and listed errors."""
    lines = _types(result.types)
    lines += ["", "set and character measures               P      R     F1"]
    for name, numbers in result.extra.items():
        ratios = "".join(f"{x:7.3f}" for x in prf(*numbers))
        lines.append(f"{name:40}{ratios}   ({numbers[0]} right, {numbers[1]} predicted, {numbers[2]} gold)")
    lines += ["", "fields, over relaxed matches            n   value"]
    lines += [f"{name:40}{len(marks):4}{sum(marks) / len(marks):8.3f}" for name, marks in result.fields.items()]
    if per_file:
        for name, counts in result.per_file.items():
            lines += ["", name, *_types(counts)]
    return "\n".join([*lines, *result.errors])


def _types(counts: dict[str, Count]) -> list[str]:
    head = f"{'type':13}{'gold':>6}{'pred':>6} |{'strict P':>9}{'R':>7}{'F1':>7} |{'relaxed P':>10}{'R':>7}{'F1':>7}"
    total = Count()
    lines = [head]
    for kind in TYPES:
        lines.append(_row(kind, counts[kind]))
        if kind != "boilerplate":
            total.add(counts[kind])
    return [*lines, _row("micro*", total) + "   * all types but boilerplate"]


def _row(name: str, c: Count) -> str:
    a, b = prf(c.strict, c.found, c.gold), prf(c.relaxed, c.found, c.gold)
    left = f"{name:13}{c.gold:6}{c.found:6} |{a[0]:9.3f}{a[1]:7.3f}{a[2]:7.3f}"
    return f"{left} |{b[0]:10.3f}{b[1]:7.3f}{b[2]:7.3f}"
