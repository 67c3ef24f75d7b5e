"""requirements.lock pins everything that pyproject.toml asks for, and names no server."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent.parent


def test_lock_when_compared_with_the_project_then_every_need_is_pinned_within_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
    ]
    lines = [line for line in (ROOT / "requirements.lock").read_text().splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[\w.+!]+", line)] == []
    pinned = dict(line.split("==") for line in lines)
    for line in asked:
        need = Requirement(line)
        version = pinned.get(canonicalize_name(need.name))
        assert version is not None and need.specifier.contains(version, prereleases=True), f"{line}: make lock"
