"""Forms of the document register: filters, upload, details with the kind's own fields, ties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from namro.documents import queries
from namro.documents.actions import Details
from namro.documents.models import Document, DocumentFile, DocumentKind, Relation
from namro.documents.reference import own_field
from namro.orgs.models import Unit
from namro.orgs.queries import names
from namro.web.forms import DayField, LineField, TextField, UnitsField, WholeTextField, choose

MOST_FILES = 20


class Files(forms.FileInput):
    """A file box that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; the cleaned value is a list."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = data if isinstance(data, list) else [data] if data else []
        if not sent:
            raise forms.ValidationError(self.error_messages["required"])
        if len(sent) > MOST_FILES:
            raise forms.ValidationError(_("Choose at most %(most)s files at a time."), params={"most": MOST_FILES})
        return sent


def kind_choices(day: date | None = None) -> list[Any]:
    """The kinds by system: ("Party", [(id, name (symbol)), ...])."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in queries.kinds_on(day):
        shown = f"{kind.name} ({kind.symbol})" if kind.symbol else kind.name
        groups.setdefault(str(kind.get_system_display()), []).append((str(kind.pk), shown))
    return [("", "—"), *groups.items()]


class DeskForm(forms.Form):
    """For which unit a document is registered; asked only of those who register for several."""

    held_by = forms.TypedChoiceField(label=_("Kept by"), coerce=int)

    def __init__(self, *args: Any, desks: Sequence[Unit], on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.desks = {unit.pk: unit for unit in desks}
        if len(self.desks) == 1:
            del self.fields["held_by"]
        else:
            called = names(self.desks, on)
            self.fields["held_by"].choices = [(pk, called.get(pk, "")) for pk in self.desks]  # type: ignore[attr-defined]

    @property
    def desk(self) -> Unit:
        """The chosen unit, or the only one."""
        return self.desks[self.cleaned_data["held_by"]] if "held_by" in self.fields else next(iter(self.desks.values()))


class UploadForm(DeskForm):
    """Files as they come."""

    papers = FilesField(
        label=_("Files"),
        help_text=_(
            "Word, Excel, CSV, PDF, HTML or plain text; the files in a zip or a mail (.eml) come in one by one. Several at once."
        ),
    )
    restricted = forms.BooleanField(
        label=_("Restricted: only its keepers and recipients may read it"), required=False
    )  # fmt: skip


class DetailsForm(DeskForm):
    """What a document is called. The kind's own fields follow the kind."""

    kind = forms.TypedChoiceField(
        label=_("Kind of document"), required=False, coerce=int, empty_value=None, widget=forms.Select
    )
    symbol = LineField(label=_("Number and symbol"), required=False, help_text=_("As written: 15-NQ/TW, 212/KH-UBND."))
    issuer = LineField(label=_("Issued by"), required=False)
    issued_on = DayField(label=_("Day of issue"), required=False)
    title = TextField(label=_("Title"), required=False, widget=forms.Textarea({"rows": 2}))
    draft = forms.BooleanField(label=_("Draft: it has no number yet"), required=False)

    field_order = ("held_by", "kind", "symbol", "issuer", "issued_on", "title", "draft")

    def __init__(self, *args: Any, document: Document | None = None, **options: Any) -> None:
        if document is not None:
            options["initial"] = {**initial_of(document), **options.get("initial", {})}
        super().__init__(*args, **options)
        self.fields["kind"].choices = kind_choices()  # type: ignore[attr-defined]
        self.own = own_fields(self._kind())
        self.fields |= self.own

    def _kind(self) -> DocumentKind | None:
        asked = str((self.data.get("kind") if self.is_bound else self.initial.get("kind")) or "")
        return DocumentKind.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 10 else None

    def own_bound(self) -> list[forms.BoundField]:
        """The kind's own fields, bound."""
        return [self[name] for name in self.own]

    def details(self, *, restricted: bool = False) -> Details:
        """The cleaned form as the room's details."""
        said = self.cleaned_data
        own = {name.removeprefix("own_"): stored(said.get(name)) for name in self.own if said.get(name)}
        return Details(
            self._kind(),
            said["symbol"],
            said["issuer"],
            said["issued_on"],
            said["title"],
            own,
            said["draft"],
            restricted,
        )


