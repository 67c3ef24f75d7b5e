"""What the commands that take files share: which files are meant, and a refusal in words without Django."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from namro.launch.messages import _
from vanban.bounded import members_bounded
from vanban.errors import Refused
from vanban.files import LIMIT

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


class Unfit(OSError):
    """A path that is not read, for the reason it says."""


def content(path: Path, given: Sequence[Path] = (), limit: int = LIMIT) -> bytes:
    """The bytes of a regular file, judged before one is read. Raises Unfit, ``Refused("too_large")`` or OSError.

    A link found in a folder of ``given`` is followed only within those folders: what lies elsewhere was not handed over.
    """
    if path not in given and path.is_symlink():
        folders = [folder.resolve() for folder in given if folder.is_dir()]
        if not any(path.resolve().is_relative_to(folder) for folder in folders):
            raise Unfit(_("it is a link that leaves the folder; name the file itself if it is meant"))
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOCTTY | os.O_NONBLOCK)  # a pipe must not make us wait
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Unfit(_("it is no file"))
        if found.st_size > limit:
            raise Refused("too_large", size=found.st_size, limit=limit)
        return stream.read(limit + 1)


@dataclass(frozen=True)
class Paper:
    """One file to read, given by itself or out of a zip or a mail. ``within`` is its path in there, "" for a file given.

    ``left`` is the code of the reason why it could not be taken out.
    """

    path: Path
    data: bytes
    within: str = ""
    left: str = ""

    @property
    def name(self) -> str:
        """What the file is called, its folders left out."""
        return (self.within or self.path.name).rsplit("/", 1)[-1]

    @property
    def file(self) -> str:
        """How results name it: "plan.docx", "post.zip/annex/plan.docx"."""
        return f"{self.path.name}/{self.within}" if self.within else self.path.name

    def __str__(self) -> str:
        return f"{self.path}/{self.within}" if self.within else str(self.path)


def papers(path: Path, given: Sequence[Path] = (), limit: int = LIMIT) -> list[Paper]:
    """The file, or what lies in it where it is a zip or a mail with files; "post.zip/plan.docx" is one file of a zip.

    Raises as :func:`content` does, and Refused for a zip or a mail that cannot be taken apart.
    """
    holder = path if os.path.lexists(path) else next((one for one in path.parents if one.is_file()), path)
    data = content(holder, [holder] if holder != path else given, limit)
    found = members_bounded(data, holder.name, limit=limit)
    if found.alone:
        if holder != path:
            raise FileNotFoundError
        return [Paper(path, data)]
    every = [Paper(holder, one.data, one.name) for one in found.members]
    every += [Paper(holder, b"", one.name, one.code) for one in found.left]
    if holder == path:
        return every
    wanted = path.relative_to(holder).as_posix()
    chosen = [one for one in every if one.within == wanted]
    if not chosen:
        raise FileNotFoundError
    return chosen


def shown(path: Path | str) -> str:
    """A path as a terminal may show it: on one line, without anything that moves the cursor or turns the writing."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in str(path))


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
        "nested": _("it lies in an archive within an archive within another; unpack it and bring it in by itself"),
        "secret": _("the document carries a state secrecy mark"),
        "timeout": _("reading it took too long; save it as PDF or plain text"),
        "memory": _("reading it needs too much memory; split it or save it as plain text"),
        "encrypted_pdf": _("the PDF is protected by a password; save a copy without one"),
        "encrypted": _("the file is protected by a password; save a copy without one"),
        "no_doc_reader": _(
            "no reader of old Word files is installed; install libreoffice-writer, antiword or catdoc, or save it as .docx"
        ),
        "no_text_layer": _(
            "it is a scan or an image without text; install tesseract-ocr and tesseract-ocr-vie to read it"
        ),
        "unsupported": _("this format is not read; save it as .docx or as a PDF with text"),
    }
    return sentences.get(code, code)
