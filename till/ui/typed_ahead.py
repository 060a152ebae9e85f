"""Keys wait for their turn: one that opens a dialog is through before the next one is looked at.

Textual hands a key to whatever has the focus now. Somebody who types `F5 3 5 0 0` faster than the dialog
opens would lose the first digits, and 35.00 would become 5.00. What is typed before the journal is open waits
too: nobody could be chosen yet.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode
    from textual.events import Key
    from textual.message_pump import MessagePump

WAITING_MAX: Final = 256
"""How many keys may wait; more are a stuck key."""
SETTLE_TIMEOUT_S: Final = 5.0
"""How long a part of the screen may take to come round to a question."""


class TypedAhead:
    """Gives keys to an app one after the other."""

    def __init__(self, app: App[None], give: Callable[[Key], Awaitable[None]]) -> None:
        self._app = app
        self._give = give
        self._waiting: deque[Key] = deque()
        self._turn: asyncio.Task[None] | None = None
        self._held = True

    async def let_through(self) -> None:
        """Give what has been typed so far, now that somebody is there to take it."""
        self._held = False
        if self._turn is None and self._waiting:
            await self._begin(self._waiting.popleft())

    @property
    def idle(self) -> bool:
        """Whether every key is through."""
        return self._turn is None and not self._waiting

    async def take(self, key: Key) -> None:
        """Give `key` now, or after those before it."""
        if self._turn is None and not self._held:
            await self._begin(key)
        elif len(self._waiting) < WAITING_MAX:
            self._waiting.append(key)
        else:
            self._app.bell()

    async def _begin(self, key: Key) -> None:
        path = self._path()
        await self._give(key)
        self._turn = asyncio.create_task(self._end(path))

    async def _end(self, path: list[DOMNode]) -> None:
        for node in (
            *path,
            self._app,
            *self._path(),
            self._app,
            self._app.screen,
            self._app,
            self._app.screen,
        ):
            await _come_round(node)
        self._turn = None
        if self._waiting and self._app.is_running:
            await self._begin(self._waiting.popleft())

    def _path(self) -> list[DOMNode]:
        """List what a key passes on its way up to the app."""
        start = self._app.focused or self._app.screen
        return [node for node in start.ancestors_with_self if node is not self._app]


async def _come_round(node: MessagePump) -> None:
    """Wait until `node` has done what it has been given so far."""
    done = asyncio.Event()
    if node.call_later(done.set):
        try:
            await asyncio.wait_for(done.wait(), SETTLE_TIMEOUT_S)
        except TimeoutError:
            return
