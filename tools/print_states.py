"""Prints docs/reference/states.md from the table of moves: the picture cannot go stale."""

from __future__ import annotations

import os
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs/reference/states.md"


def text() -> str:
    """The page as it should stand."""
    from namro.tasks.states import TABLE, State

    out = [
        "# States of an assignment",
        "",
        "Printed by `python -m tools.print_states` from `namro.tasks.states.TABLE`; a test compares. “Overdue” is no state:",
        "an unfinished assignment is overdue while `clock_on` lies before the day it is looked at.",
        "",
        "```mermaid",
        "stateDiagram-v2",
    ]
    for row in TABLE:
        for source in row.sources:
            start = source.value if source else "[*]"
            out.append(f"    {start} --> {row.to.value if row.to else start}: {row.move.value}")
    out += ["```", "", "| move | from | to | who | event |", "|---|---|---|---|---|"]
    for row in TABLE:
        sources = ", ".join(source.value if source else "(new)" for source in row.sources)
        out.append(
            f"| {row.move.value} | {sources} | {row.to.value if row.to else '(stays)'} | {row.who} | `{row.event}` |"
        )
    out += ["", f"States: {', '.join(state.value for state in State)}. “office” = the issuing office's coordinator;"]
    out += ["“holder” = the assigned unit's reporter or head, or the office on its behalf;"]
    out += [
        "“decider” = the issuing office's coordinator or leader, by an act on the whole task. “restore” leads back to"
    ]
    out += ["exactly what was known before the exception, open in the picture.", ""]
    return "\n".join(out)


def main() -> None:
    """Write the page."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "namro.config.settings")
    django.setup()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
