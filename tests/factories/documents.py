"""Documents of a fictional province, made by taking files in through the application's own actions."""

from __future__ import annotations

from datetime import date

from namro.documents.actions import Details, Registered
from namro.documents.models import Document
from namro.orgs.models import Unit, User
from namro.reading.actions import take_in

ISSUERS = {
    "TU": ("TỈNH ỦY LAM GIANG\n*", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    "TW": ("BAN CHẤP HÀNH TRUNG ƯƠNG\n*", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    "UBND": ("ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
    "HĐND": ("HỘI ĐỒNG NHÂN DÂN\nTỈNH LAM GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
}


def paper(
    symbol: str, on: date | None, body: str = "", *, kind: str = "Quyết định", title: str = "", issuer: str = ""
) -> str:
    """The text of an official document with its letterhead."""
    code = next((code for code in ISSUERS if symbol.endswith(code)), "UBND")
    head, motto = ISSUERS[code]
    head = issuer.upper() or head
    day = f"Lam Giang, ngày {on.day:02} tháng {on.month:02} năm {on.year}\n" if on else ""
    title = title or f"Về việc sắp xếp bến đò số {len(symbol)}"
    return f"{head}\n{motto}\nSố: {symbol}\n{day}{kind.upper()}\n{title}\n\n{body or 'Điều 1. Sắp xếp lại các bến đò ngang.'}\n"


def taken_in(
    text: str | bytes,
    *,
    by: User | None = None,
    held_by: Unit | None = None,
    name: str = "van-ban.txt",
    if_taken: str = "join",
    details: Details | None = None,
) -> Registered:
    """A text taken in as a file."""
    data = text if isinstance(text, bytes) else text.encode()
    return take_in(data=data, name=name, by=by, held_by=held_by, if_taken=if_taken, details=details)


def document(symbol: str, on: date | None, body: str = "", **more: str) -> Document:
    """A registered official document of the installation itself."""
    return taken_in(paper(symbol, on, body, **more)).document


def article(*sentences: str) -> Document:
    """A text without letterhead that cites documents."""
    return taken_in("Hội nghị giao ban của tỉnh Lam Giang\n\n" + "\n".join(sentences) + "\n").document
