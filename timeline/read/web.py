"""Fetching from an address, safely: each hop's host resolved, checked and pinned, everything bounded.

Proxies of the environment are not used: what they connect to could not be checked.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from email.message import Message
from functools import cache
from http.client import HTTPException
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from timeline import __version__
from timeline.errors import Empty, FetchRefused, ReadError, TimedOut, TooLarge, UnsupportedFormat
from timeline.read.document import LARGEST_FILE, MEGABYTE, File, printable

__all__ = ["Address", "checked", "download", "reachable"]

Address = IPv4Address | IPv6Address
REDIRECTS = 3
SECONDS = 30.0  # for everything together, names and redirects included
PAUSE = 10.0  # between two bytes
PORTS = (80, 443)  # and all from 1024 on: below live other services than the web
READABLE = re.compile(
    r"text/.*|application/(?:.*\+)?(?:xml|json)|application/(?:pdf|zip|x-ndjson|jsonl|octet-stream)"
    r"|application/vnd\.openxmlformats-officedocument\.wordprocessingml\.document|message/rfc822"
)
# Special families that `is_global` calls global: addresses inside them lead somewhere else.
LEADING_ELSEWHERE = tuple(
    map(
        ip_network,
        ("192.88.99.0/24", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10"),
    )
)


def reachable(address: Address) -> bool:
    """Is this an address of the public internet, and not a way round to a private one?"""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    if mapped is not None:
        return reachable(mapped)
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in family for family in LEADING_ELSEWHERE if family.version == address.version)
    )


def download(url: str, *, allowed: Callable[[Address], bool] = reachable, seconds: float = SECONDS) -> File:
    """What an http(s) address answers, at most `LARGEST_FILE` bytes decoded, within `seconds`.

    `allowed` says which addresses may be connected to; only tests, whose server is on this machine, give
    another than `reachable`. Raises `FetchRefused`, `TimedOut`, `TooLarge`, `Empty` or `UnsupportedFormat`.
    """
    job = _Job(url, allowed, time.monotonic() + seconds)
    thread = threading.Thread(
        target=job.run, daemon=True
    )  # names and handshakes have no deadline of their own
    thread.start()
    thread.join(seconds)
    if job.file is None and job.error is None:
        job.cut()
        why = f"no complete answer within {seconds:.0f} seconds"
        raise TimedOut(printable(url), why, "Try again, or give the article's text.")
    if job.file is None:
        raise job.error or RuntimeError
    return job.file


_LATE = (TimeoutError, ConnectTimeoutError, ReadTimeoutError)


class _Job:
    """One download in a thread that can be cut off from outside."""

    def __init__(self, url: str, allowed: Callable[[Address], bool], ends: float) -> None:
        self.url, self.allowed, self.ends = url, allowed, ends
        self.file: File | None = None
        self.error: ReadError | None = None
        self.connection: HTTPConnection | None = None

    def run(self) -> None:
        try:
            self.file = self._followed()
        except ReadError as error:
            self.error = error
        except (OSError, HTTPError, HTTPException, ValueError) as error:
            cure = "Check the address, or give the article's text."
            late = isinstance(error, _LATE) and not isinstance(error, NewConnectionError)
            kind = TimedOut if late else FetchRefused
            self.error = kind(printable(self.url), _cause(error), cure)

    def cut(self) -> None:
        sock = getattr(self.connection, "sock", None)
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def _followed(self) -> File:
        url = self.url
        for _ in range(REDIRECTS + 1):
            parts = checked(url)
            response: BaseHTTPResponse | None = None
            try:
                response = self._answer(parts)
                if response.status not in (301, 302, 303, 307, 308):
                    return self._file(url, response)
                url = urljoin(url, response.headers.get("location", ""))
            finally:
                if response is not None:
                    response.close()
                if self.connection is not None:
                    self.connection.close()
        raise FetchRefused(
            printable(self.url), f"it redirects more than {REDIRECTS} times", "Give the final address."
        )

    def _answer(self, parts: SplitResult) -> BaseHTTPResponse:
        """The answer of a host whose every address was checked; connected to the one that was."""
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        address = self._resolved(host, port)
        pause = min(PAUSE, max(0.1, self.ends - time.monotonic()))
        if secure:
            self.connection = HTTPSConnection(
                address, port, timeout=pause, server_hostname=host, assert_hostname=host, ssl_context=_trust()
            )
        else:
            self.connection = HTTPConnection(address, port, timeout=pause)
        bare = f"[{host}]" if ":" in host else host
        headers = {
            "Host": bare if parts.port is None else f"{bare}:{port}",
            "User-Agent": f"timeline-chronology/{__version__}",
            "Accept": "text/html, application/xhtml+xml, application/pdf, */*;q=0.5",
            "Accept-Encoding": "gzip",
        }
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
            "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
        )
        self.connection.request("GET", target, headers=headers, preload_content=False, decode_content=False)
        return self.connection.getresponse()

    def _resolved(self, host: str, port: int) -> str:
        """One address of a host, if all of them are allowed: a single private one condemns the name."""
        found = {info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        addresses = [ip_address(str(each).partition("%")[0]) for each in sorted(map(str, found))]
        if not addresses or not all(map(self.allowed, addresses)):
            raise FetchRefused(
                printable(host),
                "this address leads into a private network",
                "Give an address of the public web.",
            )
        return str(min(addresses, key=lambda each: each.version))

    def _file(self, url: str, response: BaseHTTPResponse) -> File:
        name = printable(url)
        if response.status != 200:
            why = f"the server answered {response.status} {response.reason or ''}".strip()
            raise FetchRefused(name, why, "Open it in a browser and give the article's text.")
        kind = Message()
        kind["content-type"] = response.headers.get("content-type") or "application/octet-stream"
        if not READABLE.fullmatch(kind.get_content_type()):
            why = f"the address holds {printable(kind.get_content_type())}, not an article"
            raise UnsupportedFormat(name, why, "Give the address of an article.")
        coding = (response.headers.get("content-encoding") or "identity").strip().lower()
        if coding not in ("identity", "gzip", "x-gzip", "deflate"):
            raise UnsupportedFormat(name, f"packed as {printable(coding)}", "Give the article's text.")
        data = bytearray()
        while block := response.read(65536, decode_content=True):
            data += block
            if len(data) > LARGEST_FILE:
                raise TooLarge(name, f"more than {LARGEST_FILE // MEGABYTE} MB", "Give the article's text.")
            if time.monotonic() > self.ends:
                raise TimedOut(name, "the answer takes too long", "Try again, or give the article's text.")
        if not data:
            raise Empty(name, "the server answered nothing", "Check the address.")
        charset = kind.get_content_charset()
        return File(urlsplit(url).path or name, bytes(data), url, kind.get_content_type(), charset)


def checked(url: str) -> SplitResult:
    """The parts of an address as they will be used: http(s), no user, a plain host, a web port."""
    name = printable(url)
    cure = "Give an address that begins with https:// or http://."
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise FetchRefused(name, "there are blanks or control characters in the address", cure)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        plain = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError) as error:
        raise FetchRefused(name, "not a valid address", cure) from error
    if parts.scheme not in ("http", "https"):
        raise FetchRefused(name, f"{printable(parts.scheme) or 'that'} is not fetched", cure)
    if parts.username is not None or parts.password is not None:
        raise FetchRefused(name, "a user name in an address is not sent", cure)
    if not re.fullmatch(r"[a-z0-9.:_-]{1,253}", plain):
        raise FetchRefused(name, "not a valid host name", cure)
    if port is not None and port not in PORTS and port < 1024:
        raise FetchRefused(name, f"port {port} is not one of the web's", cure)
    netloc = (f"[{plain}]" if ":" in plain else plain) + ("" if port is None else f":{port}")
    return parts._replace(netloc=netloc, fragment="")


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _cause(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "no server of that name is known"
    if isinstance(error, ssl.SSLError):
        return "its certificate is not valid"
    if isinstance(error, ConnectionRefusedError | NewConnectionError):
        return "no server answers there"
    if isinstance(error, _LATE):
        return "the server does not answer in time"
    return "the server did not give a complete answer"
