"""Named refusals of the reading half. A code and its figures, never a sentence: the caller words them for its reader.

Codes in use:
``empty`` ``too_large`` ``zip_bomb`` ``broken`` ``not_what_it_says`` ``secret`` ``timeout`` ``memory``
(:class:`Refused`);
``encrypted_pdf`` ``encrypted`` ``no_text_layer`` ``no_doc_reader`` ``unsupported`` (:class:`KeptUnread`).
"""

from __future__ import annotations

from typing import Any


class VanbanError(Exception):
    """A file could not be turned into text. ``code`` names why; ``params``: figures and names for the sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: dict[str, Any] = params

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code} ({details})" if details else self.code

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.code, self.params)


class Refused(VanbanError):
    """The file is refused whole: nothing of it is kept."""


class KeptUnread(VanbanError):
    """A real file whose words cannot be read (a scan, an image, an encrypted PDF): keep it, read nothing."""


def _rebuild(kind: type[VanbanError], code: str, params: dict[str, Any]) -> VanbanError:
    return kind(code, **params)
