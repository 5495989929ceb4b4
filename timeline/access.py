"""Who may open a dashboard that others can reach, and who of them may change what it holds.

One TOML file says both. `[auth]` is the login as Streamlit takes it (OpenID Connect); `[roles]` names people
by the address their provider vouches for, one by one or, as `*@example.org`, a whole organisation:

    [auth]
    redirect_uri = "https://timeline.example.org/oauth2callback"
    cookie_secret = "at least 32 characters nobody can guess"
    client_id = "…"
    client_secret = "…"
    server_metadata_url = "https://login.example.org/.well-known/openid-configuration"

    [roles]
    editors = ["ada@example.org"]
    readers = ["*@example.org"]
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from timeline.errors import UsageError

__all__ = ["Access", "Role", "load"]

Role = Literal["editor", "reader"]

LOGIN = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SECRET = 32  # characters a cookie's secret has at least
PERSON = re.compile(r"(?:\*|[^\s@*]+)@[^\s@*]+")


@dataclass(frozen=True)
class Access:
    """What one access file says. `host` is the name under which browsers reach the dashboard."""

    host: str
    editors: tuple[str, ...]
    readers: tuple[str, ...]
    unverified: bool = False

    def role(self, person: Mapping[str, Any]) -> Role | None:
        """What somebody who is logged in may do; None: nothing. `person` has the provider's claims.

        An address that the provider does not call verified counts for nothing, unless the file says
        `accept_unverified = true`, for providers that let nobody choose their own address and say nothing.
        """
        email = str(person.get("email") or "").strip().lower()
        verified = person.get("email_verified")
        if not email or not (verified is True or (self.unverified and verified is None)):
            return None
        if _among(email, self.editors):
            return "editor"
        return "reader" if _among(email, self.readers) else None


def load(path: str) -> Access:
    """The access file, checked; `UsageError` names what is missing. Changes hold from the next reading on."""
    try:
        return _load(path, os.stat(path).st_mtime_ns)
    except OSError as error:
        raise UsageError(f"access file '{path}'", str(error.strerror), "Give a TOML file.") from error


@cache
def _load(path: str, _changed: int) -> Access:
    what = f"access file '{path}'"
    if os.name == "posix" and os.stat(path).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UsageError(what, "others on this machine may read its secrets", f"chmod 600 '{path}'")
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise UsageError(what, f"not TOML: {error}", "Mend the line it names.") from error
    auth, roles = table.get("auth", {}), table.get("roles", {})
    for name in LOGIN:
        if not isinstance(auth.get(name), str) or not auth[name]:
            raise UsageError(what, f"[auth] has no {name}", "SECURITY.md shows a whole file.")
    if len(auth["cookie_secret"]) < SECRET:
        raise UsageError(what, f"cookie_secret has fewer than {SECRET} characters", "Make a longer one.")
    back = urlsplit(auth["redirect_uri"])
    local = back.hostname in ("localhost", "127.0.0.1")
    if back.path != "/oauth2callback" or not (back.scheme == "https" or (local and back.scheme == "http")):
        raise UsageError(what, "redirect_uri is not https://…/oauth2callback", "Give it in that form.")
    people = {name: roles.get(name, []) for name in ("editors", "readers")}
    for name, who in people.items():
        if not isinstance(who, list) or not all(isinstance(w, str) and PERSON.fullmatch(w) for w in who):
            raise UsageError(what, f"[roles] {name} is no list of mail addresses", 'As ["ada@example.org"].')
    if not any(people.values()):
        raise UsageError(what, "[roles] lets nobody in", "Name editors or readers.")
    editors, readers = (tuple(w.lower() for w in people[name]) for name in ("editors", "readers"))
    return Access(back.hostname or "", editors, readers, roles.get("accept_unverified") is True)


def _among(email: str, people: tuple[str, ...]) -> bool:
    return email in people or f"*@{email.rpartition('@')[2]}" in people
