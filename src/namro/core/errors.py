"""Named refusals: every "no" has a code for programs and a translated sentence for people."""

from __future__ import annotations

from django.utils.functional import Promise


class Refusal(Exception):
    """An act was refused. ``str()`` is the sentence shown on the page, the disabled button and the command line."""

    def __init__(self, code: str, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.code = code


class NotFound(Refusal):
    """The thing does not exist for this person: pages answer 404, never 403 (DESIGN 4.11)."""
