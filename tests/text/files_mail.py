"""Makers of mails as offices save them. All words, names and addresses are ours."""

from __future__ import annotations

from email.message import EmailMessage

SUBJECT = "V/v gửi kế hoạch sửa bến đò Vân Hà"
BODY = "Kính gửi các xã,\n\nĐề nghị các xã góp ý trước ngày 15/7/2026.\n"


def mail(*attached: tuple[str, bytes], body: str = BODY, html: str = "", subject: str = SUBJECT) -> bytes:
    """A mail with a plain body, perhaps a marked-up one beside it, and files."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Văn phòng tỉnh <van-phong@songvan.example>"
    message["To"] = "cac-xa@songvan.example"
    message["Date"] = "Wed, 01 Jul 2026 09:05:00 +0700"
    if body:
        message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html") if body else message.set_content(html, subtype="html")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()
