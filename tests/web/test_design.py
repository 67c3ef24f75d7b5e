"""The page of the design system: its figures come from the style sheets, its parts from where they are used."""

import re

import pytest

from namro.web.design import colours, samples


def test_contrast_when_compared_with_known_ratios_then_equal():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert colours.contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("pair", samples.pairs(), ids=lambda pair: f"{pair.word} on {pair.ground}")
def test_pair_of_colours_when_measured_then_it_reaches_what_is_asked_in_both_themes(pair):
    assert pair.holds, (pair.light, pair.dark, pair.asked)


@pytest.mark.parametrize("theme", colours.SHEETS)
@pytest.mark.parametrize("sight", colours.SIGHTS)
def test_series_of_a_picture_when_seen_by_colour_blind_eyes_then_apart(theme, sight):
    assert colours.nearest([colours.named(theme)[name] for name in samples.SERIES], sight) >= 20


def test_red_and_green_when_seen_by_colour_blind_eyes_then_alike_so_they_carry_signs():
    near = colours.apart("#c00000", "#587000", "deutan")
    assert near < 10 < colours.apart("#c00000", "#0000c0", "deutan")


def test_letters_when_listed_then_every_vowel_with_every_tone():
    whole = "".join(samples.letters())
    assert len(set(whole) - {" "}) == 2 * (12 * 6 + 1)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_design_page_when_opened_then_each_part_stands_there(world, client_as, language):
    client = client_as(world.users["nobody"])
    client.cookies["namro_language"] = language
    page = client.get("/design/").content.decode()
    for part in ("colours", "type", "controls", "lists", "said", "keys", "paper"):
        assert re.search(rf'<section class="panel" id="{part}">', page), part
    assert page.count('class="swatch') + page.count('class="edge') == len(samples.PAIRS)
    assert page.count('class="errorlist"') == 2 and 'value="31/02/2026"' in page
    assert page.count("message message-") == 3 and 'class="empty"' in page
    assert "badge-red" not in page.split('id="type"')[0], "no pair is too weak"


def test_design_page_when_a_stranger_asks_then_led_to_the_sign_in(db, client):
    assert "/sign-in/" in client.get("/design/")["Location"]
