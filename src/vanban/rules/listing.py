"""The reference page of the rules, printed from their own docstrings: ``python -m vanban.rules.listing``."""

from __future__ import annotations

import re
from types import ModuleType

from vanban.fields import CLARITIES, FIELDS
from vanban.rules import STAGES

_OPENING = (
    "# vanban: what it finds and by which rule\n\n"
    "Printed by `python -m vanban.rules.listing`; a test compares this page with the "
    "code. The stages run in this order, each\n"
    "sees what the stages before it found. One rule is one file of `src/vanban/rules`; "
    "its tests stand in `tests/text`.\n\n"
    "| # | file | rule ids | what it finds |\n| --- | --- | --- | --- |\n"
)
_FIELDS = (
    "\n## Fields by type\n\nEvery field is always present; unknown is null, an empty list "
    "or false.\n\n| type | fields |\n| --- | --- |\n"
)
_KINDS = (
    ("dated", "a date, a period or an event is stated"),
    ("standing", "returns (hằng tháng, thường xuyên)"),
    ("undated", "a checkable act or product without a date"),
    ("general", "a direction of a field; nothing to check"),
    ("decision", "decided as it stands; nobody has to act"),
)
_DEADLINES = (
    ("before_day, before_month, before_quarter, before_year", "“trước”: the day before the first day of what is named"),
    ("that_day", "“đến”, “hết”, “chậm nhất”, “ngày”: that day"),
    ("before_hour", "“trước 17 giờ ngày”: that day; the hour is kept"),
    ("middle_of_month, middle_of_quarter, middle_of_year", "the 15th; the middle month's 15th; 30 June"),
    ("end_of_…, last_day_of_…", "the last calendar day of the period"),
    ("days_from_issue", "calendar days from the document's own day"),
    ("working_days, days_from_event, before_tet, open_end, event", "said, but no calendar day without knowing more"),
    ("recurring, no_date, year_unknown", "no single day; no date is ever invented"),
)


def page() -> str:
    """Return the whole page."""
    rows = "".join(_row(number, module) for number, module in enumerate(STAGES, 1))
    fields = "".join(f"| {kind} | {', '.join(names)} |\n" for kind, names in FIELDS.items())
    kinds = "".join(f"- `{code}`: {words}\n" for code, words in _KINDS)
    deadlines = "".join(f"- `{code}`: {words}\n" for code, words in _DEADLINES)
    return (
        _OPENING + rows + _FIELDS + fields
        + f"\n`clarity` holds {', '.join(CLARITIES)}.\n\n## Kinds of a directive (`kind`)\n\n{kinds}"
        + f"\n## Deadlines (`deadline_rule`)\n\n{deadlines}"
    )  # fmt: skip


def _row(number: int, module: ModuleType) -> str:
    name = module.__name__.rsplit(".", 1)[-1]
    ids = sorted(str(value) for key, value in vars(module).items() if key == "RULE" or key.endswith("_RULE"))
    first = re.sub(r"\s+", " ", (module.__doc__ or "").split("\n\n")[0]).strip().replace("|", "\\|")
    return f"| {number} | {name}.py | {', '.join(f'`{rule}`' for rule in ids)} | {first} |\n"


if __name__ == "__main__":
    print(page(), end="")
