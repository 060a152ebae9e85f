"""F1: the keys of the screen one came from, and what the words mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from till.ui import cells
from till.ui.screens.base import FullScreen
from till.ui.widgets.key_bar import key_name, place
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.widget import Widget

WORDS: Final = (
    (
        marked("Shift"),
        marked("The time one person answers for a drawer: opened with a float, closed with a Z."),
    ),
    (marked("Float"), marked("The change that is in the drawer when a shift begins.")),
    (marked("Cash in"), marked("Cash that comes into the drawer and is no sale.")),
    (marked("Drop"), marked("Cash that leaves the drawer for the safe, in a sealed bag.")),
    (marked("Pay-out"), marked("Something paid for out of the drawer; the slip is signed.")),
    (marked("No sale"), marked("The drawer is opened and no cash moves. It is counted on X and Z.")),
    (
        marked("Advance"),
        marked("Cash handed out for a purchase, settled later with the voucher and the rest."),
    ),
    (marked("Swap"), marked("Notes for coins or back; what goes out and what comes in is worth the same.")),
    (
        marked("Bag"),
        marked("Dropped cash under way to the safe; somebody else than who dropped it receives it."),
    ),
    (marked("Deposit"), marked("What goes to the bank: unopened bags, or cash out of the safe.")),
    (
        marked("Hand over"),
        marked("The next one goes on with the counted drawer, under a shift of their own."),
    ),
    (marked("Undo"), marked("The exact opposite of a movement, approved by somebody else.")),
    (marked("X"), marked("The figures so far. As often as you like; it changes nothing.")),
    (marked("Z"), marked("The figures at the close. Once a shift, numbered, and never changed.")),
    (marked("Over, short"), marked("More, or less, in the drawer than there must be.")),
    (marked("Journal"), marked("Everything that happened, in order; nothing in it can be changed.")),
    (marked("In doubt"), marked("Nobody can know whether a slip came out; you are asked to look.")),
)
ALWAYS: Final = (
    (marked("Enter"), marked("Goes on")),
    (marked("Esc"), marked("Goes back; never records anything")),
    (
        marked("Digits"),
        marked("Amounts: 3 5 0 0 is 35.00, and 3 5 . is 35.00, too. Lists: the number chooses"),
    ),
    (marked("F10"), marked("Locks; your PIN comes back to the same place")),
)

WORD_CELLS: Final = 12
LINE_CELLS: Final = 58
"""What fits beside the word on the narrowest terminal."""


class HelpScreen(FullScreen[None]):
    """Keys and words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", marked("Up"), id="help.up"),
        Binding("down", "scroll(1)", marked("Down"), id="help.down"),
        Binding("pageup", "scroll(-15)", show=False, id="help.page_up"),
        Binding("pagedown", "scroll(15)", show=False, id="help.page_down"),
        Binding("escape", "go_back", marked("Back"), id="help.go_back"),
        Binding("enter,f1", "go_back", show=False, id="help.go_back_too"),
    ]

    def __init__(self, bindings: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        self.keys = [
            (key_name(key), bindings[key].binding.description)
            for key in sorted(bindings, key=place)
            if bindings[key].binding.show and key not in ("enter", "escape", "f10")
        ]

    def contents(self) -> Iterable[Widget]:
        yield VerticalScroll(
            Static(self.text(), id="help-text", markup=False), id="help-box", can_focus=False
        )

    def text(self) -> Content:
        """Lay out the page."""
        lines: list[Content] = [Content.assemble((_("The keys here"), "bold $accent"))]
        keys = (*self.keys, *((_(key), words) for key, words in ALWAYS))
        lines += [line for key, words in keys for line in _lines(key, _(words))]
        lines += [Content(""), Content.assemble((_("What the words mean"), "bold $accent"))]
        lines += [line for word, words in WORDS for line in _lines(_(word), _(words))]
        return Content("\n").join(lines)

    def action_scroll(self, lines: int) -> None:
        """Show another part of the page."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_show_keys(self) -> None:
        """Do nothing: they are shown."""


def _lines(word: str, words: str) -> list[Content]:
    """Lay out a word and what it means, lines after the first under the first."""
    pieces = wrap(words, LINE_CELLS)
    starts = [cells.fit(word, WORD_CELLS), *(" " * WORD_CELLS for _piece in pieces[1:])]
    return [
        Content.assemble((f"  {start} ", "bold"), piece) for start, piece in zip(starts, pieces, strict=True)
    ]
