"""F7: everything that can be done, each with a number for keypads without function keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from till.ui.screens.base import Dialog
from till.ui.widgets.menu import Menu
from till.ui.widgets.rows import Row, Rows
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

CHOICES: Final = (
    ("2", "open_shift", marked("Open shift"), "F2"),
    ("2", "sale", marked("Sale"), "F2"),
    ("3", "cash_in", marked("Cash in"), "F3"),
    ("4", "drop", marked("Drop to the safe"), "F4"),
    ("5", "pay_out", marked("Pay-out"), "F5"),
    ("6", "no_sale", marked("No sale: open the drawer"), "F6"),
    ("01", "tip_out", marked("Tip-out"), "Shift-F1"),
    ("02", "reimburse", marked("Reimbursement"), "Shift-F2"),
    ("03", "collect", marked("Collect from staff"), "Shift-F3"),
    ("04", "give_advance", marked("Advance"), "Shift-F4"),
    ("05", "settle_advance", marked("Settle an advance"), "Shift-F5"),
    ("06", "swap", marked("Swap notes and coins"), "Shift-F6"),
    ("09", "transfer", marked("To the other drawer"), "Shift-F9"),
    ("11", "undo", marked("Undo a movement"), ""),
    ("07", "bags", marked("Bags: receive"), "Shift-F7"),
    ("08", "deposit", marked("Deposit at the bank"), "Shift-F8"),
    ("00", "undo_deposit", marked("Undo a deposit"), ""),
    ("7", "office", marked("Back office"), ""),
    ("8", "take_x", marked("X report"), "F8"),
    ("9", "close_shift", marked("Count and close the shift"), "F9"),
    ("81", "hand_over", marked("Hand over the drawer"), ""),
    ("82", "force_close", marked("Force-close the shift"), "Ctrl-F"),
    ("84", "set_aside", marked("Take the insert out"), ""),
    ("85", "resume", marked("Put an insert back"), ""),
    ("80", "count_parked", marked("Count a parked shift"), "Ctrl-P"),
    ("86", "adjust", marked("Adjustment"), "Ctrl-A"),
    ("87", "adjustments", marked("Adjustments that wait"), "Ctrl-T"),
    ("88", "addendum", marked("Addendum to the last Z"), "Ctrl-E"),
    ("12", "journal", marked("Journal"), "Ctrl-L"),
    ("13", "shifts", marked("Shifts and Z reports"), "Ctrl-R"),
    ("14", "devices", marked("Printer and drawer"), ""),
    ("15", "employees", marked("Employees"), ""),
    ("89", "settings", marked("Settings"), ""),
    ("83", "train", marked("Training: begin, or end"), ""),
    ("17", "contrast", marked("More, or less, contrast"), ""),
    ("18", "other_drawer", marked("The other drawer"), ""),
    ("10", "lock", marked("Lock"), "F10"),
    ("16", "sign_out", marked("Sign out"), ""),
    ("19", "leave", marked("Leave the till"), "Ctrl-Q"),
    ("1", "show_keys", marked("Help", "menu"), "F1"),
)
"""Number, action of the home screen, words, key. What does not make sense now is not shown.

A number that no longer one begins with acts at once: 2 to 7 and 9 stay alone, so that they are as good as the
function keys. Acts with money begin with 0, screens with 1, what is
done to a whole shift, or seldom, with 8.
"""


class MoreScreen(Dialog[str]):
    """Answers with the action that was chosen. A typed number chooses at once."""

    heading = marked("What can be done")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", marked("Choose"), id="more.go_on"),
        Binding("escape", "go_back", marked("Back"), id="more.go_back"),
        Binding("f7", "go_back", show=False, id="more.go_back_too"),
    ]

    def __init__(self, home: Screen[None]) -> None:
        super().__init__()
        self.home = home

    def contents(self) -> Iterable[Widget]:
        yield Menu(
            [
                Row(action, _(words), key, number)
                for number, action, words, key in CHOICES
                if self.home.check_action(action, ())
            ]
        )

    def first_field(self) -> Widget | None:
        return self.query_one(Menu)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A number chooses."""
        message.stop()
        if message.at_once:
            self.dismiss(message.row.key)

    async def action_go_on(self) -> None:
        """Take the chosen row."""
        chosen = self.query_one(Menu).chosen
        if chosen is None:
            self.refuse(_("Type the number, or choose with the cursor keys."))
        else:
            self.dismiss(chosen.key)
