"""Addresses are fetched only from the public web, and whatever a server does, it is bounded."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from tests.making import STORY, page, pdf
from timeline import read
from timeline.errors import FetchRefused, ReadError, TimedOut
from timeline.model import Article
from timeline.read import web

TODAY = date(2024, 6, 1)
HTML = page('<meta property="article:published_time" content="2023-07-28">').encode()


class Internet(BaseHTTPRequestHandler):
    """A server on this machine that plays the public web."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].strip("/").partition("/")[0]
        getattr(self, f"give_{name.replace('.', '_')}", self.give_nothing)()

    def give(
        self, data: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def give_page(self) -> None:
        self.give(HTML)

    def give_packed(self) -> None:
        self.give(gzip.compress(HTML), Content_Encoding="gzip")

    def give_pdf(self) -> None:
        self.give(pdf("The envoys met on Friday."), "application/pdf")

    def give_feed(self) -> None:
        item = b"<item><title>Talks</title><description>The envoys met.</description></item>"
        self.give(b"<rss><channel><title>Desk</title>" + item + b"</channel></rss>", "application/rss+xml")

    def give_latin(self) -> None:
        self.give(HTML.decode().replace("utf-8", "").encode("cp1252"), "text/html; charset=windows-1252")

    def give_nothing(self) -> None:
        self.give(b"", status=404)

    def give_empty(self) -> None:
        self.give(b"")

    def give_picture(self) -> None:
        self.give(b"\x89PNG", "image/png")

    def give_program(self) -> None:
        self.give(b"MZ\0\0" * 200, "application/octet-stream")

    def give_chained(self) -> None:
        self.give(gzip.compress(gzip.compress(HTML)), Content_Encoding="gzip, gzip")

    def give_brotli(self) -> None:
        self.give(HTML, Content_Encoding="br")

    def give_bomb(self) -> None:
        self.give(gzip.compress(b"\0" * (200 * 2**20)), Content_Encoding="gzip")

    def give_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.close_connection = True
        for _ in range(2000):
            self.wfile.write(b"x" * 65536)

    def give_slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(50):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def give_silent(self) -> None:
        time.sleep(5)

    def give_short(self) -> None:
        self.give(b"<p>x", Content_Length="5000")
        self.close_connection = True

    def give_hop(self) -> None:
        self.give(b"", status=302, Location="/page")

    def give_loop(self) -> None:
        self.give(b"", status=302, Location="/loop")

    def give_to(self) -> None:
        self.give(b"", status=302, Location=self.path.partition("?")[2])

    def give_host(self) -> None:
        self.give(
            f"Asked for {self.headers['Host']} with {self.headers['Accept-Encoding']}".encode(),
            "text/plain",
        )


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Readers that hang up early are what these tests are about."""


@pytest.fixture(scope="module")
def internet() -> Iterator[str]:
    server = Quiet(("127.0.0.1", 0), Internet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def loopback(address: web.Address) -> bool:
    return address.is_loopback


def one(url: str) -> Article:
    (article,) = read.read([url], today=TODAY, allowed=loopback)
    return article


@pytest.mark.parametrize("path", ["page", "packed", "hop", "latin", "page?q=ä#part"])
def test_a_page_is_fetched_and_read(internet: str, path: str) -> None:
    article = one(f"{internet}/{path}")
    assert STORY[0] in article.text
    assert (article.published, article.published_from, article.status) == ("2023-07-28", "metadata", "ok")
    assert article.url is not None
    assert article.url.startswith(f"{internet}/")
    assert article.retrieved is not None
    assert article.retrieved.endswith("+00:00")


def test_other_formats_are_fetched_too(internet: str) -> None:
    assert one(f"{internet}/pdf").text == "The envoys met on Friday."
    feed = one(f"{internet}/feed")
    assert (feed.text, feed.title, feed.source) == ("The envoys met.", "Talks", "Desk")


@pytest.mark.parametrize(
    ("path", "status", "why"),
    [
        ("nothing", "refused", "the server answered 404"),
        ("empty", "empty", "the server answered nothing"),
        ("picture", "unsupported", "image/png, not an article"),
        ("program", "unsupported", "a Windows program"),
        ("chained", "unsupported", "packed as gzip, gzip"),
        ("brotli", "unsupported", "packed as br"),
        ("bomb", "too_large", "more than 50 MB"),
        ("endless", "too_large", "more than 50 MB"),
        ("short", "refused", "did not give a complete answer"),
        ("loop", "refused", "redirects more than 3 times"),
        ("to?file:///etc/passwd", "refused", "file is not fetched"),
        ("to?ftp://example.org/", "refused", "ftp is not fetched"),
        ("to?http://10.0.0.1/", "refused", "private network"),
        ("to?http://user@127.0.0.1/", "refused", "user name"),
        ("to?", "refused", "more than 3 times"),
    ],
)
def test_what_a_server_does_wrong_is_one_line(internet: str, path: str, status: str, why: str) -> None:
    article = one(f"{internet}/{path}")
    assert (article.status, article.text) == (status, "")
    assert article.reason is not None
    assert why in article.reason
    assert "\n" not in article.reason


@pytest.mark.parametrize("path", ["slow", "silent"])
def test_a_server_that_drips_or_sleeps_is_cut_off(internet: str, path: str) -> None:
    began = time.perf_counter()
    with pytest.raises(TimedOut, match=r"in time|within"):
        web.download(f"{internet}/{path}", allowed=loopback, seconds=0.5)
    assert time.perf_counter() - began < 5  # a hang guard: the server would take longer


def test_a_port_nobody_listens_on_is_one_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "no server answers there" in str(one(f"http://127.0.0.1:{port}/").reason)


PRIVATE = [
    "127.0.0.1",
    "127.1",
    "0x7f000001",
    "2130706433",
    "0177.0.0.1",
    "0",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::]",
    "[::1]",
    "[fc00::1]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:a9fe:a9fe]",
    "[2001:db8::1]",
    "[2001:0:7f00:1::]",
    "[2002:7f00:1::]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::1]",
    "localhost",
    "１２７.0.0.1",
    "①②⑦.0.0.1",
]


@pytest.mark.parametrize("host", PRIVATE)
def test_no_private_address_is_ever_connected_to(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connected(*args: object, **kwargs: object) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr(socket.socket, "connect", connected)
    (article,) = read.fetch(f"http://{host}/")
    assert article.status == "refused"
    assert article.reason is not None
    assert "connected" not in article.reason


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::1"])
def test_public_addresses_are_reachable(address: str) -> None:
    assert web.reachable(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "http://user:secret@example.org/",
        "http://a@127.0.0.1/",
        "http://ho\nst/",
        "http://host name/",
        "http://exa\x00mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://[::1",
        "http:///path",
        "http://example.org:99999/",
        "http://example.org:22/",
        "http://ex%61mple.org/",
        f"http://{'a' * 300}.org/",
    ],
)
def test_an_odd_address_is_refused_before_any_name_is_looked_up(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_up(*args: object, **kwargs: object) -> None:
        raise AssertionError("looked up")

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    with pytest.raises(FetchRefused):
        web.checked(url)
    (article,) = read.fetch(url)
    assert article.status == "refused"


Answer = Callable[..., list[tuple[object, object, object, object, tuple[str, int]]]]


def names(*addresses: str) -> Answer:
    """A name server that answers every question with these addresses."""

    def answer(host: str, port: int, *args: object, **kwargs: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return answer  # type: ignore[return-value]


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", names("8.8.8.8", "10.0.0.1"))
    with pytest.raises(FetchRefused, match="private network"):
        web.download("http://mixed.example/")


def test_a_name_is_looked_up_once_and_the_checked_address_is_used(
    internet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions: list[str] = []
    real = socket.getaddrinfo

    def answer(host: str, port: int, *args: object, **kwargs: object) -> object:
        if host == "rebind.example":
            questions.append(host)
            host = "127.0.0.1" if len(questions) == 1 else "10.0.0.1"
        return real(host, port, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    port = internet.rpartition(":")[2]
    file = web.download(f"http://rebind.example:{port}/host", allowed=loopback)
    assert file.data == f"Asked for rebind.example:{port} with gzip".encode()
    assert questions == ["rebind.example"]
    with pytest.raises(FetchRefused, match="private network"):
        web.download(f"http://rebind.example:{port}/host", allowed=loopback)


def test_a_redirect_into_a_private_network_is_checked_like_the_first_address(internet: str) -> None:
    seen: list[str] = []

    def first_only(address: web.Address) -> bool:
        seen.append(str(address))
        return len(seen) == 1

    with pytest.raises(FetchRefused, match="private network"):
        web.download(f"{internet}/to?http://169.254.169.254/latest", allowed=first_only)
    assert seen == ["127.0.0.1", "169.254.169.254"]


def test_a_name_nobody_knows_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(ReadError, match="no server of that name is known"):
        web.download("https://nowhere.example/")
