"""Stamps and marks laid over a document: digital signatures, the gazette's running head, incoming stamps, urgency.

They carry names and days of their own, which are not the document's. Source: Decree 30/2020/NĐ-CP annex I (incoming
stamp, degree of urgency), Decree 34/2016/NĐ-CP on the gazette; how signing software writes its stamp, as met in files.
"""

from __future__ import annotations

import re

from vanban.parts.piece import bare

_SIGNING = re.compile(
    r"\W*(?:(?:nguoi ky|ky boi|digitally signed by) ?:[^.]{0,110}$|signature (?:not )?valid|date ?: ?\d{4}[.\-/]\d"
    r"|(?:(?:th.i .{2,4}n|ngay|gio) ky|signing (?:time|date)) ?: ?\d|ky ngay ?: ?\d|(?:chu ky so|van ban ky so)\W*$"
    r"|van ban (?:da )?duoc ky so)"
)
_SIGNER_LINE = re.compile(
    r"\W*(?:co quan|email|e-mail|ly do|reason|location|to chuc|don vi|ngay|thoi gian|chuc vu) ?: ?.{2,80}"
)
_GAZETTE = re.compile(
    r"\W*(?:\d{1,4} ?)?cong bao(?: tinh| thanh pho)?(?: [\w .]{2,40})?"
    r"(?: ?/? ?so [\d+ \-,]{1,20}(?: ?/? ?ngay [\d \-/.thangm]{4,24})?)(?: ?\d{1,4})?\W*"
)
_INCOMING = re.compile(
    r"\W*(?:cong van den|van ban den|den|chuyen ?: ?.{0,60}|so den ?:.{0,30}|ngay den ?:.{0,30}|luu ho so so ?:.{0,30}"
    r"|den so ?:.{0,40})\W*"
)
_MARK = re.compile(
    r"\W*(?:(?:tuyet |toi )?mat|hoa toc(?: hen gio)?|thuong khan|khan|du thao(?: lan)?(?: (?:thu )?\d{1,2})?(?: ngay .{4,14})?"
    r"|de bao cao|luu hanh noi bo|tai lieu (?:hop|mat)|xem xong tra lai|ban sao|sao y(?: ban chinh)?)\W*"
)


_MAIL = re.compile(r"(?i).{0,70}\S@\)?[a-z\d]\S*\.(?:vn|com|org|net)(?!\w).{0,40}")


def is_mail_line(line: str) -> bool:
    """Tell whether a line above a letterhead carries a mail address: it is a stamp's."""
    return len(line) < 120 and _MAIL.fullmatch(line) is not None


def is_stamp(line: str, within: bool = False) -> bool:
    """Tell whether a line belongs to a stamp; ``within`` when the line above it does."""
    if len(line) > 160:
        return False
    low = bare(line)
    return (
        _SIGNING.match(low) is not None
        or _GAZETTE.fullmatch(low) is not None
        or (_INCOMING.fullmatch(low) is not None and (within or line.isupper()))
        or (within and _SIGNER_LINE.fullmatch(low) is not None)
    )


def is_mark(line: str) -> bool:
    """Tell whether a line is a mark of secrecy, urgency or draft state: in capitals, or after "Dự thảo"."""
    if len(line) > 60 or _MARK.fullmatch(bare(line)) is None:
        return False
    return line.isupper() or line.lower().startswith("dự thảo")
