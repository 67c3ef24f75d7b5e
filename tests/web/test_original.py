"""The original's pages with the same words lit: where the choice is offered, what is drawn, who sees it, what it costs."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from namro.documents import actions, queries, storage
from namro.documents.actions import install_reference_data
from namro.reading.models import Finding, Verdict
from namro.tasks.queries.reviewing import ItemState, review
from tests.factories.documents import taken_in
from tests.factories.originals import sample
from tests.factories.reviewing import FIELDS
from tests.factories.scans import needs_tesseract

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    install_reference_data()


@pytest.fixture
def coordinator(world, client_as):
    return client_as(world.users["coordinator"])


@pytest.fixture
def programme(world):
    """A PDF with a text layer, registered and read."""
    return sample("03-ctr-tu.pdf", by=world.users["coordinator"], held_by=world.unit("UBND"))


def opened(client, url, **query):
    answer = client.get(url, query)
    assert answer.status_code == 200, url
    return LexborHTMLParser(answer.content.decode())


def places(done):
    return f"/documents/{done.document.pk}/", f"/documents/{done.document.pk}/review/"


def test_page_and_desk_when_the_text_has_places_then_the_choice_stands_in_the_address(coordinator, programme):
    for url in places(programme):
        text = opened(coordinator, url)
        words, pages = text.css(".views a")
        assert (words.text(), pages.text()) == ("Văn bản", "Bản gốc")
        assert words.attributes.get("aria-current") and "view=original" in pages.attributes["href"]
        assert not text.css("svg.sheet-lit")
        original = opened(coordinator, url + pages.attributes["href"])
        assert original.css(".views a")[1].attributes.get("aria-current")
        assert original.css("svg.sheet-lit a.spot rect") and not original.css("article.paper, #text p")
        assert "view=original" not in original.css(".views a")[0].attributes["href"]


def test_choice_when_the_text_has_no_places_then_absent_and_asked_for_anyway_the_text(world, coordinator):
    by, unit = world.users["coordinator"], world.unit("UBND")
    for done in (sample("01-ctr-tu.docx", by=by, held_by=unit), sample("07-cd-ubnd.txt", by=by, held_by=unit)):
        for url in places(done):
            page = opened(coordinator, url, view="original")
            assert not page.css(".views, svg.sheet-lit")
            assert page.css("article.paper, #text p")
            assert "view=original" not in page.css_first("main").html


@needs_tesseract
def test_scan_when_read_then_its_words_are_lit_on_its_pages(world, coordinator):
    by, unit = world.users["coordinator"], world.unit("UBND")
    done = sample("96-tb-vpubnd.pdf", by=by, held_by=unit, read_scans=True)
    for url in places(done):
        page = opened(coordinator, url, view="original")
        assert page.css("svg.sheet-lit a.spot rect")
        assert coordinator.get(page.css_first(".sheet img").attributes["src"]).content.startswith(b"\x89PNG")


def test_sheet_when_shown_then_its_image_keeps_its_room_and_the_boxes_lie_over_the_words(coordinator, programme):
    page = opened(coordinator, places(programme)[1], view="original")
    image, drawing = page.css_first(".sheet img").attributes, page.css_first("svg.sheet-lit").attributes
    assert (image["width"], image["height"], image["loading"]) == ("909", "1286", "lazy")
    assert image["alt"] == "03-ctr-tu.pdf, trang 1"
    assert drawing["viewbox" if "viewbox" in drawing else "viewBox"] == "0 0 10000 14143"
    words = {(one.start, one.end): one for one in queries.places_of(programme.source)}
    item = review(programme.source).items[0]
    lit = page.css(f'a.spot[data-item="{item.key}"]')
    lines = [rect for one in lit for rect in one.css("rect:not(.spot-tag)")]
    first = next(place for (start, _end), place in words.items() if start >= item.start)
    assert 0 < first.box[0] - int(lines[0].attributes["x"]) < 50
    assert abs(int(lines[0].attributes["y"]) - first.box[1] * 1.4143) < 50  # a line is as high as its highest word
    told = {(one.page, one.line) for one in words.values() if one.start < item.end and one.end > item.start}
    assert len(lines) == len(told)
    assert lit[0].attributes["aria-label"].startswith("Mục 1, đề xuất: " + item.quotation[:20].split("\n")[0])


def test_sheets_when_the_sizes_were_asked_once_then_kept_and_a_harmed_file_still_has_pages(
    coordinator, programme, settings, monkeypatch
):
    url = places(programme)[0]
    opened(coordinator, url, view="original")
    [kept] = (settings.MEDIA_ROOT / "pages").rglob("sizes.json")
    monkeypatch.setattr(storage, "content", None)  # asking again would fail
    assert opened(coordinator, url, view="original").css_first(".sheet img").attributes["height"] == "1286"
    monkeypatch.undo()
    kept.unlink()
    (settings.MEDIA_ROOT / programme.file.stored_as).unlink()
    assert opened(coordinator, url, view="original").css_first(".sheet img").attributes["height"] == "1286"


def test_desk_when_on_the_pages_then_every_way_on_stays_there(coordinator, programme):
    url = places(programme)[1]
    page = opened(coordinator, url, view="original")
    assert len(page.css("#items a")) > 1
    for link in page.css("#items a, .item-moves a, a.spot"):
        assert "view=original" in link.attributes["href"]
    for form in page.css("form[method=post], .text-foot form"):
        if "review" in form.attributes["action"]:
            assert form.css_first("input[name=view]").attributes["value"] == "original"
    item = review(programme.source).items[0]
    sent = {"start": item.start, "end": item.end, "reason": "Nêu chung", "view": "original"}
    answer = coordinator.post(f"{url}reject/", sent)
    assert answer.status_code == 303 and "view=original" in answer["Location"]
    page = opened(coordinator, url, view="original", item=item.key)
    rejected = page.css_first(f'a.spot[data-item="{item.key}"]').attributes
    assert "spot-rejected" in rejected["class"] and "said-now" in rejected["class"]
    assert rejected["aria-label"].startswith(f"Mục 1, {ItemState.REJECTED.label}: ")
    assert Verdict.objects.count() == 1


def test_document_when_on_the_pages_then_a_box_leads_to_the_words_and_a_place_is_lit(coordinator, programme):
    url = places(programme)[0]
    find = Finding.objects.filter(source=programme.source, type="directive").first()
    page = opened(coordinator, url, view="original", at=f"{find.start}-{find.end}")
    place = f"c{find.start}-{find.end}"
    assert page.css(f"svg a#{place}") and page.css("svg a.o-place rect")
    assert page.css_first(".views a").attributes["href"].endswith(f"#{place}")
    box = page.css_first("a.o-directive").attributes
    assert box["href"].startswith(f"?source={programme.source.pk}&at=") and "ý kiến chỉ đạo" in box["aria-label"]
    assert opened(coordinator, url + box["href"].partition("#")[0]).css(".m-in-place")
    assert [one.text() for one in page.css(".legend label")] == [
        one.text() for one in opened(coordinator, url).css(".legend label")
    ]


def test_original_when_outside_scope_or_restricted_then_as_closed_as_the_file(world, client_as, programme):
    by, file = world.users["coordinator"], f"/documents/files/{programme.file.pk}/"
    both = (file, f"{file}pages/1/", f"{places(programme)[0]}?view=original")
    seen = {actor: [client_as(world.users[actor]).get(url).status_code for url in both]
            for actor in ("coordinator", "inspector", "reporter", "coordinator_elsewhere")}  # fmt: skip
    assert seen["coordinator"] == seen["inspector"] == [200, 200, 200]
    assert seen["reporter"] == seen["coordinator_elsewhere"] == [404, 404, 404]
    actions.restrict(document=programme.document, restricted=True, by=by)
    inspector = client_as(world.users["inspector"])
    assert [inspector.get(url).status_code for url in both] == [404, 404, 404]
    desk = f"{places(programme)[1]}?view=original"
    assert client_as(world.users["inspector"]).get(desk).status_code == 404
    assert client_as(by).get(desk).status_code == 200


def test_page_image_when_the_file_is_no_picture_then_404(world, coordinator):
    done = taken_in("Kế hoạch của tỉnh", by=world.users["coordinator"], held_by=world.unit("UBND"))
    assert coordinator.get(f"/documents/files/{done.file.pk}/pages/1/").status_code == 404


def test_original_when_many_finds_then_it_costs_what_the_text_costs(world, coordinator, programme, check_costs):
    document, desk = places(programme)
    opened(coordinator, document, view="original")  # the sizes are known

    Finding.objects.filter(source=programme.source).delete()

    def find(places, fields):
        rows = [
            Finding(source=programme.source, type="directive", start=at, end=at + 15, quotation="x", rule="", fields=said,
                    confidence=1)
            for at, said in zip(places, fields, strict=False)
        ]  # fmt: skip
        Finding.objects.bulk_create(rows)

    find((600, 700, 800), FIELDS[:3])
    check_costs(coordinator, f"{document}?view=original", "document_original")

    def grow():
        find(range(830, 1430, 20), [{"assignees": ["Sở Nội vụ"]}] * 30)

    check_costs(coordinator, f"{desk}?view=original", "review_original", grow=grow)
    page = opened(coordinator, desk, view="original")
    assert len({one.attributes["data-item"] for one in page.css("a.spot")}) == 33
