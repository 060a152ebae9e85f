"""A refund by receipt: find it, choose its lines, pay it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from till.domain.commands import RefundReceipt
from till.domain.people import Right
from till.domain.pricing import taken_back
from till.domain.refund import left_of
from till.domain.settings import CASH
from till.ui.screens.form import FormDialog, labelled, outcome_line
from till.ui.widgets.lines import Sentence
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.text_field import TextField
from till.wording.quantities import quantity
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.receipt import FoundReceipt


class RefundScreen(FormDialog):
    """The number of a receipt; then its lines, of which each number takes one back or leaves it."""

    heading = marked("Refund by receipt")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("minus", "one_less", marked("One less"), priority=True, id="refund.one_less"),
        Binding("asterisk", "how_many", marked("How many"), priority=True, id="refund.how_many"),
        Binding("plus", "app.focus_next", show=False, id="refund.next"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.found: FoundReceipt | None = None
        self.wanted: dict[int, int] = {}

    def contents(self) -> Iterable[Widget]:
        yield labelled(_("Receipt"), TextField(id="receipt", length_max=12))
        yield Rows((), id="lines", lines_max=10, empty=_("Type the receipt's number, then Enter."))
        ways = [(CASH, _("Cash")), *((each.code, each.name) for each in self.now.settings.tenders)]
        tenders = Rows(
            [Row(code, name, "", str(at)) for at, (code, name) in enumerate(ways, start=1)], id="tenders"
        )
        yield tenders
        yield labelled(_("Reason"), TextField(id="reason"))
        yield outcome_line(_("Prints a receipt. The drawer opens if cash goes back."))

    def opened(self) -> None:
        """Offer cash."""
        self.query_one("#tenders", Rows).choose(CASH)

    def first_field(self) -> Widget | None:
        return self.query_one("#receipt", TextField)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- a hook
        """Offer another quantity only where a line can be chosen."""
        of_lines = action in ("one_less", "how_many")
        return self.query_one("#lines", Rows).has_focus if of_lines and self.is_composed else True

    def missing(self) -> tuple[Widget, str] | None:
        number = self.query_one("#receipt", TextField)
        text = number.words or ""
        if not (text.isascii() and text.isdigit()):
            return number, _("Type the number that stands on the receipt.")
        if self.found is None or self.found.receipt.no != int(text):
            self.look_up(int(text))
            if self.found is None:
                return number, _("There is no receipt {receipt}.").format(receipt=int(text))
            lines = self.query_one("#lines", Rows)
            return lines, _("Choose what comes back: each number takes a line, or leaves it. Then Enter.")
        if not any(self.wanted.values()):
            return self.query_one("#lines", Rows), _("Nothing of this receipt is chosen.")
        return None

    def look_up(self, receipt: int) -> None:
        """Find the receipt, with all that is left of it chosen."""
        state = self.now.state
        assert state is not None
        self.found = self.cash.read.found_receipt(receipt, training=state.training)
        self.wanted = {} if self.found is None else left_of(self.found)
        self.show_lines()

    def show_lines(self) -> None:
        """Show each line with what comes back of it."""
        found = self.found
        if found is None:
            self.query_one("#lines", Rows).fill(())
            return
        rows = []
        for position, line in enumerate(found.receipt.lines, start=1):
            wanted = max(0, self.wanted.get(position, 0))
            back = taken_back(found.receipt, position, found.refunded.get(position, 0), wanted)
            count = quantity(wanted, self.now.settings.locale)
            words = f"{'[x]' if wanted else '[ ]'} {count} × {line.name}"
            rows.append(Row(str(position), words, self.now.money(back.gross), str(position)))
        self.query_one("#lines", Rows).fill(rows)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Take a line whose number was typed, or leave it."""
        message.stop()
        self.query_one(Sentence).show("")
        if message.rows.id == "lines" and message.at_once and self.found is not None:
            position = int(message.row.key)
            left = left_of(self.found)[position]
            self.wanted[position] = 0 if self.wanted.get(position) else left
            self.show_lines()

    def action_one_less(self) -> None:
        """Take one piece less of the chosen line back."""
        chosen = self.query_one("#lines", Rows).chosen
        if chosen is not None:
            position = int(chosen.key)
            self.wanted[position] = max(0, self.wanted.get(position, 0) - 1000)
            self.show_lines()

    def action_how_many(self) -> None:
        """Ask how much of the chosen line comes back, in pieces or as it was weighed."""
        from till.domain.sale_errors import BadQuantity, MoreThanSold
        from till.ui.screens.ask_text import AskTextScreen
        from till.wording.messages import sentence
        from till.wording.quantities import parse_quantity

        chosen, found, locale = self.query_one("#lines", Rows).chosen, self.found, self.now.settings.locale
        if chosen is None or found is None:
            self.refuse(_("Choose the line first: its number, or the cursor keys."))
            return
        position = int(chosen.key)
        left = left_of(found)[position]

        def answered(text: str | None) -> None:
            if text is None:
                return
            try:
                pieces = parse_quantity(text, locale)
            except BadQuantity as refused:
                self.refuse(sentence(refused, locale))
                return
            if pieces > left:
                self.refuse(sentence(MoreThanSold(receipt=found.receipt.no), locale))
                return
            self.wanted[position] = pieces
            self.show_lines()

        of = _("{count} × {name} can come back.").format(
            count=quantity(left, locale), name=found.receipt.lines[position - 1].name
        )
        self.till.push_screen(AskTextScreen(_("How many come back?"), of), answered)

    def record(self) -> None:
        found, drawer = self.found, self.now.drawer
        tender = self.query_one("#tenders", Rows).chosen
        assert found is not None
        assert tender is not None
        reason = self.query_one("#reason", TextField).words
        lines = tuple((position, wanted) for position, wanted in self.wanted.items() if wanted > 0)
        amount = -sum(
            taken_back(found.receipt, position, found.refunded.get(position, 0), wanted).gross
            for position, wanted in lines
        )
        no = found.receipt.no
        self.do(
            lambda act: RefundReceipt(act, no, lines, tender.key, reason, drawer),
            self.recorded,
            Right.REFUND,
            amount,
        )
