"""`namro ingest`, `text`, `extract`, `evaluate` as a person types them."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from namro.launch.paths import installation
from tests.factories.documents import paper

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
GOLD = SEEDS.parent / "gold"
NO_DJANGO = """
import sys
from namro.cli import main
try:
    main()
finally:
    assert not any(name.split(".")[0] == "django" for name in sys.modules)
"""


def namro(*arguments, **environment):
    """The real command in a process of its own, which must not have loaded Django where ``plain`` says so."""
    plain = environment.pop("plain", True)
    command = [sys.executable, "-c", NO_DJANGO] if plain else [sys.executable, "-m", "namro.cli"]
    folder = environment.pop("cwd", None)
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("NAMRO_", "DJANGO_", "LC_", "LANG"))}
    return subprocess.run(
        [*command, *map(str, arguments)],
        capture_output=True,
        cwd=folder,
        env={**clean, "NAMRO_LANG": "en", **environment},
        timeout=300,
    )


@pytest.fixture
def papers(tmp_path):
    """Two readable files, one below; what a folder also holds is left out."""
    folder = tmp_path / "van-ban"
    (folder / "xa").mkdir(parents=True)
    (folder / "1.txt").write_text(
        paper("12/QĐ-UBND", date(2026, 3, 2), "1. Sở Xây dựng hoàn thành việc sửa bến đò trước ngày 15/7/2026.")
    )
    (folder / "xa" / "2.txt").write_text(paper("13/QĐ-UBND", date(2026, 3, 3), "Giao Sở Xây dựng rà soát bến đò."))
    (folder / ".hidden.txt").write_text("x")
    (folder / "~$1.docx").write_bytes(b"x")
    return folder


@pytest.mark.parametrize(
    "content",
    [
        "Một dòng\r\nhai dòng\r\n".encode(),
        b"\xef\xbb\xbfBOM",
        "Uỷ ban nhân dân, ủy ban".encode(),
        "\u0042\u0061\u0301\u006f cáo".encode(),
    ],
)
def test_text_when_utf8_then_the_file_unchanged(tmp_path, content):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    done = namro("text", path)
    assert (done.returncode, done.stdout) == (0, content)


def test_text_when_layout_then_outline(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("KẾ HOẠCH\n1. Sửa bến đò.\n2. Sửa cầu.\n")
    lines = namro("text", path, "--layout").stdout.decode().splitlines()
    assert lines == ["0-8\tkind\tKẾ HOẠCH", "9-23\titem\t1. Sửa bến đò.", "24-35\titem\t2. Sửa cầu."]


def test_extract_when_json_then_one_object_a_line_in_the_gold_schema(papers):
    done = namro("extract", papers, "--json")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [row["file"] for row in rows] == ["1.txt", "2.txt"]
    data = (papers / "1.txt").read_bytes()
    assert rows[0]["sha256"] == hashlib.sha256(data).hexdigest()
    for found in rows[0]["annotations"]:
        assert data.decode()[found["start"] : found["end"]] == found["text"]
    directive = next(found for found in rows[0]["annotations"] if found["type"] == "directive")
    assert directive["deadline_end"] == "2026-07-14"
    assert {"coordinators", "supervisors", "soft", "closing", "clarity", "rule", "confidence"} <= directive.keys()


def test_extract_when_html_then_a_page_of_its_own_without_outside_parts(papers):
    page = namro("extract", papers / "1.txt", "--html").stdout.decode()
    assert page.startswith("<!doctype html>") and "<mark" in page
    assert "http" not in page and "<script" not in page


@pytest.mark.parametrize(
    "arguments", [["text", "khong-co.txt"], ["extract", "khong-co.txt"], ["extract", ".", "--html"]]
)
def test_command_when_there_is_no_file_then_a_sentence_and_a_status(tmp_path, arguments):
    done = namro(*arguments, cwd=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr and b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["text", "extract"])
def test_command_when_given_a_device_a_pipe_or_a_giant_then_ends_with_a_sentence(tmp_path, command):
    os.mkfifo(tmp_path / "ong")
    with (tmp_path / "lon.txt").open("wb") as stream:
        stream.truncate(60 * 1024 * 1024)
    for path, words in (("/dev/zero", "no file"), (tmp_path / "ong", "no file"), (tmp_path / "lon.txt", "too large")):
        done = namro(command, path)
        assert (done.returncode, words in done.stderr.decode()) == (1, True), path
    (tmp_path / "a.txt").write_text("Kế hoạch")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert namro(command, tmp_path / "b.txt").returncode == 0


def test_evaluate_when_own_finds_are_the_gold_then_perfect(papers, tmp_path):
    gold = tmp_path / "gold"
    gold.mkdir()
    for line in namro("extract", papers, "--json").stdout.decode().splitlines():
        row = json.loads(line)
        same = papers / "xa" / row["file"]
        if not same.exists():
            (gold / f"{row['file']}.json").write_text(line)
    done = namro("evaluate", gold, papers, "--json")
    assert done.returncode == 0, done.stderr.decode()
    figures = json.loads(done.stdout)["types"]["directive"]
    assert (figures["gold"] > 0, figures["strict"]["f1"]) == (True, 1.0)


@pytest.mark.skipif(not GOLD.is_dir(), reason="the seeds are not beside the repository")
@pytest.mark.parametrize(("kind", "least"), [("reference", 0.85), ("date", 0.85), ("directive", 0.60)])
def test_evaluate_when_seeds_then_the_figures_of_the_issue(kind, least):
    figures = json.loads(namro("evaluate", GOLD, SEEDS, "--json").stdout)["types"]
    assert figures[kind]["relaxed"]["f1"] >= least


@pytest.mark.django_db(transaction=True)
def test_ingest_when_31_files_one_refused_then_30_in_and_exit_1_and_again_the_same(tmp_path, database_server):
    from namro.documents.models import Document, DocumentFile

    folder = tmp_path / "van-ban"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(
            paper(f"{number + 1}/QĐ-UBND", date(2026, 3, 2), f"Yêu cầu xã {number} báo cáo.")
        )
    (folder / "rong.txt").touch()
    (tmp_path / "ngoai.txt").write_text(paper("99/QĐ-UBND", date(2026, 3, 2)))
    (folder / "lien-ket.txt").symlink_to(tmp_path / "ngoai.txt")
    os.mkfifo(folder / "ong.txt")
    (folder / "la\x1b[2J\n.txt").touch()
    installation(tmp_path / "data", demo=False).make()
    environment = {"NAMRO_DATA": str(tmp_path / "data"), "DATABASE_URL": _test_database(), "plain": False}
    first = namro("ingest", folder, **environment)
    assert first.returncode == 1, first.stderr.decode()
    assert "rong.txt" in first.stderr.decode() and "empty" in first.stderr.decode()
    assert "lien-ket.txt: it is a link" in first.stderr.decode() and "ong.txt: it is no file" in first.stderr.decode()
    assert "\x1b" not in (first.stdout + first.stderr).decode() and "la\\x1b[2J\\n.txt" in first.stdout.decode()
    assert DocumentFile.objects.count() == Document.objects.filter(status="held").count() == 30
    assert len([p for p in (tmp_path / "data").rglob("files/*/*") if p.is_file()]) == 30
    again = namro("ingest", folder / "00.txt", folder / "01.txt", **environment)
    assert again.returncode == 0
    assert "already registered as 1/QĐ-UBND" in again.stdout.decode()
    assert DocumentFile.objects.count() == 30
    harmed = DocumentFile.objects.order_by("pk").first().stored_as
    assert harmed not in namro("audit", "verify", **environment).stderr.decode()
    (tmp_path / "data" / "files" / harmed).write_text("khác")
    verified = namro("audit", "verify", **environment)
    assert (verified.returncode, harmed in verified.stderr.decode()) == (1, True)
    refused = namro("ingest", folder / "00.txt", "--by", "khong-co", **environment)
    assert refused.returncode == 1
    assert b"Traceback" not in refused.stderr and b"no such account" in refused.stderr


def _test_database():
    from django.db import connection

    url = os.environ["DATABASE_URL"]
    name = connection.settings_dict["NAME"]
    head, _, query = url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
