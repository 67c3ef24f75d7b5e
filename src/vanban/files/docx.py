"""Word files: the body as Word shows it, numbers and all; page headers before, notes and page footers after."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

import regex
from lxml import etree

from vanban.errors import Refused
from vanban.files.archive import check_members
from vanban.files.compose import Composer
from vanban.files.docx_numbering import Numbering
from vanban.files.docx_package import Package, R, Relation, W, is_on, val
from vanban.files.docx_runs import Runs, fields_close
from vanban.files.docx_styles import Styles
from vanban.files.docx_walk import Walk
from vanban.model import BlockKind, SourceText

READER = "docx/2"

# What parts that are missing, doubled or malformed lead to.
_DAMAGED = (
    *(etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, TypeError, IndexError),
    *(RecursionError, EOFError, OSError, RuntimeError, NotImplementedError),
)
_ONLY_NUMBERS = regex.compile(r"(?i)(?:[\W\d]|trang|page)*")
_ORDER = ("first", "default", "even")


def read_docx(data: bytes) -> SourceText:
    """Return the words of a Word file, one paragraph a line with the number Word draws before it; changes are accepted.

    ``Block.paragraph`` counts the paragraphs of the body from 0, those of tables and empty ones too, those of text boxes
    not: a text box and a note stand at the paragraph they hang on, page headers and footers at none. Left out: comments,
    hidden words, field codes, deleted words, marks of notes, notes nothing refers to, margins that only count pages.
    Warning: ``inserted_file`` when the file takes in another one, which is not read.
    Raises ``Refused("zip_bomb")`` or ``Refused("broken")``.
    """
    check_members(data)
    try:
        walk = _read(Package(data))
    except Refused:
        raise
    except _DAMAGED as error:
        if isinstance(error, etree.XMLSyntaxError) and error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise Refused("broken", reason="docx") from error
    text, blocks = walk.out.finish()
    warnings = ("inserted_file",) if walk.has_inserted_files else ()
    return SourceText(text, "docx", READER, None, blocks, warnings)


def _read(package: Package) -> Walk:
    name = package.main_part()
    root = package.part(name)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise Refused("broken", reason="docx")
    relations = package.relations(name)
    styles = Styles(_first(package, relations, "styles"))
    numbering = Numbering(_first(package, relations, "numbering"), styles)
    settings = _first(package, relations, "settings")
    uneven = settings is not None and is_on(settings.find(W + "evenAndOddHeaders"))
    walk = Walk(styles, numbering, Composer())
    sections = list(body.iter(W + "sectPr"))
    _margins(walk, "header", _named(package, relations, sections, "header", uneven), styles, numbering)
    walk.body(body, Runs(styles, fields_close=fields_close(body)))
    _notes(walk, package, relations, styles)
    _margins(walk, "footer", _named(package, relations, sections, "footer", uneven), styles, numbering)
    return walk


def _first(package: Package, relations: dict[str, Relation], kind: str) -> Any | None:
    return next((package.part(one.target) for one in relations.values() if one.kind == kind and one.target), None)


def _named(
    package: Package, relations: dict[str, Relation], sections: list[Any], place: str, uneven: bool
) -> Iterator[Any]:
    """Yield the headers or footers that the sections show, each part once."""
    seen: set[str] = set()
    for section in sections:
        shown = {"default", *(("first",) if is_on(section.find(W + "titlePg")) else ()), *(("even",) if uneven else ())}
        said = {
            val(one, "type") or "default": one.get(R + "id") for one in section.iterchildren(f"{W}{place}Reference")
        }
        for kind in _ORDER:
            relation = relations.get(said.get(kind) or "")
            if kind in shown and relation and relation.target and relation.target not in seen:
                seen.add(relation.target)
                root = package.part(relation.target)
                if root is not None:
                    yield root


def _margins(walk: Walk, kind: BlockKind, roots: Iterator[Any], styles: Styles, numbering: Numbering) -> None:
    """Add page headers or footers, each wording once; one that only counts pages is left out."""
    seen: set[str] = set()
    for root in roots:
        aside = Walk(styles, numbering, Composer())
        aside.story(root, Runs(styles, in_margin=True, fields_close=fields_close(root)))
        words, _ = aside.out.finish()
        if words not in seen and not _ONLY_NUMBERS.fullmatch(words):
            walk.out.add(words, kind)
        seen.add(words)


def _notes(walk: Walk, package: Package, relations: dict[str, Relation], styles: Styles) -> None:
    """Add the notes that the body refers to, in the order it does so; each is a paragraph of its own."""
    parts: dict[str, dict[str, Any]] = {}
    for (kind, name), at in list(walk.notes.items()):
        if kind not in parts:
            root = _first(package, relations, f"{kind}s")
            parts[kind] = {} if root is None else {val(note, "id") or "": note for note in root}
        note = parts[kind].get(name)
        if note is not None:
            walk.note(note, Runs(styles, fields_close=fields_close(note)), at)
