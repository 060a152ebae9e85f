"""F12 in a demonstration: the simulated printer and drawer, and what can be done to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from till.ui.desk import KNOBS, Desk
from till.ui.messages import DeskTouched
from till.ui.screens.base import Dialog
from till.ui.widgets.desk_panel import DeskPaper
from till.ui.widgets.rows import Row, Rows
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


class DeskScreen(Dialog[None]):
    """The end of the paper, the drawer, and a knob for each thing that can happen to them."""

    heading = marked("Simulated printer and drawer")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", marked("Do it"), id="desk.go_on"),
        Binding("escape", "go_back", marked("Back"), id="desk.go_back"),
        Binding("f12", "go_back", show=False, id="desk.go_back_too"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def contents(self) -> Iterable[Widget]:
        yield DeskPaper(self.desk)
        yield Rows([Row(knob, _(words), "", str(at)) for at, (knob, words) in enumerate(KNOBS, start=1)])

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A number does it at once."""
        message.stop()
        if message.at_once:
            self.app.post_message(DeskTouched(message.row.key))

    async def action_go_on(self) -> None:
        """Do what is chosen."""
        chosen = self.query_one(Rows).chosen
        if chosen is None:
            self.refuse(_("Type the number, or choose with the cursor keys."))
        else:
            self.app.post_message(DeskTouched(chosen.key))
