"""A dashboard that others reach: who was not let in sees nothing, who may only read changes nothing."""

from __future__ import annotations

import base64
import json
import os
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from browsing import DRAWN, PATIENCE, drawn, free_port, served

from timeline import access, serve
from timeline.cli import main
from timeline.errors import UsageError

SECRET = "a cookie secret long enough for anybody"

PROVIDER, BACK = "https://login.example.org", "https://timeline.example.org/oauth2callback"
FILE = """
[auth]
redirect_uri = "{back}"
cookie_secret = "a cookie secret long enough for anybody"
client_id = "timeline"
client_secret = "shared with the provider"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[roles]
editors = ["editor@example.org"]
readers = ["*@readers.example"]
"""


def access_file(
    folder: Path, *, back: str = "https://timeline.example.org/oauth2callback", **also: str
) -> Path:
    path = folder / "access.toml"
    path.write_text(FILE.format(back=back, provider=also.get("provider", "https://login.example.org")))
    path.chmod(0o600)
    return path


def test_a_public_server_needs_an_explicit_choice_of_who_may_come_in(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["serve", "--public"]) == 2
    said = capsys.readouterr().err
    assert "who may come in" in said and "--auth FILE" in said and "--auth none" in said


def test_settings_for_others_are_refused_without_saying_public(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--listen", "0.0.0.0"]) == 2
    assert "--public" in capsys.readouterr().err


def test_without_a_login_the_server_must_be_named_and_says_what_everybody_may_do() -> None:
    with pytest.raises(UsageError, match="--host"):
        serve.public("none", "0.0.0.0", [])
    assert "read, change and delete" in serve.public("none", "0.0.0.0", ["timeline.lan"]).warning


def test_the_warning_names_who_may_come_in(tmp_path: Path) -> None:
    warning = serve.public(str(access_file(tmp_path)), "0.0.0.0", []).warning
    assert "timeline.example.org" in warning
    assert "change: editor@example.org" in warning and "read: *@readers.example" in warning


def test_only_the_hosts_named_are_answered_and_only_where_it_is_public(tmp_path: Path) -> None:
    opened = serve.public(str(access_file(tmp_path)), "0.0.0.0", ["second.example.org"])
    flags = serve.flags(serve.app(), opened)
    assert [f for f in flags if "allowedHosts" in f] == [
        "--server.allowedHosts=timeline.example.org",
        "--server.allowedHosts=second.example.org",
    ]
    assert "--server.address=0.0.0.0" in flags
    assert "--server.address=127.0.0.1" in serve.flags(serve.app())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("cookie_secret", "no_secret"), "cookie_secret"),
        ((SECRET, "short"), "fewer than"),
        (("https://timeline", "http://timeline"), "redirect_uri"),
        (("oauth2callback", "elsewhere"), "redirect_uri"),
        (('["editor@example.org"]', '"editor@example.org"'), "editors"),
        (('["editor@example.org"]', '["everybody"]'), "editors"),
        (("[auth]", "[auth"), "TOML"),
        (("[roles]", "[rolls]"), "nobody"),
    ],
)
def test_an_access_file_that_is_wrong_is_refused_by_name(
    change: tuple[str, str], says: str, tmp_path: Path
) -> None:
    path = access_file(tmp_path)
    path.write_text(path.read_text().replace(*change))
    with pytest.raises(UsageError, match=says) as refused:
        access.load(str(path))
    assert str(path) in str(refused.value)


@pytest.mark.skipif(os.name != "posix", reason="needs the permissions of a POSIX system")
def test_secrets_that_others_on_the_machine_may_read_are_refused(tmp_path: Path) -> None:
    path = access_file(tmp_path)
    path.chmod(0o644)
    with pytest.raises(UsageError, match="chmod 600"):
        access.load(str(path))


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"email": "editor@example.org", "email_verified": True}, "editor"),
        ({"email": "Editor@Example.ORG", "email_verified": True}, "editor"),
        ({"email": "anybody@readers.example", "email_verified": True}, "reader"),
        ({"email": "editor@example.org", "email_verified": False}, None),
        ({"email": "editor@example.org"}, None),
        ({"email": "editor@example.org", "email_verified": "true"}, None),
        ({"email": "x@readers.example.evil.test", "email_verified": True}, None),
        ({"email": "x@sub.readers.example", "email_verified": True}, None),
        ({"email": "*@readers.example@evil.test", "email_verified": True}, None),
        ({"email": "", "email_verified": True}, None),
        ({}, None),
    ],
)
def test_a_person_may_do_what_their_verified_address_allows(
    claims: dict[str, object], role: str | None, tmp_path: Path
) -> None:
    assert access.load(str(access_file(tmp_path))).role(claims) == role


