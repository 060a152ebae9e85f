"""What is plugged in, with the address to configure; looked for beside the screens, for a limited time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from till.ui.machine import LOOK_TIMEOUT_S, Looking, Machine, PluggedIn, aside
from till.ui.screens.base import Dialog
from till.ui.widgets.lines import Line
from till.ui.widgets.rows import Row, Rows
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


class PluggedInScreen(Dialog[None]):
    """A list to read; a row that is chosen says what to mind."""

    heading = marked("What is plugged in")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_back", show=False, id="look.go_back_too"),
        Binding("f5", "look", marked("Look again"), id="look.look"),
        Binding("escape", "go_back", marked("Back"), id="look.go_back"),
    ]

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self.machine = machine
        self.notes: dict[str, str] = {}

    def contents(self) -> Iterable[Widget]:
        yield Rows(id="found", empty=_("Looking…"), lines_max=8)
        yield Line(id="found-note", may_grow=True)
        words = Line(classes="outcome", may_grow=True)
        words.set(Content.assemble((network_words(), "$quiet")))
        yield words

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def opened(self) -> None:
        """Begin to look."""
        self.action_look()

    def action_look(self) -> None:
        """Look; a search that is under way is given up."""
        self.run_worker(self.look(), exclusive=True)

    async def look(self) -> None:
        """Show what is found, or why nothing can be."""
        plugged_in = await looked_around(self.machine)
        self.notes = {each.address: each.note for each in plugged_in.findings}
        rows = self.query_one(Rows)
        rows.empty = _("Nothing was found.")
        rows.fill(
            [
                Row(each.address, each.name, each.address, str(at))
                for at, each in enumerate(plugged_in.findings, start=1)
            ]
        )
        rows.refresh()
        self.note(" ".join(plugged_in.troubles))

    def note(self, words: str) -> None:
        """Say what to mind."""
        self.query_one("#found-note", Line).set(Content.assemble((words, "$warning")))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Say what to mind about it."""
        message.stop()
        self.note(self.notes.get(message.row.key, ""))


async def looked_around(machine: Looking) -> PluggedIn:
    """Look what is plugged in, without holding up the screens; what takes too long is said in a sentence."""
    try:
        return await aside(machine.look_around, LOOK_TIMEOUT_S)
    except TimeoutError:
        return PluggedIn((), (_("Looking took too long. Unplug what does not answer and look again."),))
    except Exception as fault:
        # Looking goes through libusb, udev and serial drivers, which raise what they like when something is
        # pulled out meanwhile. Nothing depends on the answer, so it is told, and the till goes on selling.
        return PluggedIn((), (_("Looking failed: {fault}.").format(fault=fault),))


def network_words() -> str:
    """Say how to find what cannot be looked for."""
    return _(
        "A network printer is not found here: hold its FEED button at power-on, and it prints its address."
    )
