"""Reading in a child process: same answers, same errors, and an end to what would not end."""

from __future__ import annotations

import io
import subprocess
import sys
import threading

import pypdfium2
import pytest
from PIL import Image

from tests.text import files_office, files_pdf, files_text
from vanban.bounded import page_count_bounded, page_images_bounded, page_sizes_bounded, read_bounded
from vanban.errors import KeptUnread, Refused, VanbanError
from vanban.files import read

FILES = [
    (b"Giao S\xe1\xbb\x9f", "a.txt"),
    (files_text.TCVN3, "a.txt"),
    (files_office.plan(), "a.docx"),
    (files_pdf.text_pdf([["Số:      /KH-UBND"]], stamp="12"), "a.pdf"),
    (b"<table><tr><td>a<td>b</table>", "a.html"),
]
WRONG = [
    (b"", "a.txt", Refused),
    (files_pdf.scan_pdf(), "a.pdf", KeptUnread),
    (files_office.dense_member(), "a.docx", Refused),
    (b"plain", "a.docx", Refused),
    (b"a\x00b", "a.txt", Refused),
]


@pytest.mark.parametrize(("data", "name"), FILES)
def test_bounded_when_all_is_well_then_the_same_source(data: bytes, name: str) -> None:
    assert read_bounded(data, name) == read(data, name)


@pytest.mark.parametrize(("data", "name", "kind"), WRONG)
def test_bounded_when_refused_then_the_same_error(data: bytes, name: str, kind: type[VanbanError]) -> None:
    with pytest.raises(kind) as inside:
        read_bounded(data, name)
    with pytest.raises(kind) as outside:
        read(data, name)
    assert (inside.value.code, inside.value.params) == (outside.value.code, outside.value.params)


def test_bounded_when_time_is_up_then_refused_and_no_child_left() -> None:
    slow = b"<html>" + b"<p>a<i>b</i>" * 600_000
    with pytest.raises(Refused) as caught:
        read_bounded(slow, "a.html", seconds=1)
    assert caught.value.code == "timeout"


def test_bounded_when_memory_is_up_then_refused() -> None:
    body = "".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(1_000_000))
    with pytest.raises(Refused) as caught:
        read_bounded(files_office.raw_document(body), "a.docx", megabytes=200)
    assert caught.value.code == "memory"


def test_bounded_when_called_from_many_threads_then_each_gets_its_own() -> None:
    answers: dict[int, str] = {}

    def work(number: int) -> None:
        answers[number] = read_bounded(files_pdf.text_pdf([[f"Trang {number}"]]), "a.pdf").text

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: f"Trang {number}\n" for number in range(4)}


def test_pages_when_drawn_bounded_then_images_and_count() -> None:
    data = files_pdf.scan_pdf(2)
    images = page_images_bounded(data, 0, 5, dpi=30)
    assert [image[:4] for image in images] == [b"\x89PNG"] * 2
    assert page_count_bounded(data) == 2
    with pytest.raises(KeptUnread, match="encrypted_pdf"):
        page_images_bounded(files_pdf.encrypted_pdf())


def test_page_sizes_when_a_page_is_turned_then_as_its_image_is_drawn() -> None:
    made = pypdfium2.PdfDocument.new()
    for width, height, turned in ((595, 842, 0), (595, 842, 90), (1191, 842, 0)):
        made.new_page(width, height).set_rotation(turned)
    target = io.BytesIO()
    made.save(target)
    sizes = page_sizes_bounded(target.getvalue())
    assert sizes == [(595, 842), (842, 595), (1191, 842)]
    images = [Image.open(io.BytesIO(image)).size for image in page_images_bounded(target.getvalue(), 0, 3, dpi=72)]
    assert images == sizes
    with pytest.raises(KeptUnread, match="encrypted_pdf"):
        page_sizes_bounded(files_pdf.encrypted_pdf())


def test_reading_imports_neither_django_nor_the_net() -> None:
    probe = (
        "import sys, vanban.bounded, vanban.files.pdf, vanban.files.docx, vanban.files.html;"
        "print([m for m in ('django', 'requests', 'psycopg') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-I", "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
