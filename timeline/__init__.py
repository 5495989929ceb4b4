"""Timeline turns news articles into a chronology people can filter, check and show.

    from timeline import events_frame, extract
    from timeline.read import read

    articles = list(read(["articles/"]))
    frame = events_frame((article, extract(article)) for article in articles)

Loaded on first use, so that `import timeline` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from timeline.errors import TimelineError
    from timeline.frame import events_frame
    from timeline.model import Article, Event, Moment
    from timeline.pipeline import extract, moments
    from timeline.store import Store

__all__ = [
    "Article",
    "Event",
    "Moment",
    "Store",
    "TimelineError",
    "__version__",
    "events_frame",
    "extract",
    "moments",
]

_HOMES = {
    "Article": "model",
    "Event": "model",
    "Moment": "model",
    "Store": "store",
    "TimelineError": "errors",
    "events_frame": "frame",
    "extract": "pipeline",
    "moments": "pipeline",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'timeline' has no attribute '{name}'")
    return getattr(import_module(f"timeline.{_HOMES[name]}"), name)
