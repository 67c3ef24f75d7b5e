"""Compiled translations: every .po of the package gets its .mo, only when it changed."""

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def stale() -> list[Path]:
    """The catalogues whose compiled form is missing or older."""
    return [source for source in sorted(PACKAGE.glob("**/locale/*/LC_MESSAGES/*.po")) if not _fresh(source)]


def compile_stale() -> list[Path]:
    """Compile what is stale; returns what was compiled."""
    found = stale()
    for source in found:
        _compile(source)
    return found


def _fresh(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns


def _compile(source: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=source.parent.parent.name)
    half = source.with_suffix(f".{os.getpid()}.half")
    with half.open("wb") as stream:
        write_mo(stream, catalogue)
    half.chmod(0o644)
    half.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    sys.stdout.writelines(f"{path}\n" for path in compile_stale())
