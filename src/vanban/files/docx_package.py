"""The package of a Word file: its parts and what they are to each other, strict spelling turned into the usual one."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree

from vanban.errors import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f"{{{RELATION}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Strict files say the same under other names.
_STRICT = (
    (b'"http://purl.oclc.org/ooxml/wordprocessingml/main"', f'"{W[1:-1]}"'.encode()),
    (b'"http://purl.oclc.org/ooxml/officeDocument/relationships', f'"{RELATION}'.encode()),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One part named by another: its kind (the last word of its type) and where it lies, None outside the package."""

    kind: str
    target: str | None


class Package:
    """Reads parts on demand; what is asked for twice is parsed twice."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower(): name for name in self._archive.namelist()}

    def main_part(self) -> str:
        """Return the name of the document part. Raises ``Refused("broken")`` when there is none."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target:
                return relation.target
        raise Refused("broken", reason="docx")

    def part(self, name: str | None) -> Any | None:
        """Return the root element of a part, None when the package has no such part."""
        stored = self._names.get((name or "").lower())
        if stored is None:
            return None
        data = self._archive.read(stored)
        if b"purl.oclc.org" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(data, parser)

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relations of a part ("": of the package) by their ids."""
        folder, file = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        for element in root if root is not None else ():
            kind = element.get("Type", "").rpartition("/")[2]
            outside = element.get("TargetMode") == "External"
            target = None if outside else posixpath.normpath(posixpath.join(folder, element.get("Target", "")))
            if target and element.get("Target", "").startswith("/"):
                target = element.get("Target")
            found[element.get("Id", "")] = Relation(kind, target.lstrip("/") if target else None)
        return found


def val(element: Any, name: str = "val") -> str | None:
    """Return an attribute of Word's own, None without the element too."""
    if element is None:
        return None
    said: str | None = element.get(W + name)
    return said


def is_on(element: Any) -> bool:
    """Tell whether a switch is there and not switched off."""
    return element is not None and (val(element) or "1").lower() not in ("0", "false", "off", "none")


def number(said: str | None, most: int, default: int = 0) -> int:
    """Return a whole number of a file, ``default`` when it is none or beyond ``most`` either way."""
    if said is None or len(said) > 12:
        return default
    try:
        value = int(said)
    except ValueError:
        return default
    return value if abs(value) <= most else default
