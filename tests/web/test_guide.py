"""The guide: both languages alike, every word and picture of it real, help on every page, nothing that leaves the house."""

import re
from collections import Counter
from functools import cache

import pytest
from django.urls import reverse
from PIL import Image
from tools import messages

from namro.orgs.models import Role
from namro.web.guide import chapters, help, markdown
from tests.browser.pictures import PICTURES
from tests.browser.sweep import ALL, answered, kind
from tests.factories import reviewing

LANGUAGES = chapters.LANGUAGES
BOTH = [(name, language) for name in chapters.NAMES for language in LANGUAGES]
WORDS = re.compile(r"\*\*(.+?)\*\*")
PICTURED = re.compile(r"!\[(.*?)\]\((.*?)\)")
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")


def source(name: str, language: str) -> str:
    return chapters.path(name, language).read_text(encoding="utf-8")


@cache
def catalogue() -> dict[str, set[str]]:
    """What is said in English -> how it is said in Vietnamese, over all catalogues."""
    said: dict[str, set[str]] = {}
    for room in messages.CATALOGUES:
        for message in messages.read(room):
            ids, words = message.id, message.string
            pairs = [(ids, words)] if isinstance(ids, str) else [(one, words[0]) for one in ids]
            for english, vietnamese in pairs:
                if english and vietnamese:
                    said.setdefault(english, set()).add(vietnamese)
    return said


def plain(words: str) -> str:
    """A screen may begin a word with a capital that the catalogue does not have."""
    return words[:1].casefold() + words[1:]


@cache
def on_screen(language: str) -> frozenset[str]:
    said = catalogue()
    words = said if language == "en" else [one for several in said.values() for one in several]
    return frozenset(plain(one) for one in words)


@pytest.mark.parametrize(("name", "language"), BOTH, ids=lambda one: one)
def test_chapter_when_read_then_what_to_do_in_steps_and_what_can_go_wrong(name, language):
    text = source(name, language)
    page = chapters.chapter(name, language)
    assert page.purpose and "{#" not in page.html
    assert [section.name for section in page.sections][-1] == "trouble"
    parts = re.split(r"^## ", text, flags=re.M)[1:]
    for part in parts[:-1]:
        assert re.search(r"^1\. ", part, re.M), f"no steps: {part[:50]}"
    assert len(re.findall(r"^- \*[^*]+\* ", parts[-1], re.M)) >= 2, "each trouble: what one sees, then the remedy"


@pytest.mark.parametrize("name", chapters.NAMES)
def test_chapter_when_compared_with_the_other_language_then_same_sections_steps_pictures_and_screen_words(name):
    one, other = (source(name, language) for language in LANGUAGES)
    shapes = [
        (
            [section.name for section in chapters.chapter(name, language).sections],
            [[line.split(".")[0] for line in re.findall(r"^\d+\. |^- |^\|", text, re.M)]],
            [picture for _words, picture in PICTURED.findall(text)],
            re.findall(r"\]\(([a-z:_#-]+)\)", text),
        )
        for text, language in ((one, "vi"), (other, "en"))
    ]
    assert shapes[0] == shapes[1]
    wanted = Counter(plain(words) for words in WORDS.findall(one))
    for words in WORDS.findall(other):
        said = {plain(one) for one in catalogue().get(words, catalogue().get(plain(words), set()))} & set(wanted)
        assert said, f"“{words}” is not among the screen words of the Vietnamese chapter"
        wanted[said.pop()] -= 1
    assert +wanted == Counter()


@pytest.mark.parametrize(("name", "language"), BOTH, ids=lambda one: one)
def test_words_of_the_screen_when_quoted_then_they_stand_in_the_catalogues(name, language):
    quoted = {plain(words) for words in WORDS.findall(source(name, language))}
    assert sorted(quoted - on_screen(language)) == []


def test_pictures_when_counted_then_every_one_named_exists_and_every_one_made_is_named():
    for language in LANGUAGES:
        named = [picture for name in chapters.NAMES for _words, picture in PICTURED.findall(source(name, language))]
        assert sorted(named) == sorted(set(named)) == sorted(PICTURES)
        assert {path.stem for path in (markdown.PICTURES / language).iterdir()} == set(PICTURES)
    files = list(markdown.PICTURES.rglob("*.webp"))
    assert sum(path.stat().st_size for path in files) < 3_000_000
    for path in files:
        with Image.open(path) as picture:
            assert picture.width <= 1400, path


