"""The one screen of a register that must not trade: what is wrong, what to do, and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from till.ui.screens.base import FullScreen
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


class TroubleScreen(FullScreen[None]):
    """Says it in words and refuses everything but leaving."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", marked("Leave the till"), id="trouble.leave"),
        Binding("escape", "leave", show=False, id="trouble.leave_too"),
    ]

    def __init__(self, fault: str) -> None:
        super().__init__()
        self.fault = fault

    def contents(self) -> Iterable[Widget]:
        yield Static(_("The till cannot go on"), id="trouble-title", markup=False)
        yield Static(self.fault, id="trouble-fault", markup=False)
        words = _(
            "Nothing more is recorded, printed or opened. What was recorded stays as it is. "
            "Show this to whoever looks after the register."
        )
        yield Static(words, id="trouble-advice", markup=False)

    def action_show_keys(self) -> None:
        """Do nothing: there is one key, and it is on the screen."""

    def action_lock(self) -> None:
        """Do nothing: there is nothing to lock."""

    async def action_leave(self) -> None:
        """Leave the till."""
        await self.till.leave()
