"""Where the material beside the repository lies; tests that read it are skipped, by name, where it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"
GOLD, SEEDS, DOCUMENTS = SHARED / "gold", SHARED / "seeds", SHARED / "documents"
needs_shared = pytest.mark.skipif(
    not GOLD.is_dir(), reason="the seeds and their gold files are not beside the repository"
)


def seed_text(name: str) -> str:
    """Return a seed as it is, line endings kept."""
    return (SEEDS / name).read_bytes().decode("utf-8")
