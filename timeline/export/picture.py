"""The picture engine: one warm browser on this machine, one figure at a time, nothing from outside.

Kaleido draws in an installed Chrome or Chromium. Its own global server answers concurrent callers from one
queue, so that one may get another's picture, and waits for ever for a browser that did not start; so this
engine runs Kaleido in a thread of its own, behind one lock, with a time limit on every step.
"""

from __future__ import annotations

import asyncio
import atexit
import os
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from timeline.errors import ExportError

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

__all__ = ["Engine", "available", "browser", "draw", "reason"]

CURE = "Install Chrome or Chromium (on Debian: apt install chromium), or name it in BROWSER_PATH."
STARTING, DRAWING = 60.0, 30.0  # seconds
NO_WAY_OUT = "127.0.0.1:9"  # the discard port as proxy: what the page is made of are files, all else fails


def browser() -> str | None:
    """The browser that would draw: BROWSER_PATH if set, else an installed Chrome, Chromium or their kin."""
    from choreographer.browsers.chromium import Chromium

    chosen = os.environ.get("BROWSER_PATH")
    found = chosen if chosen else Chromium.find_browser(skip_local=False)
    return found if found and os.access(found, os.X_OK) and Path(found).is_file() else None


def available() -> bool:
    """Whether this machine can make pictures that need a browser."""
    return not reason()


def reason() -> str:
    """What is missing and what to do, in one line; "" where nothing is."""
    return "" if browser() else f"{_missing()}. {CURE}"


def _missing() -> str:
    chosen = os.environ.get("BROWSER_PATH")
    return f"BROWSER_PATH names {chosen}, which is no program" if chosen else "no Chrome or Chromium found"


class Engine:
    """A browser that starts with the first picture and stays warm. Safe from several threads."""

    def __init__(self, starting: float = STARTING, drawing: float = DRAWING) -> None:
        self._starting, self._drawing = starting, drawing
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kaleido: Any = None

    def draw(self, figure: Figure, format: str, scale: float = 1.0) -> bytes:
        """The bytes of `figure` as png, svg, pdf, jpg or webp, of its own width and height times `scale`."""
        spec = figure.to_dict()
        options = {
            "format": format,
            "width": int(spec["layout"]["width"]),
            "height": int(spec["layout"]["height"]),
            "scale": scale,
        }
        with self._lock:
            try:
                self._start()
                return bytes(self._run(self._kaleido.calc_fig(spec, opts=options), self._drawing))
            except ExportError:
                raise
            except TimeoutError as error:
                self._stop()
                raise ExportError("picture", "the browser took too long", "Try again, or use SVG.") from error
            except Exception as error:
                self._stop()  # whatever state it is in, the next picture gets a fresh one
                why = " ".join(str(error).split())[:200] or type(error).__name__
                raise ExportError(
                    "picture", f"the browser failed ({why})", "Try again, or use SVG."
                ) from error

    def close(self) -> None:
        """Stop the browser; the next picture starts another."""
        with self._lock:
            self._stop()

    def _start(self) -> None:
        if self._kaleido is not None:
            return
        path = browser()
        if path is None:
            raise ExportError("picture", _missing(), CURE)
        self._loop = asyncio.new_event_loop()
        Thread(target=_serve, args=(self._loop,), name="pictures", daemon=True).start()
        self._kaleido = self._run(_opened(path, self._drawing), self._starting)
        atexit.unregister(self.close)
        atexit.register(self.close)  # only now: it must run before the browser's temporary folders go

    def _stop(self) -> None:
        if self._loop is None:
            return
        if self._kaleido is not None:
            with suppress(Exception):  # a browser that is gone cannot be closed
                self._run(self._kaleido.close(), 10.0)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._loop, self._kaleido = None, None

    def _run(self, steps: Coroutine[Any, Any, Any], seconds: float) -> Any:
        assert self._loop is not None
        done = asyncio.run_coroutine_threadsafe(asyncio.wait_for(steps, seconds), self._loop)
        return done.result(seconds + 5)  # in case the loop itself hangs


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_forever()
    loop.close()


async def _opened(path: str, seconds: float) -> Any:
    """A started Kaleido: in Chrome's sandbox where this user and kernel have one, without MathJax."""
    from kaleido import Kaleido

    for sandboxed in (True, False) if _may_sandbox() else (False,):
        kaleido = Kaleido(
            n=1,
            timeout=seconds,
            mathjax=False,
            path=path,
            enable_sandbox=sandboxed,
            enable_extensions=False,
            proxy_server=NO_WAY_OUT,
        )
        try:
            await kaleido.open()
        except BaseException:
            with suppress(Exception):
                await kaleido.close()
            if not sandboxed:
                raise
        else:
            return kaleido
    raise ExportError("picture", "the browser did not start", CURE)


def _may_sandbox() -> bool:
    """Chrome refuses its sandbox to root; elsewhere it is worth a try, for article text is drawn in it."""
    return getattr(os, "geteuid", lambda: 1)() != 0


_engine = Engine()


def draw(figure: Figure, format: str = "png", scale: float = 1.0) -> bytes:
    """A picture by the process's one engine; `ExportError` says what to do where it cannot be made."""
    return _engine.draw(figure, format, scale)
