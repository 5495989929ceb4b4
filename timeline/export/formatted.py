"""The chronology as formatted text, for pasting into a document or mail: HTML, and plain beside it.

An article's words reach the HTML through `dashboard.safe.text` alone, its addresses through `safe.link`.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.briefing import Briefing, Source
from timeline.dashboard.safe import element, link, text

__all__ = ["page", "plain_text"]

CELL = "padding:3pt 8pt 3pt 0;vertical-align:top"


def page(said: Briefing) -> str:
    """Title, line, a table of the numbered events, their sources, what it rests on."""
    return "".join(
        (
            f'<div style="font-family:Arial,sans-serif;font-size:11pt">{element("h2", said.title)}',
            f"<p><b>{text(said.bluf)}</b></p>" if said.bluf else "",
            '<table style="border-collapse:collapse">',
            *_rows(said),
            f"</table>{element('p', said.tell('sources'))}",
            *(f"<p>[{source.number}] {_cited(source)}</p>" for source in _sources(said)),
            f'<p style="color:#5F6773;font-size:9pt">{text(" ".join(_remarks(said)))}</p></div>',
        )
    )


def _rows(said: Briefing) -> Iterator[str]:
    for event in said.events:
        standing = f" ({text(event.status)})" if event.status else ""
        refs = f" [{', '.join(map(str, event.sources))}]"
        cells = (str(event.number), text(event.when), f"{text(event.headline)}{standing}{refs}")
        yield f"<tr>{''.join(f'<td style={chr(34)}{CELL}{chr(34)}>{cell}</td>' for cell in cells)}</tr>"


def _cited(source: Source) -> str:
    address = link(source.url)
    return f'<a href="{text(address)}">{text(source.text)}</a>' if address else text(source.text)


def plain_text(said: Briefing) -> str:
    """The same without any formatting: one line an event, tabs between its parts."""
    lines = [said.title, *filter(None, (said.bluf,)), ""]
    for event in said.events:
        standing = f" ({event.status})" if event.status else ""
        refs = f"[{', '.join(map(str, event.sources))}]"
        lines.append(f"{event.number}.\t{event.when}\t{event.headline}{standing} {refs}")
    lines += ["", said.tell("sources")]
    for source in _sources(said):
        lines.append(f"[{source.number}] {source.text}" + (f", {source.url}" if link(source.url) else ""))
    return "\n".join([*lines, "", *_remarks(said)])


def _sources(said: Briefing) -> Iterator[Source]:
    cited = {number for event in said.events for number in event.sources}
    return (source for source in said.sources if source.number in cited)


def _remarks(said: Briefing) -> Iterator[str]:
    """Marking, filter, day, extraction and state, a sentence each."""
    tell = said.tell
    if said.marking:
        yield f"{said.marking.rstrip('.')}."
    if said.words:
        yield f"{said.words.rstrip('.')}."
    if said.as_of:
        yield f"{tell('as_of', date=tell.date(said.as_of, said.as_of))}."
    yield said.extracted
    yield f"{tell('state', code=said.state)}."
    if said.link:
        yield said.link