class Provider(ThreadingHTTPServer):
    """An OpenID provider that says everybody is `person`, as one would who runs in an organisation."""

    person: dict[str, Any]

    def __init__(self) -> None:
        keys = pytest.importorskip("joserfc.jwk", reason="needs Authlib: pip install -e .[login]")
        self.key = keys.RSAKey.generate_key(2048, parameters={"kid": "1", "alg": "RS256", "use": "sig"})
        self.nonces: dict[str, str] = {}
        super().__init__(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"

    def token(self, code: str) -> str:
        from joserfc import jwt

        now = int(time.time())
        says = {"iss": self.url, "sub": "1", "aud": "timeline", "iat": now, "exp": now + 600}
        return jwt.encode(
            {"alg": "RS256", "kid": "1"}, says | {"nonce": self.nonces[code]} | self.person, self.key
        )


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        url = self.server.url
        if parts.path == "/.well-known/openid-configuration":
            self._json(
                {
                    "issuer": url,
                    "authorization_endpoint": f"{url}/authorize",
                    "token_endpoint": f"{url}/token",
                    "jwks_uri": f"{url}/keys",
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            )
        elif parts.path == "/keys":
            self._json({"keys": [self.server.key.as_dict(private=False)]})
        elif parts.path == "/authorize":
            code = base64.urlsafe_b64encode(os.urandom(9)).decode()
            self.server.nonces[code] = query.get("nonce", "")
            back = f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"
            self.send_response(302)
            self.send_header("Location", back)
            self.end_headers()
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        token = self.server.token(asked["code"][0])
        self._json({"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": token})

    def _json(self, answer: object) -> None:
        data = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    server = Provider()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def shared(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("shared"), free_port()
    address = f"http://127.0.0.1:{port}"
    path = access_file(folder, back=f"{address}/oauth2callback", provider=provider.url)
    with served(
        folder / "log", "--demo", "--public", "--listen", "127.0.0.1", "--auth", str(path), port=port
    ) as url:
        yield url


def came_in(chromium: Any, shared: str) -> Any:
    page = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB").new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(shared)
    page.get_by_role("button", name="Log in").wait_for()
    assert page.locator(DRAWN).count() == 0  # nothing is shown to somebody unknown
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{shared}/**")
    return page


@pytest.mark.browser
def test_an_editor_who_logs_in_may_read_and_change(chromium: Any, shared: str, provider: Provider) -> None:
    provider.person = {"email": "editor@example.org", "email_verified": True}
    page = came_in(chromium, shared)
    drawn(page)
    page.goto(f"{shared}/about")
    page.get_by_text("editor@example.org: you may change").wait_for()
    page.context.close()


@pytest.mark.browser
def test_a_reader_who_logs_in_may_read_and_finds_nothing_to_change_with(
    chromium: Any, shared: str, provider: Provider
) -> None:
    provider.person = {"email": "anybody@readers.example", "email_verified": True}
    page = came_in(chromium, shared)
    drawn(page)
    page.goto(f"{shared}/about")
    page.get_by_text("you may read this collection, not change it").wait_for()
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    "person",
    [
        {"email": "stranger@example.net", "email_verified": True},
        {"email": "editor@example.org", "email_verified": False},
    ],
)
def test_somebody_whom_nobody_let_in_sees_nothing(
    person: dict[str, Any], chromium: Any, shared: str, provider: Provider
) -> None:
    provider.person = person
    page = came_in(chromium, shared)
    page.get_by_text("nobody has let you in").wait_for()
    assert page.locator(DRAWN).count() == 0
    page.goto(f"{shared}/articles")
    page.get_by_text("nobody has let you in").wait_for()
    page.context.close()
