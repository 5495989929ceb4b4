"""What stands where the card will be: how to read the picture, who the events shown name most, and who stands
beside whom."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

import streamlit as st

from timeline.dashboard import safe, session
from timeline.dashboard.filters import Index, Selection
from timeline.dashboard.state import View
from timeline.dashboard.words import Wording
from timeline.export.svg import document
from timeline.view import Layout
from timeline.view.key import key
from timeline.view.style import THEMES

__all__ = ["show"]

MOST = 8
RANKED = 24  # of which those already chosen are left out
WIDTH = 312  # pixels of the key


def show(
    index: Index, view: View, selection: Selection, wording: Wording, layout: Layout | None = None
) -> None:
    """Draw the hint, the key to the picture where there is one, the actors and the pairs; each of those
    narrows the view."""
    say = wording.strings
    title, hint = safe.text(say("card.none")), safe.text(say("card.none_hint"))
    st.html(f'<div class="tl-card tl-hint"><h2>{title}</h2><p>{hint}</p></div>')
    if layout is not None and layout.legend:
        st.html(_key(layout, session.theme(), say("card.key")))
    named: dict[tuple[str, ...], int] = {
        (actor,): n for actor, n in index.company.alone(selection, RANKED).items()
    }
    _chips("most", "summary.most", named, view, wording)
    together = {pair: n for pair, n in index.company.pairs(selection, RANKED).items() if n > 1}
    _chips("pairs", "summary.pairs", together, view, wording)


def _chips(
    key: str, heading: str, counts: Mapping[tuple[str, ...], int], view: View, wording: Wording
) -> None:
    say = wording.strings
    chips = [group for group in counts if not set(group) <= set(view.actors)][:MOST]
    if not chips:
        return
    st.html(f'<h3 class="tl-small">{safe.text(say(heading))}</h3>')
    with st.container(key=f"chips_{key}", horizontal=True, gap="small"):
        for group in chips:
            names = " · ".join(wording.actor(actor) for actor in group)
            wanted = view
            for actor in group:
                wanted = wanted.adding("actors", actor)
            if len(group) > 1:
                wanted = wanted.changed(match="all", actors=group)
            st.button(
                f"{safe.label(names)} {say.number(counts[group])}",
                key=f"{key}_{'_'.join(group)}",
                help=safe.label(say("card.filter_by", name=names)),
                on_click=session.change,
                args=(wanted,),
            )


def _key(layout: Layout, theme: str, name: str) -> str:
    """The key as HTML, drawn once for as long as the picture stands."""
    kept: tuple[Layout, str, str] | None = st.session_state.get("key_drawn")
    if kept is None or kept[0] is not layout or kept[1] != theme:
        ink, height = key(layout, THEMES[theme], WIDTH)
        drawn = b64encode(document(ink, WIDTH, height, name).encode("utf-8")).decode("ascii")
        said = "; ".join(entry.text for entry in layout.legend)
        picture = safe.element("img", "", src=f"data:image/svg+xml;base64,{drawn}", alt=said, width=WIDTH)
        kept = layout, theme, safe.element("h3", name, look="tl-small") + picture.removesuffix("</img>")
        st.session_state.key_drawn = kept
    return kept[2]
