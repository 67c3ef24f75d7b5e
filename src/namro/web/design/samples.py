"""What the page of the design system shows: the pairs of colours in use, sample rows, keys; all of it from where it is used."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django import forms
from django.contrib.messages import constants
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.web.design import colours
from namro.web.forms import DayField, LineField, TextField
from namro.web.tasks.figures import KINDS

TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2 AA: words; edges and pictures
# word, ground, what for, ratio to reach
PAIRS: tuple[tuple[str, str, Promise, float], ...] = (
    ("ink", "paper", _("words on a panel"), TEXT),
    ("ink", "ground", _("words on the page"), TEXT),
    ("ink-2", "ground", _("words of less weight"), TEXT),
    ("ink-2", "grey-soft", _("a plain badge, the heads of a table"), TEXT),
    ("accent", "ground", _("links"), TEXT),
    ("accent", "accent-soft", _("a badge in blue"), TEXT),
    ("on-fill", "accent", _("the main button"), TEXT),
    ("red", "red-soft", _("late, refused, wrong"), TEXT),
    ("amber", "amber-soft", _("look here: waits, came late"), TEXT),
    ("green", "green-soft", _("done, confirmed, right"), TEXT),
    ("line-strong", "paper", _("edges of boxes to type in"), SHAPE),
    ("focus", "ground", _("the ring around what the keyboard is on"), SHAPE),
    *((f"pic-{n}", "paper", _("a series of a picture"), SHAPE) for n in range(1, 6)),
)
SERIES = tuple(f"pic-{n}" for n in range(1, 6))
SIGHTS: dict[str, Promise] = {
    "deutan": _("green weak"),
    "protan": _("red weak"),
    "tritan": _("blue weak"),
}
SPACES = ("gap-xs", "gap-s", "gap", "gap-l", "gap-xl")
KEYS: tuple[tuple[str, Promise, Promise], ...] = (
    (
        "Tab, Shift+Tab",
        _("everywhere"),
        _("to the next control and back; the first one leaps over the head of the page"),
    ),
    ("↑ ↓ Enter Esc", _("box for a unit"), _("choose among the units offered, take one, close the list")),
    ("Alt+↑, Alt+↓", _("review desk"), _("previous and next item")),
    ("1 … 5", _("review desk"), _("the kind of the item")),
    ("Ctrl+Enter", _("review desk"), _("confirm the item as it stands in the form")),
    ("Alt+Delete", _("review desk"), _("refuse the item, with a reason")),
    ("Alt+Backspace", _("review desk"), _("take the decision back")),
    ("Alt+Insert", _("review desk"), _("make an item of the words marked")),
    ("Alt+Shift+Enter", _("review desk"), _("split or merge")),
    ("↑ ↓ ← → Enter", _("grid of open work"), _("to the neighbouring box")),
    ("Ctrl+Enter", _("grid of open work"), _("send all lines filled in")),
    ("↑ ↓", _("list of decisions"), _("previous and next line")),
    ("Ctrl+Enter", _("list of decisions"), _("accept the lines ticked")),
    ("Alt+Delete", _("list of decisions"), _("return the lines ticked")),
)
_VOWELS = ("a", "a\u0306", "a\u0302", "e", "e\u0302", "i", "o", "o\u0302", "o\u031b", "u", "u\u031b", "y")
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


@dataclass(frozen=True)
class Pair:
    """Two colours, what they are for, how far they stand apart in each theme."""

    word: str
    ground: str
    purpose: Promise
    asked: float
    light: float
    dark: float

    @property
    def holds(self) -> bool:
        """Both themes reach what is asked."""
        return min(self.light, self.dark) >= self.asked


def pairs() -> list[Pair]:
    """Every pair with its ratios, computed from the style sheets themselves."""
    found = []
    for word, ground, purpose, asked in PAIRS:
        light, dark = (colours.contrast(sheet[word], sheet[ground]) for sheet in map(colours.named, colours.SHEETS))
        found.append(Pair(word, ground, purpose, asked, light, dark))
    return found


def sights() -> list[tuple[Promise, float, float]]:
    """How far the two nearest series of a picture are for each kind of colour-blindness, in light and dark."""
    series = {theme: [colours.named(theme)[name] for name in SERIES] for theme in colours.SHEETS}
    return [
        (label, colours.nearest(series["light"], sight), colours.nearest(series["dark"], sight))
        for sight, label in SIGHTS.items()
    ]


def letters() -> list[str]:
    """Every Vietnamese vowel with every tone, both cases: a hole in the font shows at once."""
    lines = ["".join(unicodedata.normalize("NFC", vowel + tone) for tone in _TONES) for vowel in _VOWELS]
    whole = [*lines, chr(0x111)]
    return [f"{line} {line.upper()}" for line in whole]


class SampleForm(forms.Form):
    """One field of each kind in use."""

    content = LineField(label=_("What is to be done"), max_length=200)
    due_on = DayField(label=_("Last allowed day"), help_text=_("day/month/year"))
    note = TextField(label=_("Remark"), required=False)
    weight = forms.ChoiceField(label=_("Weight"), choices=[("normal", _("normal")), ("focal", _("focal"))])
    urgent = forms.BooleanField(label=_("Tell the unit today"), required=False)


def faulty_form() -> SampleForm:
    """Sent with a day that is none and without content."""
    form = SampleForm({"content": "", "due_on": "31/02/2026", "weight": "normal"}, auto_id="sample_%s")
    form.full_clean()
    return form


@dataclass(frozen=True)
class Said:
    """A message as the frame shows it."""

    level: int
    words: Promise

    @property
    def level_tag(self) -> str:
        """The class of its colour."""
        return constants.DEFAULT_TAGS[self.level]

    def __str__(self) -> str:
        return str(self.words)


def messages() -> list[Said]:
    """One of each level; what went wrong always says what to do."""
    return [
        Said(constants.SUCCESS, _("The update has been sent.")),
        Said(constants.WARNING, _("Somebody else decided this item meanwhile. Look at it again before you go on.")),
        Said(constants.ERROR, _("The file is larger than 50 MB. Divide it, or send the parts one by one.")),
    ]


def figures() -> list[tuple[Promise, str, int]]:
    """The official four as tiles: label, tone, a number."""
    return [
        (kind.label, kind.tone, number)
        for kind, number in zip(list(KINDS.values())[1:5], (812, 64, 203, 21), strict=True)
    ]


def states() -> list[tuple[Promise, str]]:
    """The states that are counted, with the colour each has in every list."""
    return [(kind.label, kind.tone) for kind in list(KINDS.values())[1:6]]
