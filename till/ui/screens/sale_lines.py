"""The lines of the running sale: choosing one, voiding it, taking something off it or off them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from till.domain.commands import GiveDiscount, VoidLine
from till.domain.pricing import priced, taken_off
from till.domain.receipt import Discount
from till.domain.settings import DepartmentKind
from till.ui.screens.sale_acts import SaleActs
from till.ui.widgets.sale_panel import SalePanel
from till.wording.translation import _

if TYPE_CHECKING:
    from till.domain.receipt import RungLine


class SaleLines(SaleActs):
    """Carries out what is done to lines that were rung: the chosen one, or the last."""

    def redraw_sale(self) -> None:
        """Draw the sale with the chosen line, while that is there."""
        if self.chosen is not None and self.chosen not in [line.id for line in self.lines]:
            self.chosen = None
        self.query_one(SalePanel).show(self.now, self.last, self.chosen)

    @property
    def lines(self) -> tuple[RungLine, ...]:
        """The lines rung so far."""
        return () if self.sale is None else self.sale.lines

    @property
    def line_no(self) -> int:
        """The number of the line that the next act is about; 0 if there is none."""
        ids = [line.id for line in self.lines]
        return ids.index(self.chosen) + 1 if self.chosen in ids else len(ids)

    def action_line(self, by: int) -> None:
        """Choose a line further up or down; below the last one, none is chosen."""
        ids = [line.id for line in self.lines]
        if not ids or (by > 0 and self.chosen is None):
            return
        at = len(ids) - 1 if self.chosen is None else self.line_no - 1 + by
        self.chosen = None if at >= len(ids) else ids[max(0, at)]
        self.redraw_sale()

    # -- voiding ---------------------------------------------------------------------------------------------

    def action_void(self) -> None:
        """Take a line out of the sale: the one whose number was typed, else the chosen one, else the last."""
        number = int(self.field.keys) if self.field.keys.isdecimal() else self.line_no
        if not self.lines or (self.field.keys != "" and not self.field.keys.isdecimal()):
            self.refuse(_("There is no line to void."))
            return
        if not 1 <= number <= len(self.lines):
            self.refuse(_("There is no line {line}.").format(line=self.field.keys))
            return
        line, drawer = self.lines[number - 1], self.now.drawer

        def voided() -> None:
            self.cleared()
            self.answer(_("Voided: {name}.").format(name=line.department.name))

        self.do(lambda act: VoidLine(act, line.id, drawer), voided)

    # -- discounts -------------------------------------------------------------------------------------------

    def action_discount(self) -> None:
        """Ask what the typed number takes something off: percent or an amount, a line or the whole sale."""
        from till.domain.sale_errors import BadDiscount
        from till.ui.screens.question import QuestionScreen
        from till.wording.messages import sentence

        if self.sale is None:
            self.refuse(_("Ring the first department."))
            return
        if self.field.keys == "":
            self.refuse(_("Type how much comes off first, in percent or as an amount."))
            return
        ways = self.ways_off()
        if not ways:
            self.refuse(sentence(BadDiscount(), self.now.settings.locale))
            return
        drawer = self.now.drawer

        def chosen(way: str | None) -> None:
            if way is not None:
                off, line, _words = ways[way]
                self.do(lambda act: GiveDiscount(act, off, line, drawer), self.cleared)

        answers = [(way, words) for way, (_off, _line, words) in ways.items()]
        question = QuestionScreen(_("What comes off what?"), "", answers, answers[0][0])
        self.till.push_screen(question, chosen)

    def ways_off(self) -> dict[str, tuple[Discount, str | None, str]]:
        """Give what the typed number can mean: the discount, its line or none for the whole sale, words."""
        from till.domain.sale_errors import BadDiscount
        from till.wording.quantities import parse_percent, percent

        sale, locale = self.sale, self.now.settings.locale
        assert sale is not None
        wishes = []
        if self.field.is_amount:
            wishes.append((Discount(amount=self.field.amount), self.now.money(self.field.amount)))
        try:
            rate = parse_percent(self.field.keys, locale)
            wishes.insert(0, (Discount(rate=rate), percent(rate, locale)))
        except BadDiscount:
            pass
        (line,) = priced([sale.lines[self.line_no - 1]], None, self.now.settings.prices)
        every = priced(sale.lines, None, self.now.settings.prices)
        open_to_it = sum(
            each.amount - each.discount for each in every if each.kind is not DepartmentKind.LIABILITY
        )
        whats = [
            (
                sale.lines[self.line_no - 1].id,
                line.amount,
                _("line {line}, {name}").format(line=self.line_no, name=line.name),
            ),
            (None, open_to_it, _("the whole sale")),
        ]
        if line.kind is DepartmentKind.LIABILITY:
            del whats[0]  # A voucher is worth what stands on it.
        ways = {}
        for id_, amount, what in whats:
            for off, words in wishes:
                if off.rate <= 100_00 and off.amount <= amount and amount:
                    less = self.now.money(-taken_off(amount, off))
                    said = _("{less}   {discount} off {what}").format(less=less, discount=words, what=what)
                    ways[f"{id_}{off.rate}"] = (off, id_, said)
        return ways

    # -- the keypad's way to all the rest --------------------------------------------------------------------

    def menu(self) -> None:
        """Offer by number what the function keys do."""
        from till.ui.screens.question import QuestionScreen

        acts = [
            ("choose_line", _("Choose a line")),
            ("tender", _("Card, other")),
            ("park", _("Park the sale")),
            ("resume", _("Go on with a parked sale")),
            ("return_tender", _("Give a payment back")),
            ("cancel", _("Cancel the sale")),
            ("refund", _("Take something back")),
            ("no_sale", _("Open the drawer without a sale")),
            ("answer_slip", _("Did it print?")),
            ("go_back", _("Leave the sales")),
        ]
        offered = [(name, words) for name, words in acts if self.check_action(name, ())]

        async def chosen(name: str | None) -> None:
            if name is not None:
                await self.run_action(name)

        self.till.push_screen(QuestionScreen(_("What next?"), "", offered), chosen)

    def action_choose_line(self) -> None:
        """Choose a line by its number."""
        from till.ui.screens.question import QuestionScreen

        every = priced(self.lines, None, self.now.settings.prices)
        answers = [
            (line.id, f"{self.now.money(each.amount)}  {each.name}")
            for line, each in zip(self.lines, every, strict=True)
        ]

        def chosen(line: str | None) -> None:
            if line is not None:
                self.chosen = line
                self.redraw_sale()
                self.answer(_("- voids this line. A number and / take something off it."))

        first = self.lines[self.line_no - 1].id
        self.till.push_screen(QuestionScreen(_("Which line?"), "", answers, first), chosen)
