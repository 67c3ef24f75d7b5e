"""The sample province hangs together, and its built files say what their sources say."""

import csv
import datetime as dt
import re
import string
import tomllib
import unicodedata
import zipfile
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from defusedxml import ElementTree
from python_calamine import CalamineWorkbook
from tools.sample_documents import IMPORT_COLUMNS, IMPORT_SHEET, MANIFEST, manifest_text, plain_file
from tools.sample_source import DOCUMENTS, Source, all_sources

from vanban.fold import fold

DATA = DOCUMENTS.parent / "data"
SHARED = Path(__file__).resolve().parents[3] / "shared"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FOREVER = "9999-12-31"
COLUMNS = {
    "units": "code,tree,kind,name,short_name,aliases,parent,opened_on,closed_on,decided_symbol,decided_by,decided_on",
    "unit_versions": "code,valid_from,valid_to,name,short_name,kind,parent,decided_symbol,decided_by,decided_on",
    "successions": "reorganisation,decided_symbol,decided_by,decided_on,effective_on,from_code,to_code,share",
    "links": "kind,from_code,to_code,valid_from,valid_to",
    "posts": "code,unit,title,is_head",
    "tenures": "post,person,kind,valid_from,valid_to,decided_symbol,decided_by,decided_on",
    "accounts": "username,full_name,role,unit,with_subtree",
    "portfolios": "owner,kind,account,units,valid_from",
}
TREES = {"party", "state", "front"}
KINDS = {
    "council", "committee", "office", "department", "public_service", "commune", "ward", "party_committee",
    "party_board", "steering_committee", "front", "mass_organisation", "other",
}  # fmt: skip
AGENCIES = {"office", "department", "party_board", "public_service"}
ROLES = {"administrator", "coordinator", "leader", "unit_head", "reporter", "inspector", "auditor"}
ACTS = {
    "receive",
    "progress",
    "complete",
    "accept",
    "return",
    "extend",
    "grant",
    "refuse",
    "transfer",
    "withdraw",
    "urge",
}
PLACEHOLDERS = {"unit", "task", "number", "code", "day", "new_due", "percent"}

Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def units() -> dict[str, Row]:
    return {row["code"]: row for row in table("units")}


