"""The fields of every type in the gold schema, with what an unknown one is: null, an empty list or false, never absent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vanban.model import AnnotationType

CLARITIES = ("person", "task", "progress", "responsibility", "result")

FIELDS: Mapping[AnnotationType, Mapping[str, Any]] = {
    "reference": {
        **dict.fromkeys(("kind", "number", "symbol", "symbol_norm", "issuer", "date"), None),
        **dict.fromkeys(
            ("title", "title_start", "title_end", "about", "about_start", "about_end", "designation"), None
        ),
        "collective": False,
        "count": None,
        "draft": False,
    },
    "organisation": {"canonical": None, "generic": False, "term": None},
    "person": {"canonical": None, "roles": []},
    "date": {"value": None, "resolved_by": None, "part_of_day": None, "time": None},
    "directive": {
        **dict.fromkeys(
            ("issuer", "issuer_role", "assignee_roles", "cue", "action", "kind", "deliverable", "recipient", "item"),
            None,
        ),
        "issuer_inferred": False,
        **{key: [] for key in ("assignees", "assignees_raw", "coordinators", "coordinators_raw", "supervisors")},
        **dict.fromkeys(("deadline_raw", "deadline", "deadline_end", "deadline_event", "deadline_rule"), None),
        **dict.fromkeys(("soft", "recurring", "closing", "decision", "commitment"), False),
        "clarity": dict.fromkeys(CLARITIES, False),
    },
    "indicator": dict.fromkeys(("name", "value", "unit", "comparator", "target", "period", "subject", "direction")),
    "shortcoming": {"subject": [], "summary": None},
    "proposal": {"by": [], "to": [], "summary": None},
    "result": {"subject": [], "summary": None},
    "meeting": dict.fromkeys(("name", "ordinal", "date", "chair", "body")),
    "cadence": {"frequency": [], "what": None},
    "boilerplate": {"what": None},
}


def complete(kind: AnnotationType, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a find with every field of its type present; lists and mappings are copies."""
    empty = FIELDS[kind]
    merged = {**empty, **fields}
    return {key: list(value) if isinstance(value, (list, tuple)) else dict(value) if isinstance(value, Mapping) else value
            for key, value in merged.items()}  # fmt: skip
