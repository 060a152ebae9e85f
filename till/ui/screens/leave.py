"""Leaving the till asks first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from till.ui.screens.base import Dialog
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


class LeaveScreen(Dialog[None]):
    """Says what leaving means; Enter leaves, Esc stays."""

    heading = marked("Leave the till?")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", marked("Leave"), id="leave.go_on"),
        Binding("escape", "go_back", marked("Stay"), id="leave.go_back"),
    ]

    def contents(self) -> Iterable[Widget]:
        shift = self.now.shift
        words = [_("The program ends. Everything recorded is on the disk.")]
        if shift is not None:
            words.append(_("Shift {shift} stays open and goes on at the next start.").format(shift=shift.no))
        yield Static("\n".join(words), markup=False)

    async def action_go_on(self) -> None:
        """Leave."""
        await self.till.leave()
