"""The last line: the keys that do something now. Each can be touched as well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from till.ui import cells
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual import events
    from textual.binding import ActiveBinding

_NAMES: Final = {
    "enter": marked("Enter"),
    "escape": marked("Esc"),
    "tab": marked("Tab"),
    "delete": marked("Del"),
    "pageup": marked("PgUp"),
    "pagedown": marked("PgDn"),
    "plus": "+",
    "minus": "-",
    "asterisk": "*",
    "slash": "/",
    "up": "↑",
    "down": "↓",
}


def key_name(key: str) -> str:
    """Give what is printed on a key."""
    return _(_NAMES[key]) if key in _NAMES else key.upper()


class KeyBar(Widget):
    """Keys with their words, as many as there is room for."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[tuple[str, str], ...] = ()

    def show(self, bindings: Mapping[str, ActiveBinding]) -> None:
        """Show the keys among `bindings` that are meant to be seen."""
        keys = [
            (key, _(active.binding.description))
            for key, active in bindings.items()
            if active.binding.show and active.enabled
        ]
        keys.sort(key=lambda pair: place(pair[0]))
        if tuple(keys) != self.keys:
            self.keys = tuple(keys)
            self.refresh()

    def render(self) -> Content:
        pieces: list[str | tuple[str, str]] = []
        for key, words, _at in self.placed():
            pieces += [" ", (key_name(key), "bold $on-key on $key"), f" {words}"]
        return Content.assemble(*pieces)

    def placed(self) -> list[tuple[str, str, int]]:
        """Give key, words and the column after it, for the keys that fit."""
        placed, at = [], 0
        for key, words in self.keys:
            at += cells.width(f" {key_name(key)} {words}")
            if at > self.size.width:
                break
            placed.append((key, words, at))
        return placed

    def on_click(self, event: events.Click) -> None:
        """Do what the touched key does."""
        event.stop()
        for key, _words, end in self.placed():
            if event.x < end:
                self.app.simulate_key(key)
                return


def place(key: str) -> tuple[int, int]:
    """Order: Enter, function keys by number, the others as they were bound, Esc."""
    if key[:1] == "f" and key[1:].isdecimal():
        return 1, int(key[1:])
    return {"enter": (0, 0), "escape": (3, 0)}.get(key, (2, 0))
