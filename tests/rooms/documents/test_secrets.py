"""F93 at the door: a marked file in a format that is not read is refused, and nothing of it stays."""

import pytest

from namro.core.errors import Refusal
from namro.documents import intake
from tests.text.files_office import paragraphs
from tests.text.test_worn import doc, odt, rtf, xlsx


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", doc("MẬT\nKế hoạch")),
        ("a.rtf", rtf("M\\u7852?T")),
        ("a.odt", odt("MẬT")),
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


def test_judge_when_no_mark_lies_open_then_kept_unread():
    assert intake.judge(doc("Bảo vệ bí mật\nMật độ"), "a.doc").unread_code == "unsupported"
