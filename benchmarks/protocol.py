"""A reader without a browser: speaks Streamlit's own protocol over a web socket."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

__all__ = ["Reader"]

PATIENCE = 600  # seconds; the first reader waits until the collection is read
WIDTH = 1048  # pixels that this reader says it has for the picture


class Reader:
    """One session of the dashboard at a port of this machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._watcher = ""
        self._pictures = 0

    async def __aenter__(self) -> Self:
        self._socket = await websockets.connect(
            f"ws://127.0.0.1:{self._port}/_stcore/stream", max_size=None, subprotocols=["streamlit"]
        )
        await self.show("")  # the page asks how wide the picture may be
        await self.show("")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def show(self, query: str) -> float:
        """Ask for the view of an address; seconds until the whole page has come."""
        message = BackMsg()
        message.rerun_script.query_string = query
        if self._watcher:
            state = WidgetState(id=self._watcher, json_value=json.dumps({"width": WIDTH}))
            message.rerun_script.widget_states.widgets.append(state)
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = ForwardMsg.FromString(await self._socket.recv())
                if answer.WhichOneof("type") == "delta":
                    self._read(answer.delta.new_element)
                if answer.WhichOneof("type") == "script_finished":
                    return time.perf_counter() - started

    @property
    def pictures(self) -> int:
        """How many pictures of events have come so far."""
        return self._pictures

    def _read(self, element: object) -> None:
        kind = element.WhichOneof("type")  # type: ignore[attr-defined]
        if kind == "bidi_component":
            component = element.bidi_component  # type: ignore[attr-defined]
            if component.component_name.endswith("timeline_picture"):
                self._watcher = component.id
                self._pictures += bool(json.loads(component.json or "{}").get("plate"))
