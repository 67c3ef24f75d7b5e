"""Where lines, paragraphs, sentences and numbered items begin and end. All offsets are indices into the text given.

The text given is the NFC view (:class:`vanban.clean.NfcView`) or any NFC text; spans are half-open and trimmed.
"""

from vanban.segment.lines import Line, Paragraph, is_hard_wrapped, lines, paragraphs
from vanban.segment.markers import Marker, marker_at
from vanban.segment.outline import Item, outline, path_at
from vanban.segment.sentences import sentences

__all__ = [
    "Item",
    "Line",
    "Marker",
    "Paragraph",
    "is_hard_wrapped",
    "lines",
    "marker_at",
    "outline",
    "paragraphs",
    "path_at",
    "sentences",
]
