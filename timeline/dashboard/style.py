"""The look that Streamlit's theme cannot say: one style sheet in the picture's own colours."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from timeline.view.style import THEMES

__all__ = ["BESIDE", "icon", "room", "sheet"]

BESIDE = 1000  # pixels of the window from which on the card stands beside the picture, as in the style sheet
WARNING = {"light": "#9A4A00", "dark": "#F0A35E"}


@cache
def icon() -> str:
    """The picture in the browser's tab: ours, since a named icon would be fetched from the web."""
    return files(__package__).joinpath("favicon.svg").read_text(encoding="utf-8")


@cache
def sheet(theme: str) -> str:
    """The style sheet as the one element that carries it."""
    css = files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    colours = THEMES[theme]
    variables = {
        "ink": colours.ink,
        "paper": colours.paper,
        "muted": colours.muted,
        "line": colours.line,
        "chip": colours.band,
        "mark": colours.halo,
        "accent": colours.tones["cooperation"],
        "on-accent": colours.paper,
        "warn": WARNING[theme],
    }
    root = "".join(f"--tl-{name}: {value};" for name, value in variables.items())
    return f"<style>:root {{{root}}}\n{css}</style>"


def room(height: float) -> str:
    """The height that the picture will have, kept for it before the browser has drawn it: nothing jumps."""
    return f"<style>.st-key-picture {{ min-height: {round(height)}px; }}</style>"
