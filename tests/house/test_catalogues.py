"""Both languages complete: every Vietnamese catalogue holds exactly what the code says, and no Vietnamese stands in the code."""

import ast
import re
from pathlib import Path

import pytest
from tools import messages

SOURCE = messages.SOURCE
# Vietnamese in code must be data. What is left here says why it is none of a catalogue's business.
EXCEPTIONS = {
    "documents/identity.py": "patterns that read a document's header",
    "documents/letterhead.py": "patterns that read a document's header",
    "documents/letterhead_body.py": "names of bodies as headers write them",
    "documents/wording.py": "a document symbol as an example, the same in both languages",
    "documents/resolving.py": "patterns that read how a document is cited",
    "tasks/drafting/bodies.py": "patterns that read the names of addressed bodies",
    "tasks/drafting/collectives.py": "patterns that read the names of addressed bodies",
    "tasks/stages.py": "patterns that read the verb of an order",
}
_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]")
_DATA = {"data", "lexicon", "samples", "locale", "migrations"}


@pytest.mark.parametrize("catalogue", messages.CATALOGUES)
def test_catalogue_when_compared_with_the_code_then_nothing_is_missing_or_unused(catalogue):
    assert messages.faults(catalogue) == []


def test_catalogues_when_merged_then_no_id_is_said_in_two_ways():
    assert messages.disagreements() == []


def test_catalogues_when_files_are_counted_then_every_message_file_is_known():
    found = set(SOURCE.rglob("locale/vi/LC_MESSAGES/django.po"))
    assert found == {messages.path_of(catalogue) for catalogue in messages.CATALOGUES}


def _sources() -> list[Path]:
    rooms = {folder for folders in messages.CATALOGUES.values() for folder in folders}
    found = {path for room in rooms for path in (SOURCE / room).rglob("*") if path.suffix in {".py", ".html"}}
    return sorted(path for path in found if not _DATA & set(path.relative_to(SOURCE).parts))


def test_code_when_read_then_vietnamese_stands_in_data_and_catalogues_only():
    found = [
        f"{name}:{line}: {words[:60]}"
        for path in _sources()
        if (name := str(path.relative_to(SOURCE))) not in EXCEPTIONS
        for line, words in (
            _strings(path) if path.suffix == ".py" else enumerate(path.read_text("utf-8").splitlines(), 1)
        )
        if _VIETNAMESE.search(words)
    ]
    assert found == []


def _strings(path: Path) -> list[tuple[int, str]]:
    """The string constants of a module. Comments and docstrings may name the term they speak about."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgstr "ngày nghỉ"', 'msgstr ""', "untranslated"),
        ('msgid "day off"', 'msgid "day of rest"', "unused"),
        ('msgid "day off"', '#, fuzzy\nmsgid "day off"', "fuzzy"),
        ("có ký tự", "%(khac)s có ký tự", "placeholders"),
    ],
)
def test_catalogue_when_it_is_damaged_then_it_is_said(tmp_path, monkeypatch, before, after, fault):
    damaged = tmp_path / "django.po"
    text = messages.path_of("core").read_text(encoding="utf-8")
    assert before in text
    damaged.write_text(text.replace(before, after), encoding="utf-8")
    monkeypatch.setattr(messages, "path_of", lambda catalogue: damaged)
    assert [one for one in messages.faults("core") if one.startswith(fault)]
