"""Places annotations written as quotations: `python tools/place_gold.py NAME.txt QUOTES.json > NAME.json`.

QUOTES.json: {"document": {...}, "entities": {...}, "annotations": [{"type", "text", ...fields}]} in the order of the text;
each quotation is looked for from the beginning of the one before ("again": true from its end, "skip": n passes over n
places). Fields left out get the value that says nothing, so that a scorer may read every one of them.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from vanban.fields import complete

_OWN = ("type", "text", "again", "skip")


def placed(text: str, quotes: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the annotated document in the gold schema. Raises ValueError naming the quotation that is not there."""
    rows: list[dict[str, Any]] = []
    start = end = 0
    for number, one in enumerate(quotes["annotations"]):
        at = end if one.get("again") else start
        for _ in range(one.get("skip", 0) + 1):
            at = text.find(one["text"], at)
            if at < 0:
                raise ValueError(
                    f"annotation {number} ({one['type']}) is not in the text after {start}: {one['text']!r}"
                )
            found, at = at, at + 1
        start, end = found, found + len(one["text"])
        fields = {key: value for key, value in one.items() if key not in _OWN}
        head = {"id": f"{Path(name).stem}-{number:03}", "type": one["type"], "start": start, "end": end}
        line = text.count("\n", 0, start) + 1
        rows.append({**head, "line": line, "text": one["text"], **complete(one["type"], {}), **fields})
    known = {key: quotes[key] for key in ("document", "entities") if key in quotes}
    head = {"file": name, "sha256": hashlib.sha256(text.encode()).hexdigest(), "length": len(text)}
    return {**head, "entities": {}, **known, "annotations": rows}


def main(text_file: str, quotes_file: str) -> int:
    text = Path(text_file).read_bytes().decode()
    try:
        result = placed(text, json.loads(Path(quotes_file).read_text(encoding="utf-8")), Path(text_file).name)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    rows = result.pop("annotations")
    head = json.dumps(result, ensure_ascii=False, indent=1)[:-2]
    body = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in rows)
    print(f'{head},\n "annotations": [\n  {body}\n ]\n}}')
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
