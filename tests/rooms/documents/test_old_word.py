"""Old Word files: read where a program for them is installed, kept with the remedy where none is."""

import shutil
from pathlib import Path

import pytest
from django.utils import translation

from namro.commands.given import refusal
from namro.documents import intake

OLD = Path(__file__).parents[2] / "text" / "corpus" / "doc-assignment-table.doc"


@pytest.mark.skipif(
    not any(map(shutil.which, ("soffice", "antiword", "catdoc"))), reason="no reader of .doc is installed"
)
def test_old_word_file_when_judged_then_its_words_are_read():
    judged = intake.judge(OLD.read_bytes(), OLD.name)
    assert judged.source is not None and judged.source.format == "doc"
    assert "Khảo sát cầu Bến Dừa" in judged.source.text


def test_locked_file_when_judged_then_kept_with_its_reason():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + "EncryptedPackage".encode("utf-16-le").ljust(
        512, b"\0"
    )
    assert intake.judge(data, "khoa.docx").unread_code == "encrypted"


@pytest.mark.parametrize(
    ("code", "words"),
    [("no_doc_reader", "antiword"), ("encrypted", "mật khẩu")],
)
def test_sentence_when_a_file_is_kept_then_the_remedy_is_named(code, words):
    with translation.override("vi"):
        assert words in intake.unread_on_server(code)
        assert words in refusal(code) and refusal(code) != code