def test_pictures_when_described_then_in_a_sentence_of_their_own():
    said = [words for name, language in BOTH for words, _picture in PICTURED.findall(source(name, language))]
    assert [words for words in said if len(words) < 15] == []
    assert len(said) == len(set(said))


def places() -> list[str]:
    found: list[str] = []
    for place in help.PAGES.values():
        found += place.values() if isinstance(place, dict) else [place]
    return sorted(set(found))


@pytest.mark.parametrize("place", places())
def test_help_when_it_names_a_place_then_the_chapter_has_it(place):
    name, _, section = place.partition("#")
    for language in LANGUAGES:
        assert section in {one.name for one in chapters.chapter(name, language).sections}


def test_help_when_every_page_is_asked_then_each_has_its_place():
    pages = {name.removeprefix("web:") for name in ALL if kind(name) == "page" or answered(name)}
    assert sorted(pages - help.PAGES.keys()) == []
    assert sorted(help.PAGES.keys() - {name.removeprefix("web:") for name in ALL}) == []
    assert sorted(help.KEYS.keys() - help.PAGES.keys()) == []


def test_links_of_the_guide_when_followed_then_chapter_and_section_exist():
    for name, language in BOTH:
        for target in re.findall(r"\]\(([a-z-]*#[a-z-]+)\)", source(name, language)):
            chapter, _, section = target.partition("#")
            assert section in {one.name for one in chapters.chapter(chapter or name, language).sections}, target


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_when_a_stranger_opens_it_then_every_chapter_is_shown_with_its_contents(db, client, language):
    client.cookies["namro_language"] = language
    contents = client.get(reverse("web:guide")).content.decode()
    for name in chapters.NAMES:
        page = chapters.chapter(name, language)
        address = reverse("web:guide_chapter", args=[name])
        assert f'href="{address}"' in contents and page.title in contents
        shown = client.get(address).content.decode()
        for section in page.sections:
            assert f'href="#{section.name}"' in shown and f'id="{section.name}"' in shown


def test_guide_when_the_chapter_is_unknown_then_no_such_page(db, client):
    assert client.get("/huong-dan/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("actor", "path", "place"),
    [
        ("coordinator", "/", "start#home"),
        ("leader", "/", "leader#home"),
        ("unit_head", "/", "head#home"),
        ("reporter", "/", "update#home"),
        ("administrator", "/", "upkeep#first-steps"),
        ("coordinator", "/tasks/", "register#find"),
        ("reporter", "/tasks/mine/grid/", "grid#fill"),
        ("nobody", "/nowhere/", ""),
    ],
)
def test_help_when_a_page_is_open_then_its_link_leads_to_that_place(world, client_as, actor, path, place):
    name, _, section = place.partition("#")
    wanted = f"{reverse('web:guide_chapter', args=[name])}#{section}" if place else reverse("web:guide")
    page = client_as(world.users[actor]).get(path).content.decode()
    assert f'<a href="{wanted}" rel="help">' in page


def test_keys_when_the_page_has_shortcuts_then_they_stand_below_it(world, client_as):
    client = client_as(world.users["coordinator"])
    document = reviewing.notice(world.unit("UBND")).document_id
    page = client.get(reverse("web:review", args=[document])).content.decode()
    assert help.KEYS.keys() == {"review"}
    for key in help.KEYS["review"]:
        assert f"<kbd>{key.keys}</kbd>" in page
    assert 'class="foot' not in client.get("/").content.decode()


def test_help_when_the_password_must_be_changed_first_then_the_guide_opens_all_the_same(world, client_as):
    user = world.users["reporter"]
    user.must_change_password = True
    user.save()
    client = client_as(user)
    assert client.get("/").status_code == 302
    assert client.get(reverse("web:guide_chapter", args=["start"])).status_code == 200


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "../x", "javascript:alert(1)", "/tasks/"])
def test_markdown_when_a_link_leaves_the_house_then_refused(target):
    with pytest.raises(markdown.Unfit):
        markdown.address(target)


def test_markdown_when_html_is_written_then_it_stays_words():
    page = markdown.page("# T\n\nP\n\n## S {#s}\n\n1. <script>alert(1)</script>\n", "vi")
    assert "<script" not in page.html and "&lt;script&gt;" in page.html


def test_roles_when_the_first_page_is_asked_then_each_that_works_has_its_own_help():
    home = help.PAGES["home"]
    assert isinstance(home, dict)
    assert {Role.ADMINISTRATOR, Role.COORDINATOR, Role.LEADER, Role.UNIT_HEAD, Role.REPORTER, None} == home.keys()
