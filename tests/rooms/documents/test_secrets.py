"""F93 at the door: a marked file in a format that is not read is refused, and nothing of it stays."""

from datetime import date

import pytest

from namro.core.errors import Refusal
from namro.documents import actions, intake
from namro.documents.actions import Details, install_reference_data
from tests.factories.documents import document
from tests.text.files_office import paragraphs
from tests.text.test_worn import doc, odt, rtf, xlsx


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", doc("MẬT\nKế hoạch")),
        ("a.rtf", rtf("M\\u7852?T")),
        ("a.odt", odt("MẬT")),
        ("a.odt", odt("Kế hoạch", style="TỐI MẬT")),
        ("a.xlsx", xlsx("MẬT")),
        ("a.docx", paragraphs("uû ban nh©n d©n", "MËT", "KÕ ho¹ch")),
    ],
)
def test_judge_when_a_mark_lies_open_then_refused(name, data, settings):
    with pytest.raises(Refusal) as refused:
        intake.judge(data, name)
    assert refused.value.code == "documents.file.secret"
    settings.NAMRO_ISOLATED_LAN = True
    assert intake.judge(data, name).data == data


def test_judge_when_a_program_would_read_it_then_judged_before_it_is_handed_over(monkeypatch):
    """The readers of old Word files take them from a folder: a marked one must not come so far."""
    monkeypatch.setattr(intake, "read_bounded", lambda *_args, **_named: pytest.fail("handed over"))
    with pytest.raises(Refusal) as refused:
        intake.judge(doc("MẬT\nKế hoạch"), "a.doc")
    assert refused.value.code == "documents.file.secret"


def test_judge_when_no_mark_lies_open_then_kept_unread():
    assert intake.judge(doc("Bảo vệ bí mật\nMật độ"), "a.doc").unread_code == "unsupported"


@pytest.mark.django_db
def test_details_when_the_issuer_is_a_mark_then_refused():
    install_reference_data()
    with pytest.raises(Refusal) as refused:
        actions.register(by=None, details=Details(symbol="5/QĐ-UBND", issuer="Ủy ban nhân dân, MẬT", title="Kế hoạch"))
    assert refused.value.code == "documents.file.secret"
    with pytest.raises(Refusal) as refused:
        changed = document("6/QĐ-UBND", date(2026, 3, 2))
        actions.correct_identity(document=changed, details=Details(symbol="6/QĐ-UBND", issuer="TỐI MẬT"), by=None)
    assert refused.value.code == "documents.file.secret"
