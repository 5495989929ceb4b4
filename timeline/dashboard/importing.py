"""A chronology made elsewhere, opened on the page: a file, what its columns are, what came of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

import streamlit as st

from timeline.dashboard import acting, safe
from timeline.dashboard.strings import Strings
from timeline.errors import TimelineError
from timeline.imports import Kept, Table, guessed, imported, keep, table
from timeline.store import Store

__all__ = ["show"]

ASKED = ("date", "until", "title", "quote", "actors", "place", "source", "url", "kind", "status")
MOST_NOTES = 50
LOOKED_AT = 3  # first values of a column, to know it by


def show(store: Store, say: Strings) -> None:
    """The file, and once there is one, the dialogue over its columns."""
    st.caption(say("import.about"))
    turn = st.session_state.get("import_turn", 0)
    file = st.file_uploader(
        say("import.file"), type=["csv", "tsv", "json", "jsonl"], key=f"import_file_{turn}"
    )
    if file is None:
        _results(say)
        return
    try:
        found = table(file.name, file.getvalue())
    except TimelineError as error:
        st.error(safe.label(str(error)))
        return
    fields = {} if found.fixed else _columns(found, say)
    source = st.text_input(
        say("import.source"), value=PurePath(file.name).stem, key="import_source", max_chars=120
    )
    go = say("import.go", rows=say.count("import.rows", len(found.records)))
    if st.button(go, type="primary", key="import_go", disabled=not (found.fixed or _enough(fields))):
        _run(store, found, fields, source.strip() or file.name)
        st.session_state.import_turn = turn + 1
        st.rerun()


def _columns(found: Table, say: Strings) -> Mapping[str, str]:
    """Which column is what: as the names say, until the reader says otherwise."""
    known, fields = guessed(found.columns), dict[str, str]()
    with st.container(key="import_columns", gap="small"):
        for field in ASKED:
            chosen = st.selectbox(
                say(f"import.{field}"),
                found.columns,
                index=found.columns.index(known[field]) if field in known else None,
                key=f"import_{field}_{'|'.join(found.columns)}",
                format_func=lambda column: _with_values(column, found),
                placeholder=say("import.no_column"),
            )
            if chosen:
                fields[field] = chosen
    taken = set(fields.values())
    return fields | {f: c for f, c in known.items() if f not in ASKED and c not in taken}


def _with_values(column: str, found: Table) -> str:
    """A column's name and the first things that stand in it."""
    values = [
        str(record[column])
        for _, record in found.records[:20]
        if isinstance(record, Mapping) and record.get(column) not in (None, "", [])
    ]
    told = ", ".join(dict.fromkeys(value[:24] for value in values[:LOOKED_AT]))
    return f"{column}: {told}" if told else column


def _enough(fields: Mapping[str, str]) -> bool:
    return bool({"title", "quote"} & set(fields))


def _run(store: Store, found: Table, fields: Mapping[str, str], source: str) -> None:
    try:
        st.session_state.imported = keep(store, imported(found, fields, source), acting.who())
    except TimelineError as error:
        st.session_state.imported = str(error)


def _results(say: Strings) -> None:
    """What came of the last file, row by row where something could not be read."""
    kept: Kept | str | None = st.session_state.get("imported")
    if kept is None:
        return
    if isinstance(kept, str):
        st.error(safe.label(kept))
        return
    line = say("import.done", added=say.number(kept.added), same=say.number(kept.same))
    notes = [f"{where}{say('join.colon')}{note}" for where, note in kept.notes[:MOST_NOTES]]
    if more := len(kept.notes) - len(notes):
        notes.append(say("import.more", n=say.number(more)))
    told = "".join(f"<br><small>{safe.text(note)}</small>" for note in notes)
    st.html(f'<p class="tl-result" role="status">{safe.text(line)}{told}</p>')
