"""`namro check`: what is spoilt is named, with the way to mend it; what is whole is not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from namro.launch import check
from namro.launch.paths import installation
from namro.launch.session import Session

pytestmark = pytest.mark.django_db


def _open_key(place: Path) -> None:
    (place / "secret_key").chmod(0o644)


def _no_files(place: Path) -> None:
    (place / "files").rmdir()


def _nothing(_place: Path) -> None:
    return


@pytest.mark.parametrize(
    ("spoil", "one", "expected"),
    [
        (_nothing, check._key, None),
        (_open_key, check._key, "chmod 600"),
        (_nothing, check._files, None),
        (_no_files, check._files, "chmod 700"),
        (_nothing, check._database, None),
        (_nothing, check._extensions, None),
        (_nothing, check._migrations, None),
        (_nothing, check._disk, None),
        (_nothing, check._catalogues, None),
    ],
)
def test_part_when_spoilt_then_named_with_a_remedy(
    data: Path,
    spoil: Callable[[Path], None],
    one: Callable[[check.Subject], check.Outcome],
    expected: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NAMRO_LANG", "en")
    place = installation(data, demo=False)
    place.make()
    spoil(place.root)
    outcome = one(check.Subject(Session(place, "", external=True), None))
    assert outcome.good is (expected is None), outcome
    assert expected is None or expected in outcome.remedy


def test_calendar_when_empty_then_wrong_and_when_entered_then_right(data: Path) -> None:
    from namro.core import actions, clock
    from namro.core.models import CalendarDay

    CalendarDay.objects.all().delete()
    subject = check.Subject(Session(installation(data, demo=False), "", external=True), None)
    assert check._calendar(subject).good is False
    year = clock.today().year
    actions.seed_calendar(years=[year, year + 1])
    assert check._calendar(subject).good is True


def test_kinds_when_none_then_wrong_and_when_entered_then_right(data: Path) -> None:
    from namro.documents.actions import install_reference_data
    from namro.documents.models import DocumentKind

    assert not DocumentKind.objects.exists()
    subject = check.Subject(Session(installation(data, demo=False), "", external=True), None)
    outcome = check._kinds(subject)
    assert outcome.good is False and outcome.remedy
    install_reference_data()
    assert check._kinds(subject).good is True


def test_files_when_no_record_holds_them_then_counted(data: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = data / "files"
    subject = check.Subject(Session(installation(data, demo=False), "", external=True), None)
    assert check._orphans(subject).good is True
    (data / "files" / "ab").mkdir(parents=True)
    (data / "files" / "ab" / "abcd").touch()
    assert check._orphans(subject).sentence.endswith("1")


def test_worker_when_silent_then_wrong_on_a_server_that_others_run(data: Path) -> None:
    place = installation(data, demo=False)
    assert check._worker(check.Subject(Session(place, "", external=True), None)).good is False
    assert check._worker(check.Subject(Session(place, "", external=False), None)).good is None


def test_check_when_one_part_breaks_then_the_others_are_still_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = installation(data, demo=False)
    place.make()
    place.secret_key.unlink()
    found = list(check.outcomes(check.Subject(Session(place, "", external=True), None), derive=False))
    assert [outcome.good for outcome in found].count(False) >= 1
    assert any("secret_key" in outcome.sentence for outcome in found)
    assert len(found) == 14


@pytest.mark.django_db(transaction=True)
def test_derive_when_there_is_nothing_then_agrees(data: Path) -> None:
    subject = check.Subject(Session(installation(data, demo=False), "", external=True), None)
    assert check._derived(subject).good is True


def test_scans_when_tesseract_is_missing_then_advice_and_no_error(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMRO_LANG", "en")
    monkeypatch.setenv("PATH", "/nowhere")
    outcome = check._scans(check.Subject(Session(installation(data, demo=False), "", external=True), None))
    assert outcome.good is None and "tesseract-ocr-vie" in outcome.remedy
