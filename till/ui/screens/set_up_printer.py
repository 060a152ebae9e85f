"""Finding the printer: what is plugged in, a network address, a simulated one, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from till.ui.screens.devices_look import looked_around, network_words
from till.ui.screens.form import labelled
from till.ui.screens.set_up import SetUpScreen
from till.ui.widgets.lines import Line
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.text_field import TextField
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.ui.machine import PluggedIn
    from till.ui.set_up import SetUpAnswers

NETWORK = "network"


class PrinterStep(SetUpScreen):
    """A list of what was found; Enter asks the chosen one who it is, and once more goes on."""

    heading = marked("Which printer?")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "look_again", marked("Look again"), id="set_up_printer.look_again"),
    ]

    def contents(self) -> Iterable[Widget]:
        yield Line(id="looking", may_grow=True)
        yield Rows(id="printers", lines_max=9)
        yield labelled(_("Network address"), TextField(id="network", value=self.answers.network))
        yield Line(id="printer-says", classes="outcome", may_grow=True)
        words = Line(classes="outcome", may_grow=True)
        words.set(Content.assemble((network_words(), "$quiet")))
        yield words

    def opened(self) -> None:
        """Offer what is always there, and begin to look."""
        self.notes: dict[str, str] = {}
        self.asked_about = self.answers.printer
        self.show_printers(None)
        self.query_one("#looking", Line).set(Content.assemble((_("Looking what is plugged in…"), "$quiet")))
        self.query_one(Rows).focus()
        self.run_worker(self.look(), group="look")

    async def look(self) -> None:
        """Show what is found."""
        self.show_printers(await looked_around(self.setting_up.work))

    def show_printers(self, plugged_in: PluggedIn | None) -> None:
        """List the printers, what was found first; the numbers of the others stay the same meanwhile."""
        found = () if plugged_in is None else plugged_in.findings
        self.notes = {each.address: each.note for each in found}
        rows = [
            Row("none", _("There is no printer"), "", "0"),
            Row(NETWORK, _("On the network"), _("type its address below"), "1"),
            Row("sim:", _("Simulated, for trying"), "", "2"),
            *(Row(each.address, each.name, each.address, str(at)) for at, each in enumerate(found, start=3)),
        ]
        list_ = self.query_one(Rows)
        list_.fill(rows)
        if list_.chosen is None and self.answers.printer:
            kind = NETWORK if self.answers.printer.startswith("tcp:") else self.answers.printer
            list_.choose(kind)
        if plugged_in is None:
            return
        words = " ".join(plugged_in.troubles) or ("" if found else _("Nothing is plugged in that was found."))
        self.query_one("#looking", Line).set(Content.assemble((words, "$warning")))

    def take(self) -> SetUpAnswers:
        chosen, network = self.query_one(Rows).chosen, self.query_one("#network", TextField).value.strip()
        printer = "" if chosen is None else chosen.key
        if printer == NETWORK:
            printer = network_address(network) if network else ""
        return replace(self.answers, printer=printer, network=network)

    def missing(self) -> tuple[Widget, str] | None:
        rows = self.query_one(Rows)
        if rows.chosen is None:
            return rows, _("Choose a printer: type its number.")
        if rows.chosen.key == NETWORK and not self.answers.network:
            return self.query_one("#network", TextField), _("Type the printer’s address, like 192.0.2.9.")
        return None

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Go to the address where one is wanted; else say what to mind."""
        super().on_rows_chosen(message)
        self.asked_about = ""
        self.says(self.notes.get(message.row.key, ""), well=False)
        if message.at_once and message.row.key == NETWORK:
            self.query_one("#network", TextField).focus()

    def on_input_changed(self, message: TextField.Changed) -> None:
        """A typed address is what is meant."""
        message.stop()
        self.answer("")
        if message.value and message.input.has_focus:
            self.query_one(Rows).choose(NETWORK)
            self.asked_about = ""

    def finished(self) -> None:
        """Ask the printer who it is; what was asked already, or needs no question, goes on."""
        printer = self.answers.printer
        if printer in ("none", self.asked_about):
            super().finished()
            return
        self.answer(_("The printer is being asked…"))
        asked = self.answers

        def heard(said: tuple[str, bool]) -> None:
            if self.take().printer != asked.printer:
                return  # Another one was chosen meanwhile.
            words, reached = said
            self.asked_about = asked.printer
            self.says(words, well=reached)
            self.answer(
                _("Enter goes on with this printer.")
                if reached
                else _("Choose another one, or press Enter to go on with this one all the same.")
            )

        self.beside(lambda: self.setting_up.work.identify(asked), heard)

    def says(self, words: str, *, well: bool) -> None:
        """Show what is known of the chosen printer."""
        style = "$success" if well else "$warning"
        self.query_one("#printer-says", Line).set(Content.assemble((words, style)))

    def action_look_again(self) -> None:
        """Look again."""
        self.run_worker(self.look(), group="look", exclusive=True)


def network_address(typed: str) -> str:
    """Give the printer's address for what was typed: a name or number, with or without a port."""
    if typed.startswith("tcp:"):
        return typed
    if typed.startswith("["):
        return f"tcp:{typed}" if "]:" in typed else f"tcp:{typed}:9100"
    if typed.count(":") > 1:
        return f"tcp:[{typed}]:9100"
    return f"tcp:{typed}" if ":" in typed else f"tcp:{typed}:9100"
