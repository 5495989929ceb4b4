"""A dashboard as started by default: for this machine alone, silent, and deaf to what it does not know."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import served

from timeline import serve

LIMIT = 20  # megabytes an upload may have, as .streamlit/config.toml says


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("launched") / "log"


@pytest.fixture(scope="module")
def address(log: Path) -> Iterator[str]:
    with served(log, "--db", str(log.parent / "collection.sqlite")) as url:
        yield url


def answer(
    address: str, path: str, method: str = "GET", body: bytes = b"", **headers: str
) -> tuple[int, bytes]:
    """Status and body, the path sent as it stands, dots and all."""
    parts = urlsplit(address)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    try:
        connection.putrequest(method, path, skip_host="host" in headers)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def test_only_this_machine_can_connect(address: str) -> None:
    port = urlsplit(address).port
    assert port is not None
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for other in [each for each in others if not str(each).startswith("127.")]:
        with socket.socket() as probe:
            probe.settimeout(5)
            assert probe.connect_ex((other, port)) != 0, other
    assert "--server.address=127.0.0.1" in serve.flags(serve.app())


def test_the_settings_are_the_quiet_ones_whatever_else_this_machine_is_set_to() -> None:
    flags = serve.flags(serve.app())
    for wanted in (
        "--browser.gatherUsageStats=false",
        "--client.showErrorDetails=none",
        "--client.disableDataExport=true",  # Streamlit's own table export does not defuse formulas
        f"--server.maxUploadSize={LIMIT}",
        "--server.fileWatcherType=none",
        "--server.allowedHosts=localhost",
        "--server.allowedHosts=127.0.0.1",
    ):
        assert wanted in flags
    assert not [flag for flag in flags if "Xsrf" in flag or "CORS" in flag]  # on, as Streamlit has them


@pytest.mark.parametrize(
    "path",
    [
        "/component/x/..%2f..%2f..%2fetc/passwd",
        "/component/timeline/%5c%5chost%5cshare",
        "/app/static/..%2f..%2fapp.py",
        "/static/..%2f..%2f..%2fpyproject.toml",
        "/static/../../../../etc/passwd",
        "/media/..%2f..%2fetc%2fpasswd",
        "/media/%5c%5chost%5cshare",
        "/component/x/%00",
    ],
)
def test_no_path_leads_out_of_the_folders_that_are_served(address: str, path: str) -> None:
    status, body = answer(address, path)
    assert 400 <= status < 500, path
    assert b"root:" not in body and b"import" not in body


def test_no_program_drives_the_page_but_a_browser(address: str) -> None:
    status, body = answer(address, "/_stcore/agent/interact", "POST", b"{}")
    assert status >= 400
    assert json.loads(body)["error"]["code"] == "not_available"


def test_a_stranger_to_the_session_cannot_upload(address: str) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\ntext\r\n--b--\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    status, _ = answer(address, "/_stcore/upload_file/nobody/nothing", "PUT", body, **kind)
    assert status in (400, 403)


def test_uploads_over_the_limit_are_refused_also_ten_at_once(address: str) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=b"}

    def upload(number: int) -> int:
        start = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        body = start + b"x" * ((LIMIT + 1) * 1_000_000) + b"\r\n--b--\r\n"
        try:
            return answer(address, f"/_stcore/upload_file/s{number}/f", "PUT", body, **kind)[0]
        except OSError:  # cut off before it was sent
            return 413

    with ThreadPoolExecutor(10) as pool:
        assert all(status in (400, 403, 413) for status in pool.map(upload, range(10)))
    assert answer(address, "/_stcore/health")[0] == 200


@pytest.mark.parametrize("origin", ["http://evil.test", "https://127.0.0.1.evil.test", "null"])
def test_a_page_of_another_site_cannot_open_a_session(address: str, origin: str) -> None:
    """A browser sends the origin of the page that asks: another site's page gets no web socket."""
    assert _handshake(address, origin=origin) == 403


def test_a_name_that_was_pointed_at_this_machine_cannot_open_a_session(address: str) -> None:
    assert _handshake(address, host="rebound.evil.test") == 403


def test_the_readers_own_browser_can(address: str) -> None:
    assert _handshake(address) == 101


def _handshake(address: str, *, host: str = "", origin: str = "") -> int:
    parts = urlsplit(address)
    upgrade = {
        "host": host or f"{parts.hostname}:{parts.port}",
        "Origin": origin or (f"http://{host}" if host else address),
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    try:
        connection.putrequest("GET", "/_stcore/stream", skip_host=True)
        for name, value in upgrade.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_log_has_no_word_of_an_error_of_ours(address: str, log: Path) -> None:
    assert "Traceback" not in log.read_text(encoding="utf-8")
