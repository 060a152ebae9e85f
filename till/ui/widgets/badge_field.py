"""A badge's code as dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from till.ui.badge_reader import LONGEST
from till.ui.widgets.pin_field import PinField

if TYPE_CHECKING:
    from textual import events


class BadgeField(PinField):
    """What a scanner types: any character but a blank, shown as dots and never kept."""

    def render(self) -> Content:
        return Content(f" {'●' * min(len(self.pin), 24)}{' _' if self.has_focus else ''}")

    def on_key(self, event: events.Key) -> None:
        """Take characters; one too many is looked at when the badge is refused."""
        if event.character is not None and event.is_printable:
            event.stop()
            event.prevent_default()
            self.pin += event.character if len(self.pin) <= LONGEST else ""
