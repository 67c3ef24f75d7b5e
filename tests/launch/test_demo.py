"""`namro demo`, whole: sample data once, sample accounts that work, in a sub-folder of its own."""

import http.cookiejar
import re
import signal
import urllib.parse
import urllib.request
from pathlib import Path

from tests.launch.namro_process import Running, free_port, namro, of_folder


def test_demo_when_started_twice_then_loads_once_and_its_accounts_sign_in(data: Path) -> None:
    port = free_port()
    with Running("demo", "--data", str(data), port=port) as first:
        first.until("Loading the sample data")
        first.until("sample data about a fictional province")
        name, password = first.until(r"^  (\S+) +(\S+)  \S").groups()
        first.until("Ctrl-C")
        assert "/sign-in/" not in _address_after_sign_in(port, name, password)
        assert namro("check", "--data", str(data)).returncode == 0, "a command finds the demo by itself"
        assert first.end(signal.SIGINT) == 0
    assert (data / "demo" / "server").is_dir()
    assert not (data / "server").exists()

    with Running("demo", "--data", str(data), port=port) as second:
        second.until("Ctrl-C")
        assert "Loading" not in "".join(second.said)
    assert of_folder(data) == []


def _address_after_sign_in(port: int, name: str, password: str) -> str:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = browser.open(f"http://127.0.0.1:{port}/sign-in/", timeout=20).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    form = {"username": name, "password": password, "csrfmiddlewaretoken": token.group(1)}
    answer = browser.open(f"http://127.0.0.1:{port}/sign-in/", urllib.parse.urlencode(form).encode(), timeout=20)
    return str(answer.url)