@pytest.fixture(scope="module")
def story() -> dict:
    return tomllib.loads((DATA / "story.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def manifest() -> list[dict]:
    return tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["document"]


def lives_through(outer: Row, start: str, end: str) -> bool:
    return outer["opened_on"] <= start and (end or FOREVER) <= (outer["closed_on"] or FOREVER)


def overlapping(rows: list[Row]) -> list[tuple[Row, Row]]:
    ordered = sorted(rows, key=lambda row: row["valid_from"])
    return [(a, b) for a, b in pairwise(ordered) if (a["valid_to"] or FOREVER) > b["valid_from"]]


# --- organisation ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COLUMNS)
def test_table_when_read_then_has_its_columns_and_real_dates(name: str) -> None:
    rows = table(name)
    assert list(rows[0]) == COLUMNS[name].split(",")
    for row in rows:
        assert None not in row and None not in row.values(), row
        for column, value in row.items():
            assert value == unicodedata.normalize("NFC", value.strip())
            if column.endswith("_on") or column.startswith("valid_"):
                assert not value or dt.date.fromisoformat(value)


def test_units_when_counted_then_forty_agencies_and_120_communes(units: dict[str, Row]) -> None:
    assert len(units) == len(table("units")), "a code stands twice"
    alive = Counter(row["kind"] for row in units.values() if not row["closed_on"])
    assert alive["commune"] + alive["ward"] == 120
    assert 35 <= sum(alive[kind] for kind in AGENCIES) <= 45
    assert {row["tree"] for row in units.values()} == TREES
    assert {row["kind"] for row in units.values()} == KINDS


def test_units_when_placed_then_parents_are_there_all_their_days(units: dict[str, Row]) -> None:
    for row in units.values():
        assert re.fullmatch(r"[A-Z0-9-]+", row["code"])
        assert not row["closed_on"] or row["opened_on"] < row["closed_on"]
        if row["parent"]:
            assert units[row["parent"]]["tree"] == row["tree"]
            assert lives_through(units[row["parent"]], row["opened_on"], row["closed_on"]), row["code"]


def test_names_when_folded_then_one_alive_unit_each(units: dict[str, Row]) -> None:
    taken = Counter(fold(row["name"]) for row in units.values() if not row["closed_on"])
    assert [name for name, count in taken.items() if count > 1] == []
    for row in units.values():
        folded = [fold(alias) for alias in row["aliases"].split(";") if alias]
        assert len(folded) == len(set(folded)), f"{row['code']}: two aliases that fold to one"


def test_versions_when_laid_out_then_cover_each_life_without_gap_or_overlap(units: dict[str, Row]) -> None:
    lives: dict[str, list[Row]] = defaultdict(list)
    for row in table("unit_versions"):
        lives[row["code"]].append(row)
    assert len(lives) >= 4
    for code, rows in lives.items():
        unit, last = units[code], rows[-1]
        assert len(rows) > 1, "a unit with one version stands in units.csv alone"
        assert [row["valid_to"] for row in rows[:-1]] == [row["valid_from"] for row in rows[1:]]
        assert (rows[0]["valid_from"], last["valid_to"]) == (unit["opened_on"], unit["closed_on"])
        same = ("name", "short_name", "kind", "parent", "decided_symbol", "decided_by", "decided_on")
        assert {key: last[key] for key in same} == {key: unit[key] for key in same}
        for row in rows:
            assert lives_through(units[row["parent"]], row["valid_from"], row["valid_to"])


def test_successions_when_added_up_then_every_closed_body_is_handed_on_whole(units: dict[str, Row]) -> None:
    shares: dict[str, float] = defaultdict(float)
    for row in table("successions"):
        old, new = units[row["from_code"]], units[row["to_code"]]
        assert old["closed_on"] == row["effective_on"] == new["opened_on"]
        assert old["decided_symbol"] == row["decided_symbol"]
        shares[row["from_code"]] += float(row["share"])
    assert set(shares.values()) == {1.0}
    closed = {code for code, row in units.items() if row["closed_on"] and row["kind"] != "other"}
    assert closed == set(shares)


def test_links_when_followed_then_join_living_units_across_trees(units: dict[str, Row]) -> None:
    links = table("links")
    for row in links:
        for end in ("from_code", "to_code"):
            assert lives_through(units[row[end]], row["valid_from"], row["valid_to"]), row
        assert row["kind"] in {"counterpart", "standing_agency", "member"}
    paired = {row["to_code"] for row in links if row["kind"] == "counterpart"}
    assert {
        code for code, row in units.items() if row["kind"] in {"commune", "ward"} and not row["closed_on"]
    } <= paired
    standing = Counter(row["from_code"] for row in links if row["kind"] == "standing_agency")
    committees = [code for code, row in units.items() if row["kind"] == "steering_committee"]
    assert standing == Counter(committees)


# --- people ---------------------------------------------------------------------------------------------------------


def test_tenures_when_laid_out_then_one_holder_a_day(units: dict[str, Row]) -> None:
    posts = {row["code"]: row for row in table("posts")}
    held: dict[str, list[Row]] = defaultdict(list)
    for row in table("tenures"):
        held[row["post"]].append(row)
        assert row["kind"] in {"full", "acting", "in_charge", "delegated"}
        assert not row["valid_to"] or row["valid_from"] < row["valid_to"]
        assert units[posts[row["post"]]["unit"]]["opened_on"] <= row["valid_from"]
    assert held.keys() == posts.keys()
    assert {post: overlapping(rows) for post, rows in held.items() if overlapping(rows)} == {}
    heads = Counter(row["unit"] for row in posts.values() if row["is_head"] == "1")
    assert max(heads.values()) == 1, "a unit has one head's post"
    assert {row["kind"] for row in table("tenures")} == {"full", "acting", "in_charge", "delegated"}
    assert sum(row["valid_to"].startswith("2026") for row in table("tenures")) >= 3


def test_accounts_when_listed_then_every_role_and_heads_are_the_heads(units: dict[str, Row]) -> None:
    accounts = table("accounts")
    assert len({row["username"] for row in accounts}) == len(accounts)
    assert {row["role"] for row in accounts} == ROLES
    heads = {row["code"]: row["unit"] for row in table("posts") if row["is_head"] == "1"}
    today = {
        heads[row["post"]]: row["person"] for row in table("tenures") if row["post"] in heads and not row["valid_to"]
    }
    for row in accounts:
        everywhere = row["unit"] == "" and row["role"] in {"administrator", "auditor"}
        assert everywhere or row["unit"] in units
        assert row["with_subtree"] in {"0", "1"}
        assert row["role"] != "unit_head" or today[row["unit"]] == row["full_name"]
    assert {row["unit"] for row in accounts if row["role"] == "coordinator"} == {"UBND", "TU"}


# --- documents ------------------------------------------------------------------------------------------------------


def test_manifest_when_printed_again_then_equals_the_committed_one() -> None:
    assert MANIFEST.read_text(encoding="utf-8") == manifest_text(all_sources())


def test_manifest_when_followed_then_files_units_and_relations_exist(
    manifest: list[dict], units: dict[str, Row]
) -> None:
    symbols = [row["symbol"] for row in manifest]
    assert len(set(symbols)) == len(symbols)
    assert {f"{i:02d}-CTr/TU" for i in range(1, 11)} <= set(symbols)
    issued = {row["symbol"]: row["date"] for row in manifest}
    for row in manifest:
        assert (DOCUMENTS / row["file"]).stat().st_size > 0
        assert (DOCUMENTS / row["source"]).is_file()
        for unit in (row["issuer_unit"], row["held_by"]):
            assert units[unit]["opened_on"] <= row["date"]
        for relation in row["relations"]:
            assert relation["symbol"] in symbols, relation
            assert issued[relation["symbol"]] <= row["date"], "a document cannot follow a later one"
    kinds = {relation["kind"] for row in manifest for relation in row["relations"]}
    assert kinds == {"implements", "replaces", "amends", "corrects"}
    listed = {row["file"] for row in manifest} | {MANIFEST.name, IMPORT_SHEET.name}
    assert {path.name for path in DOCUMENTS.iterdir() if path.is_file()} == listed
    assert sum("2026-08-01" <= day <= "2026-11-30" for day in issued.values()) >= 12


def test_signers_when_looked_up_then_held_a_post_that_day() -> None:
    tenures = table("tenures")
    for source in all_sources():
        name, day = source.signature[1], source.head["date"]
        held = [
            row for row in tenures if row["person"] == name and row["valid_from"] <= day < (row["valid_to"] or FOREVER)
        ]
        assert held, f"{source.path.name}: {name} holds no post on {day}"


def squeezed(text: str) -> str:
    """Letters and digits only: line ends, hyphens at line ends and layout spaces are the reader's business."""
    return "".join(ch for ch in unicodedata.normalize("NFC", text) if ch.isalnum() or ch in "%/(),;:.*")


def words_of_docx(path: Path) -> str:
    root = ElementTree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    return "".join(node.text or "" for node in root.iter(f"{WORD}t"))


def words_of_pdf(path: Path) -> str:
    texts = []
    for number, page in enumerate(pypdfium2.PdfDocument(path), 1):
        text = page.get_textpage().get_text_range().strip()
        texts.append(text if number == 1 else text.removeprefix(str(number)))
    return "".join(texts)


def in_format(name: str) -> list:
    return [pytest.param(source, id=source.path.stem) for source in all_sources() if source.head["format"] == name]


@pytest.mark.parametrize("source", in_format("docx"))
def test_docx_when_read_then_says_what_its_source_says(source: Source) -> None:
    assert squeezed(words_of_docx(source.file)) == squeezed("".join(source.plain_lines()))


@pytest.mark.parametrize("source", in_format("pdf"))
def test_pdf_when_read_then_says_what_its_source_says(source: Source) -> None:
    assert squeezed(words_of_pdf(source.file)) == squeezed("".join(source.plain_lines()))


@pytest.mark.parametrize("source", in_format("txt"))
def test_txt_when_printed_again_then_equals_the_committed_one(source: Source) -> None:
    assert source.file.read_text(encoding="utf-8") == plain_file(source)


def test_formats_when_counted_then_every_format_has_work_in_it() -> None:
    formats = Counter(source.head["format"] for source in all_sources())
    assert min(formats[name] for name in ("docx", "pdf", "txt")) >= 4
    assert formats["scan"] == 1


@pytest.mark.parametrize("source", in_format("scan"))
def test_scan_when_opened_then_is_one_image_without_words(source: Source) -> None:
    document = pypdfium2.PdfDocument(source.file)
    assert len(document) == 1
    assert words_of_pdf(source.file) == ""
    assert len(list(document[0].get_objects())) == 1


def test_plan_when_opened_then_has_a_real_assignment_table() -> None:
    plan = next(source for source in all_sources() if source.head["symbol"] == "212/KH-UBND")
    (rows,) = [block.rows for block in plan.blocks if block.rows]
    assert sum(len(row) == 6 for row in rows) == 19, "a heading and 18 tasks"
    assert sum(len(row) == 2 for row in rows) == 4, "section rows"
    root = ElementTree.fromstring(zipfile.ZipFile(plan.file).read("word/document.xml"))
    bordered = [found for found in root.iter(f"{WORD}tbl") if len(list(found.iter(f"{WORD}tr"))) == len(rows)]
    assert len(bordered) == 1


def test_import_sheet_when_read_then_six_new_units_under_known_parents(units: dict[str, Row]) -> None:
    head, *rows = CalamineWorkbook.from_path(IMPORT_SHEET).get_sheet_by_index(0).to_python()
    assert head == list(IMPORT_COLUMNS)
    assert len(rows) == 6
    for row in (dict(zip(head, values, strict=True)) for values in rows):
        assert row["Mã"] not in units and row["Đơn vị cấp trên"] in units
        assert isinstance(row["Từ ngày"], dt.date) and isinstance(row["Ngày ban hành"], dt.date)


# --- story ----------------------------------------------------------------------------------------------------------


def test_story_when_played_then_steps_stay_in_the_window_and_in_order(story: dict) -> None:
    first, last = story["window"]["first_day"], story["window"]["last_day"]
    assert (first, last) == (-90, -1)
    for life in story["life"]:
        days = [step["day"] for step in life["steps"]]
        assert days == sorted(days) and all(first <= day <= last for day in days), life["name"]
        assert {step["act"] for step in life["steps"]} <= ACTS
        assert all(step["stage"] in story["progress"] for step in life["steps"] if step["act"] == "progress")
        assert life["fits"] in {"past", "future", "none", "any"} and life["weight"] > 0
        assert life["finishes"] in {"in_time", "late", "any", "open", "exited"}
    for fits in ("past", "future", "none"):
        assert [life for life in story["life"] if life["fits"] == fits], f"no life for a due date that is {fits}"


def test_story_when_read_then_enough_sentences_and_only_known_placeholders(story: dict) -> None:
    progress = [sentence for sentences in story["progress"].values() for sentence in sentences]
    assert len(progress) == len(set(progress)) >= 30
    assert story["progress"].keys() <= story["stages"].keys()
    completions = [value for row in story["completion"] for value in (row["symbol"], row["sentence"])]
    for sentence in [*progress, *completions, *(text for texts in story["texts"].values() for text in texts)]:
        used = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
        assert used <= PLACEHOLDERS, sentence
    assert all("{number}" in row["sentence"] for row in story["completion"])


# --- our own words --------------------------------------------------------------------------------------------------


def runs_of_twelve(text: str) -> set[str]:
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    return {" ".join(words[i : i + 12]) for i in range(len(words) - 11)}


# the two columns of every state document's first line, as law prescribes them
LETTERHEAD = re.compile(r"\S+ \S+ NHÂN DÂN +CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared texts are not on this machine")
def test_words_when_compared_then_none_is_a_sentence_of_the_shared_texts() -> None:
    theirs = set()
    for path in [*SHARED.glob("seeds/*.txt"), *SHARED.glob("documents/*.txt")]:
        theirs |= runs_of_twelve(path.read_text(encoding="utf-8"))
    ours = [*DATA.iterdir(), *(path for path in DOCUMENTS.rglob("*") if path.suffix in {".txt", ".toml"})]
    words = {path.name: runs_of_twelve(LETTERHEAD.sub("\n", path.read_text(encoding="utf-8"))) for path in ours}
    copied = {name: found & theirs for name, found in words.items() if found & theirs}
    assert copied == {}
