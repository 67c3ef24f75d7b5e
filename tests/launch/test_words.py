"""The command line's words: complete in Vietnamese, chosen by the terminal."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from namro.launch import messages
from tests.launch.namro_process import namro

PACKAGE = Path(messages.__file__).resolve().parent.parent
TYPERS = {"Arguments", "Options", "Commands", "Error", "Aborted.", "Missing command."}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "vi"),
        ({"LANG": "C.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "fr_FR.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_GB.UTF-8", "NAMRO_LANG": "vi"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "NAMRO_LANG": "en"}, "en"),
    ],
)
def test_language_when_the_terminal_says_then_follows(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NAMRO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert messages.language() == expected


def test_catalogue_when_compared_with_the_code_then_complete_and_without_leftovers() -> None:
    used = {
        message if isinstance(message, str) else message[0]
        for folder in ("launch", "commands", ".")
        for name, _line, message, *_rest in extract_from_dir(
            PACKAGE / folder, method_map=[("**.py", "python")], keywords={"_": None}
        )
        if folder != "." or name == "cli.py"
    }
    with (PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "namro.po").open("rb") as stream:
        written = {str(message.id): str(message.string) for message in read_po(stream) if message.id}
    assert used - written.keys() == set()
    assert {key for key in written.keys() - used if key not in TYPERS and "{" not in key and "[" not in key} <= {
        "(deprecated) "
    }
    assert [key for key, value in written.items() if not value] == []


@pytest.mark.parametrize("command", [[], ["up"], ["demo"], ["check"]])
def test_help_when_asked_in_both_languages_then_each_in_its_own(command: list[str]) -> None:
    english = namro(*command, "--help")
    vietnamese = namro(*command, "--help", NAMRO_LANG="vi")
    assert english.returncode == vietnamese.returncode == 0
    assert "Usage: " in english.stdout and "Show this message" in english.stdout
    assert "Cách dùng: " in vietnamese.stdout and "Tuỳ chọn" in vietnamese.stdout
    assert "Usage" not in vietnamese.stdout and "Show this" not in vietnamese.stdout
