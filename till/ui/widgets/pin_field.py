"""A PIN as dots."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

PIN_LENGTH_MAX: Final = 12


class PinField(Widget, can_focus=True):
    """A PIN: what is typed shows as dots and is never kept."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "take_back", show=False, id="pin.take_back"),
        Binding("delete", "clear", show=False, id="pin.clear"),
    ]

    pin: reactive[str] = reactive("", repaint=True)

    def render(self) -> Content:
        dots = " ".join("●" * len(self.pin))
        return Content(f" {dots}{'' if len(self.pin) == PIN_LENGTH_MAX else ' _' if self.has_focus else ''}")

    def take(self) -> str:
        """Give what was typed and forget it."""
        pin, self.pin = self.pin, ""
        return pin

    def on_key(self, event: events.Key) -> None:
        """Take digits."""
        if event.character is not None and event.is_printable:
            event.stop()
            digit = event.character if event.character.isascii() and event.character.isdecimal() else ""
            if digit and len(self.pin) < PIN_LENGTH_MAX:
                self.pin += digit
            else:
                self.app.bell()

    def on_focus(self) -> None:
        """Show where typing goes."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that typing goes elsewhere."""
        self.refresh()

    def action_take_back(self) -> None:
        """Take the last digit back."""
        self.pin = self.pin[:-1]

    def action_clear(self) -> None:
        """Begin again."""
        self.pin = ""
