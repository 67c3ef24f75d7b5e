"""Keeps the Vietnamese catalogues in step with the code: ``python tools/messages.py`` adds new ids and drops unused ones.

``--check`` only says what is wrong. English needs no catalogue: the message ids are English.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "namro"
_OWN = ("documents", "review", "tasks")  # rooms of the HTML door with a catalogue of their own
# catalogue folder -> folders and files it speaks for; one listed for another catalogue is left out of its parent's.
CATALOGUES: dict[str, tuple[str, ...]] = {
    **{room: (room,) for room in ("core", "orgs", "documents", "reading", "tasks", "jobs")},
    **{
        f"web/{room}": (
            f"web/{room}",
            f"web/templates/web/{room}",
            f"web/templatetags/{room}.py",
            f"web/templatetags/{room}_tags.py",
        )
        for room in _OWN
    },
    "web": ("web", "config"),
}
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
_STRING = r"(?:u?'(?:\\.|[^'\\])*'|u?\"(?:\\.|[^\"\\])*\")"
_IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(\s*({_STRING}(?:\s*,\s*(?:{_STRING}|\w+))*)\s*\)")
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%")
Key = tuple[str | tuple[str, str], str | None]


def path_of(catalogue: str) -> Path:
    """The catalogue's file."""
    return SOURCE / catalogue / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def files_of(catalogue: str) -> list[Path]:
    """The sources the catalogue speaks for."""
    others = {SOURCE / folder for name, folders in CATALOGUES.items() if name != catalogue for folder in folders}
    found: set[Path] = set()
    for folder in CATALOGUES[catalogue]:
        start = SOURCE / folder
        for path in [start] if start.is_file() else start.rglob("*"):
            inner = {path, *path.parents} & others
            if path.suffix in {".py", ".html", ".txt"} and not any(_below(SOURCE / folder, one) for one in inner):
                found.add(path)
    return sorted(found)


def _below(folder: Path, other: Path) -> bool:
    return other != folder and other.is_relative_to(folder)


def used(catalogue: str) -> dict[Key, Path]:
    """Every message id (with its context) the sources use, and the first file that does."""
    found: dict[Key, Path] = {}
    for path in files_of(catalogue):
        for key in _python(path) if path.suffix == ".py" else _template(path):
            found.setdefault(key, path)
    return found


def _python(path: Path) -> Iterator[Key]:
    for _line, message, _comments, context in extract("python", BytesIO(path.read_bytes()), keywords=_KEYWORDS):
        yield (message if isinstance(message, str) else (message[0], message[1])), context


def _template(path: Path) -> Iterator[Key]:
    from django.utils.translation import templatize

    for call in _IN_TEMPLATE.finditer(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        given = [ast.literal_eval(one) for one in re.findall(_STRING, call[2])]
        match call[1]:
            case "ngettext":
                yield (given[0], given[1]), None
            case "pgettext":
                yield given[1], given[0]
            case _:
                yield given[0], None


def read(catalogue: str) -> Catalog:
    """The catalogue as it stands."""
    with path_of(catalogue).open("rb") as stream:
        return read_po(stream, locale="vi")


def update(catalogue: str) -> tuple[int, int]:
    """Add what is used and drop what is not; returns both numbers."""
    old, wanted = read(catalogue), used(catalogue)
    known = {_key(message): message for message in old if message.id}
    new = Catalog(locale="vi", header_comment="")
    for key in sorted(wanted, key=lambda key: (str(key[0]), key[1] or "")):
        message = known.get(key)
        new.add(key[0], message.string if message else None, context=key[1], flags=message.flags if message else ())
    text = BytesIO()
    write_po(text, new, omit_header=True, width=120, sort_output=False)
    header = (
        'msgid ""\nmsgstr ""\n"Language: vi\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    )
    path_of(catalogue).parent.mkdir(parents=True, exist_ok=True)
    path_of(catalogue).write_text(header + text.getvalue().decode().strip() + "\n", encoding="utf-8")
    return len(wanted.keys() - known.keys()), len(known.keys() - wanted.keys())


def _key(message: Message) -> Key:
    return (message.id if isinstance(message.id, str) else (message.id[0], message.id[1])), message.context


def faults(catalogue: str) -> list[str]:
    """What is wrong with one catalogue, a sentence each."""
    stored, wanted = read(catalogue), used(catalogue)
    known = {_key(message): message for message in stored if message.id}
    found = [f"missing: {key[0]!r} ({path.relative_to(ROOT)})" for key, path in wanted.items() if key not in known]
    found += [f"unused: {key[0]!r}" for key in known if key not in wanted]
    found += [f"obsolete: {message.id!r}" for message in stored.obsolete.values()]
    for message in known.values():
        found += _faults_of(message)
    return found


def _faults_of(message: Message) -> Iterator[str]:
    said = message.string if isinstance(message.string, str) else "".join(message.string)
    if message.fuzzy:
        yield f"fuzzy: {message.id!r}"
    if not said:
        yield f"untranslated: {message.id!r}"
        return
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    wanted = {place for one in ids for place in _PLACEHOLDER.findall(one)}
    if wanted != set(_PLACEHOLDER.findall(said)):
        yield f"placeholders differ: {message.id!r}"


def disagreements() -> list[str]:
    """Ids translated differently in two catalogues: Django merges them, so only one of the two would ever be shown."""
    said: dict[Key, tuple[str, object]] = {}
    found = []
    for catalogue in CATALOGUES:
        for message in read(catalogue):
            if not message.id or not message.string:
                continue
            first = said.setdefault(_key(message), (catalogue, message.string))
            if first[1] != message.string:
                found.append(f"{message.id!r}: {first[1]!r} in {first[0]}, {message.string!r} in {catalogue}")
    return found


def main(arguments: list[str]) -> int:
    """Update, or check with ``--check``; catalogues may be named, all otherwise."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure()
        django.setup()
    names = [one for one in arguments if not one.startswith("-")] or list(CATALOGUES)
    if "--check" not in arguments:
        for name in names:
            added, dropped = update(name)
            print(f"{name}: {added} added, {dropped} dropped")
    wrong = [f"{name}: {fault}" for name in names for fault in faults(name)] + disagreements()
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
