"""A sale on the command line: what its words mean, and nothing left behind where one of them is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from till.cli.references import meant
from till.domain.commands import (
    CancelSale,
    GiveDiscount,
    ParkSale,
    ResumeSale,
    ReturnTender,
    RingLine,
    TakeTender,
)
from till.domain.entries import SaleConcluded
from till.domain.errors import BadAmount, Refused
from till.domain.money import Money
from till.domain.payment import due, tender_named
from till.domain.receipt import Discount, Receipt
from till.domain.sale import require_no_sale, running_sale
from till.domain.sale_commands import ReturnedLine
from till.domain.sale_errors import (
    MoreThanSold,
    NeedsPrice,
    NothingOffReturns,
    PaidAlready,
    TwoDiscounts,
    Unpaid,
)
from till.domain.settings import CASH
from till.wording.quantities import parse_percent, parse_quantity

if TYPE_CHECKING:
    from till.cli.counter import Counter
    from till.domain.act import Act


class LineWords(NamedTuple):
    """One line as it was typed."""

    department: str
    quantity: int
    price: int | None
    discount: Discount | None


def line_words(counter: Counter, text: str) -> LineWords:
    """Read `DEPARTMENT 12.50 x2 -10%`: the name first, then the rest in any order.

    Raises:
        BadAmount: A word is none of these, or one too many.
        TwoDiscounts: There is more than one discount; the last one must not win in silence.
    """
    words = text.split()
    numbers = [at for at, word in enumerate(words) if at and re.fullmatch(r"[x×*-]?[0-9.,].*", word)]
    first = numbers[0] if numbers else len(words)
    found, counted = LineWords(" ".join(words[:first]), 1000, None, None), False
    for word in words[first:]:
        if word[0] in "x×*":
            if counted:
                raise BadAmount(text=word[:40])
            found, counted = found._replace(quantity=parse_quantity(word[1:], counter.rules.locale)), True
        elif word[0] == "-":
            if found.discount is not None:
                raise TwoDiscounts()
            found = found._replace(discount=discount_words(counter, word[1:]))
        elif found.price is None:
            found = found._replace(price=counter.amount(word))
        else:
            raise BadAmount(text=word[:40])
    return found


def discount_words(counter: Counter, text: str) -> Discount:
    """Read `10%` or `5.00`."""
    if text.endswith("%"):
        return Discount(rate=parse_percent(text, counter.rules.locale))
    return Discount(amount=counter.amount(text))


def returned_line(counter: Counter, text: str) -> ReturnedLine:
    """Read a line that comes back without a receipt; it needs its price.

    Raises:
        NeedsPrice: It has none.
        NothingOffReturns: It has a discount.
    """
    words = line_words(counter, text)
    if words.discount is not None:
        raise NothingOffReturns()
    if words.price is None:
        raise NeedsPrice(department=words.department[:40])
    return ReturnedLine(words.department, words.quantity, words.price)


def line_wanted(counter: Counter, receipt: int, text: str) -> tuple[int, int]:
    """Read `2` or `2=0.5`: a line of a receipt, all that is left of it or so much.

    Raises:
        MoreThanSold: The receipt has no such line.
    """
    from till.domain.refund import left_of

    position, _sign, quantity = text.partition("=")
    found = counter.register.read.found_receipt(receipt, training=counter.state.training)
    left = {} if found is None else left_of(found)
    if not (position.isascii() and position.isdigit() and len(position) < 10) or int(position) not in left:
        raise MoreThanSold(receipt=receipt)
    whole = left[int(position)]
    return int(position), parse_quantity(quantity, counter.rules.locale) if quantity else whole


class Selling:
    """One sale for the length of one command; each thing that is done to it is an act of its own."""

    def __init__(self, counter: Counter, act: Act, drawer: int) -> None:
        self._counter = counter
        self._first = act
        self._drawer = drawer
        self._used = False

    @contextmanager
    def whole(self, resume: str | None) -> Iterator[None]:
        """Let a sale happen whole: what is refused on the way is given up, with what was paid given back."""
        require_no_sale(self._counter.state, self._drawer)
        if resume is not None:
            parked = self._counter.state.parked
            named = [each.id for each in parked.values() if each.name.casefold() == resume.casefold()]
            chosen = named[0] if len(named) == 1 else meant(resume, parked)
            self._counter.do(ResumeSale(self._act(), chosen, self._drawer))
        try:
            yield
        except Refused:
            self._give_up(resumed=resume is not None)
            raise

    @property
    def sale_id(self) -> str:
        """The sale that was parked last."""
        return next(reversed(self._counter.state.parked), "")

    def ring(self, text: str) -> None:
        """Ring a line."""
        words = line_words(self._counter, text)
        self._counter.do(
            RingLine(self._act(), words.department, words.quantity, words.price, words.discount, self._drawer)
        )

    def discount(self, text: str) -> None:
        """Take something off the whole sale."""
        off = discount_words(self._counter, text)
        self._counter.do(GiveDiscount(self._act(), off, None, self._drawer))

    def park(self, name: str) -> None:
        """Put the sale aside."""
        self._counter.do(ParkSale(self._act(), name, self._drawer))

    def pay_part(self, text: str) -> None:
        """Take a tender that is not the last.

        Raises:
            PaidAlready: It would conclude the sale, and nothing would be left for the last.
        """
        code, _sign, amount = text.partition("=")
        wanted = due(self._counter.state, running_sale(self._counter.state, self._drawer))
        given = self._counter.amount(amount) if amount else wanted.exact
        way = tender_named(self._counter.state, code)
        if given >= (wanted.cash if way.code == CASH else wanted.exact):
            raise PaidAlready()
        self.pay(text)

    def pay(self, text: str, cashback: str | None = None) -> SaleConcluded | None:
        """Take a tender; give the sale if that concluded it."""
        code, _sign, amount = text.partition("=")
        given = self._counter.amount(amount) if amount else None
        back = self._counter.amount(cashback) if cashback else 0
        (done,) = self._counter.do(TakeTender(self._act(), code, given, back, self._drawer))
        return done if isinstance(done, SaleConcluded) else None

    def conclude(self, text: str, cashback: str | None) -> Receipt:
        """Take the last tender, which must cover what is due.

        Raises:
            Unpaid: It does not.
        """
        done = self.pay(text, cashback)
        if done is None:
            rest = due(self._counter.state, self._counter.state.sales[self._drawer])
            raise Unpaid(due=Money(rest.exact, self._counter.rules.currency))
        return done.receipt

    def _act(self) -> Act:
        """Give the act that was begun, and after it others of the same people."""
        if not self._used:
            self._used = True
            return self._first
        register = self._counter.register
        return replace(register.act(self._first.by), approved_by=self._first.approved_by)

    def _give_up(self, *, resumed: bool) -> None:
        """Leave no half a sale behind: one that was parked is parked again."""
        running = self._counter.state.sales.get(self._drawer)
        if running is None:
            return
        for _ in running.tenders:
            self._counter.do(ReturnTender(self._act(), self._drawer))
        if resumed:
            self._counter.do(ParkSale(self._act(), running.name, self._drawer))
        else:
            self._counter.do(CancelSale(self._act(), self._drawer))
