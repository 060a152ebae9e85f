"""Bags unopened, or cash out of the safe, go to the bank; and a deposit that did not happen is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from till.domain.commands import Deposit, UndoDeposit
from till.domain.people import Right
from till.ui.screens.bags import bags_under_way
from till.ui.screens.form import FormDialog, labelled, note_field, outcome_line
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.lines import Line
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.text_field import TextField
from till.wording.dates import moment
from till.wording.messages import sentence
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.state import Bag
    from till.ui.view import View

_SHOWN_MAX = 7


class DepositScreen(FormDialog):
    """Numbers put bags in or take them out again; an amount comes out of the safe."""

    heading = marked("Deposit at the bank")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "in_or_out", marked("Bag in or out"), show=False, id="deposit.in_or_out"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.inside: frozenset[str] = frozenset()

    def contents(self) -> Iterable[Widget]:
        rows = Rows(id="bags", lines_max=_SHOWN_MAX, empty=_("No bag is under way."))
        label = Line()
        label.set(Content(_("Out of the safe, beside the bags")))
        yield rows
        yield Line(id="together")
        yield label
        yield AmountField(self.now.settings)
        yield labelled(_("Number"), TextField(id="number"))
        yield from note_field()
        yield outcome_line(_("Prints a slip to sign, with room for the bank's stamp. No drawer opens."))

    def first_field(self) -> Widget | None:
        return self.query_one(Rows) if bags_under_way(self.now) else self.query_one(AmountField)

    def draw(self, view: View) -> None:
        super().draw(view)
        rows = [
            choice_row(view, bag, at, self.inside) for at, bag in enumerate(bags_under_way(view), start=1)
        ]
        self.query_one(Rows).fill(rows)
        self.draw_together(view)

    @property
    def bags(self) -> tuple[Bag, ...]:
        """The bags that are in the deposit."""
        return tuple(bag for bag in bags_under_way(self.now) if bag.no in self.inside)

    def draw_together(self, view: View) -> None:
        """Say how many bags go, and how much it is for those who may know."""
        words = _("Bags in this deposit: {count}").format(count=len(self.bags))
        if view.sees_expected:
            amount = sum(bag.amount for bag in self.bags) + self.query_one(AmountField).amount
            words = f"{words}   " + _("Together: {amount}").format(amount=view.money(amount))
        self.query_one("#together", Line).set(Content.assemble((words, "bold")))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A typed number, or a second touch, puts the bag in or takes it out."""
        if message.at_once:
            self.action_in_or_out()

    def action_in_or_out(self) -> None:
        """Put the chosen bag in, or take it out."""
        chosen = self.query_one(Rows).chosen
        if chosen is not None:
            self.inside = self.inside ^ {chosen.key}
            self.draw(self.now)

    def on_amount_field_changed(self, message: AmountField.Changed) -> None:
        """Draw the sum."""
        message.stop()
        if self.is_composed:
            self.draw_together(self.now)

    def missing(self) -> tuple[Widget, str] | None:
        rows, field, number = (
            self.query_one(Rows),
            self.query_one(AmountField),
            self.query_one("#number", TextField),
        )
        if not self.bags and field.amount == 0:
            first = rows if rows.rows and not field.has_focus else field
            return first, _("Type the number of each bag that goes, or what comes out of the safe.")
        return (number, _("Type the bank's number of the deposit.")) if number.words is None else None

    def record(self) -> None:
        bags = tuple(bag.no for bag in self.bags)
        number, note = (self.query_one(f"#{name}", TextField).words for name in ("number", "note"))
        from_safe = self.query_one(AmountField).amount
        amount = from_safe + sum(bag.amount for bag in self.bags)
        self.do(
            lambda act: Deposit(act, number or "", bags, from_safe, note),
            self.recorded,
            Right.DEPOSIT,
            amount,
        )


class UndoDepositScreen(FormDialog):
    """Choose the deposit that did not happen, and say why."""

    heading = marked("Undo a deposit")

    def contents(self) -> Iterable[Widget]:
        rows = Rows(
            deposit_rows(self.now), id="deposits", lines_max=_SHOWN_MAX, empty=_("There is nothing to undo.")
        )
        rows.at = 0 if rows.rows else None
        yield rows
        yield labelled(_("Reason"), TextField(id="reason"))
        yield outcome_line(_("The opposite is recorded, with approval; its bags are under way again."))

    def missing(self) -> tuple[Widget, str] | None:
        from till.domain.errors import NeedsReason

        rows, reason = self.query_one(Rows), self.query_one("#reason", TextField)
        if rows.chosen is None:
            return rows, _("Choose the deposit to undo.")
        return (reason, sentence(NeedsReason(), self.now.settings.locale)) if reason.words is None else None

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A typed number goes on to the reason."""
        if message.at_once:
            self.focus_next()

    def record(self) -> None:
        chosen, state = self.query_one(Rows).chosen, self.now.state
        assert chosen is not None
        assert state is not None
        reason = self.query_one("#reason", TextField).words or ""
        amount = next((each.amount for each in state.deposits if each.id == chosen.key), 0)
        self.do(lambda act: UndoDeposit(act, chosen.key, reason), self.recorded, Right.DEPOSIT, amount)


def choice_row(view: View, bag: Bag, at: int, inside: frozenset[str]) -> Row:
    """Lay out a bag with a mark for being in the deposit; its amount for those who may know it."""
    mark = "[x]" if bag.no in inside else "[ ]"
    words = f"{mark} {bag.no}, {bag.dropped_by.name}"
    amount = view.money(bag.amount) if view.sees_expected else ""
    return Row(bag.no, words, f"{amount}  {view.age(bag.dropped_at)}".strip(), str(at))


def deposit_rows(view: View) -> list[Row]:
    """Give the deposits that can still be undone, newest first."""
    made = () if view.state is None else view.state.deposits
    return [
        Row(
            each.id,
            f"{each.deposit_no}, {moment(each.at, view.settings.locale)}",
            view.money(each.amount) if view.sees_expected else "",
            str(at),
        )
        for at, each in enumerate((each for each in reversed(made) if not each.undone), start=1)
    ]
