"""What the commands that take files share: which files are meant, and a refusal in words without Django."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from namro.launch.messages import _

_NOT_OURS = ("~$", ".")  # lock files of word processors, hidden files
_RUBBISH = frozenset({"Thumbs.db", "desktop.ini"})


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and every file below the folders named, in order; a path that is neither is passed on as it is."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, below, names in os.walk(path):
            below.sort()
            below[:] = [name for name in below if not name.startswith(".")]
            for name in sorted(names):
                if not name.startswith(_NOT_OURS) and name not in _RUBBISH:
                    yield Path(folder, name)


def problem(error: OSError) -> str:
    """Why a file cannot be opened."""
    sentences = {
        FileNotFoundError: _("there is no such file or folder"),
        PermissionError: _("you may not read it"),
        IsADirectoryError: _("it is a folder"),
    }
    return sentences.get(type(error)) or str(error.strerror or error)


def refusal(code: str) -> str:
    """Why a file was not read, and what to do; the sentence for a code of vanban.errors."""
    sentences = {
        "empty": _("the file is empty; ask the sender for it again"),
        "too_large": _("the file is too large; split it or save it as a smaller PDF"),
        "zip_bomb": _("the file unpacks to far more than a document holds; ask the sender for a clean copy"),
        "broken": _("the file is damaged; open it in the program it was made with and save it again"),
        "not_what_it_says": _("the content is not what the file's name says; save it again in the right format"),
        "secret": _("the document carries a state secrecy mark"),
        "timeout": _("reading it took too long; save it as PDF or plain text"),
        "memory": _("reading it needs too much memory; split it or save it as plain text"),
        "encrypted_pdf": _("the PDF is protected by a password; save a copy without one"),
        "no_text_layer": _(
            "it is a scan or an image without text; install tesseract-ocr and tesseract-ocr-vie to read it"
        ),
        "unsupported": _("this format is not read; save it as .docx or as a PDF with text"),
    }
    return sentences.get(code, code)
