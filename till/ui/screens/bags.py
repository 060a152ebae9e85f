"""Bags that left a drawer and did not arrive yet, the oldest first; each is received by its number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from till.domain.commands import ReceiveBag
from till.domain.people import Right
from till.ui import cells
from till.ui.screens.base import FullScreen
from till.ui.screens.form import FormDialog, note_field, outcome_line
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.lines import Heading, Line
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.text_field import TextField
from till.wording.dates import moment
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.state import Bag
    from till.ui.view import View

_NO_CELLS = 16
_NAME_CELLS = 16


class BagsScreen(FullScreen[None]):
    """Number, when and by whom it was dropped, how long it has been under way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="bags.help"),
        Binding("f4", "deposit", marked("Deposit"), id="bags.deposit"),
        Binding("f5", "undo_deposit", marked("Undo a deposit"), id="bags.undo_deposit"),
        Binding("enter", "receive", marked("Receive"), id="bags.receive"),
        Binding("escape", "go_back", marked("Back"), id="bags.go_back"),
    ]

    def contents(self) -> Iterable[Widget]:
        yield Heading(_("Bags under way, the oldest first"))
        yield Rows(id="bags", empty=_("No bag is under way."))

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def draw(self, view: View) -> None:
        super().draw(view)
        self.query_one(Rows).fill([bag_row(view, bag, at) for at, bag in enumerate(bags_under_way(view), 1)])

    def action_receive(self) -> None:
        """Say what was found in the chosen bag."""
        chosen, state = self.query_one(Rows).chosen, self.now.state
        bag = None if chosen is None or state is None else state.bags.get(chosen.key)
        if bag is None:
            self.refuse(_("Choose the bag: type its number in this list."))
        else:
            self.till.push_screen(ReceiveBagScreen(bag))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A number, or a second touch, opens."""
        message.stop()
        self.answer("")
        if message.at_once:
            self.action_receive()

    def action_deposit(self) -> None:
        """Bring cash to the bank."""
        from till.ui.screens.deposit import DepositScreen

        self.till.push_screen(DepositScreen())

    def action_undo_deposit(self) -> None:
        """Take a deposit back."""
        from till.ui.screens.deposit import UndoDepositScreen

        self.till.push_screen(UndoDepositScreen())


class ReceiveBagScreen(FormDialog):
    """What was found in a bag; a difference is recorded with the bag."""

    heading = marked("Receive a bag into the safe")

    def __init__(self, bag: Bag) -> None:
        super().__init__()
        self.bag = bag

    def contents(self) -> Iterable[Widget]:
        bag, view = self.bag, self.now
        words = _("Bag {bag}, dropped {time} by {name}, {age} ago").format(
            bag=bag.no,
            time=moment(bag.dropped_at, view.settings.locale),
            name=bag.dropped_by.name,
            age=view.age(bag.dropped_at),
        )
        found = Line()
        found.set(Content(_("Open it, count, and type what is in it")))
        yield Static(words, id="needed", markup=False)
        yield found
        yield AmountField(view.settings)
        yield Line(id="gap")
        yield from note_field()
        yield outcome_line(_("Prints a slip to sign. Who dropped it cannot receive it."))

    def on_amount_field_changed(self, message: AmountField.Changed) -> None:
        """Draw the difference for those who may know it."""
        from till.ui.screens.count import difference_words

        message.stop()
        field = self.query_one(AmountField)
        shown = field.typed and self.now.sees_expected
        gap = difference_words(self.now, field.amount - self.bag.amount) if shown else ("", "")
        self.query_one("#gap", Line).set(Content.assemble(gap))

    def missing(self) -> tuple[Widget, str] | None:
        field = self.query_one(AmountField)
        return None if field.typed else (field, _("Type what you found. An empty bag is 0."))

    def record(self) -> None:
        counted, note, bag = (
            self.query_one(AmountField).amount,
            self.query_one("#note", TextField).words,
            self.bag.no,
        )
        self.do(lambda act: ReceiveBag(act, bag, counted, note), self.recorded, Right.DEPOSIT)


def bags_under_way(view: View) -> list[Bag]:
    """Give the bags that were dropped and not received, the oldest first."""
    bags = () if view.state is None else view.state.bags.values()
    return sorted(bags, key=lambda bag: bag.dropped_at)


def bag_row(view: View, bag: Bag, at: int, mark: str = "") -> Row:
    """Lay out a bag; its amount for those who may know it, and its age."""
    when = moment(bag.dropped_at, view.settings.locale)
    name = cells.fit(bag.dropped_by.name, _NAME_CELLS)
    words = f"{mark}{cells.fit(bag.no, _NO_CELLS)} {when}  {name}"
    amount = view.money(bag.amount) if view.sees_expected else ""
    return Row(bag.no, words, f"{amount}  {cells.right(view.age(bag.dropped_at), 9)}".strip(), str(at))