def stored(value: Any) -> str:
    """A field's value as the register keeps it: days as ISO."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def own_fields(kind: DocumentKind | None, prefix: str = "own_") -> dict[str, forms.Field]:
    """The form fields of a kind."""
    found: dict[str, forms.Field] = {}
    for code in kind.own_fields if kind else ():
        label, type_ = label_of(code)
        box = DayField if type_ == "date" else LineField
        found[prefix + code] = box(label=label, required=False)
    return found


def label_of(code: str) -> tuple[str, str]:
    """Label in the reader's language and type of a kind's own field."""
    vietnamese, english, type_ = own_field(code)
    return (english if (get_language() or "").startswith("en") else vietnamese), type_


def shown_own(document: Document) -> list[tuple[str, str]]:
    """The document's own fields with their labels, days as people write them."""
    rows = []
    for code, value in document.own_fields.items():
        label, type_ = label_of(code)
        rows.append((label, day_of(value).strftime("%d/%m/%Y") if type_ == "date" and day_of(value) else value))
    return rows


def day_of(value: str) -> Any:
    """A stored day; None where it is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def initial_of(document: Document) -> dict[str, Any]:
    """The details of a document as a form shows them."""
    own = {f"own_{code}": day_of(value) or value for code, value in document.own_fields.items()}
    return {
        "kind": document.kind_id,
        "symbol": document.symbol,
        "issuer": document.issuer.name if document.issuer else "",
        "issued_on": document.issued_on,
        "title": document.title,
        "draft": document.status == Document.Status.DRAFT,
        **own,
    }


class NewForm(DetailsForm):
    """A document entered by hand, with or without its text."""

    text = WholeTextField(
        label=_("Text"), required=False, widget=forms.Textarea({"rows": 10}),
        help_text=_("Paste the text to have its items proposed."),
    )  # fmt: skip
    restricted = forms.BooleanField(label=_("Restricted: only its keepers and recipients may read it"), required=False)


class FileForm(forms.Form):
    """One more file of a document."""

    file = forms.FileField(label=_("File"))
    role = forms.ChoiceField(label=_("It is"), choices=DocumentFile.Role.choices, initial=DocumentFile.Role.SIGNED)


class TextForm(forms.Form):
    """The words of a scan."""

    text = WholeTextField(label=_("Text"), widget=forms.Textarea({"rows": 14}))


class AliasForm(forms.Form):
    """Another name."""

    alias = LineField(label=_("Other name"), help_text=_("As other documents cite it."))


class RelateForm(forms.Form):
    """What this document does to another."""

    kind = forms.ChoiceField(label=_("This document"), choices=choose(Relation.Kind.choices))
    to = LineField(label=_("The other document"), help_text=_("Symbol in any spelling, or a name."))


class SendForm(forms.Form):
    """The units a document is sent to."""

    units = UnitsField(label=_("Units, one a line"))


class ChooseForm(forms.Form):
    """Which document a citation means: one of the possible ones, or another by its symbol."""

    target = forms.TypedChoiceField(
        label=_("Document meant"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    other = LineField(label=_("Another document"), required=False, help_text=_("Symbol in any spelling, or a name."))

    def __init__(self, *args: Any, candidates: Sequence[Document], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["target"].choices = [(one.pk, called(one)) for one in candidates]  # type: ignore[attr-defined]
        if not candidates:
            del self.fields["target"]


def called(document: Document) -> str:
    """A document in one line: symbol, day, title."""
    day = document.issued_on.strftime("%d/%m/%Y") if document.issued_on else ""
    return " · ".join(filter(None, [document.symbol, day, document.title if document.title != document.symbol else ""]))
