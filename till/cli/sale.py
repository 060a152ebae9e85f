"""`till sale`, `till refund`, `till receipt` and `till copy`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from till.cli.drawers import DRAWER
from till.cli.options import Command

if TYPE_CHECKING:
    from till.cli.counter import Counter
    from till.cli.slip_files import Rendering
    from till.domain.entries import Entry
    from till.domain.receipt import Receipt

_REASON = click.option("--reason", help="Why.")


@click.command("sale", cls=Command)
@click.option(
    "--line", "lines", multiple=True, metavar="LINE", help='"DEPARTMENT 12.50 x2 -10%", any number.'
)
@click.option("--discount", metavar="OFF", help="Off the whole sale: 10% or 5.00.")
@click.option("--tender", "tenders", multiple=True, metavar="CODE[=AMOUNT]", help="cash=20.00, card, …")
@click.option("--cashback", metavar="AMOUNT", help="Cash handed out on the last tender, a card.")
@click.option("--park", metavar="NAME", help="Put the sale aside instead of taking the payment.")
@click.option("--resume", metavar="SALE", help="Go on with a parked sale: its id, its end, or its name.")
@DRAWER
def sale(
    *,
    lines: tuple[str, ...],
    discount: str | None,
    tenders: tuple[str, ...],
    cashback: str | None,
    park: str | None,
    resume: str | None,
    drawer: int,
) -> int:
    """Sell: ring the lines, take the tenders, print the receipt. What is refused leaves no sale behind."""
    from till.cli.counter import at_counter
    from till.cli.selling import Selling

    if bool(tenders) == (park is not None):
        raise click.UsageError("Say how it is paid, --tender cash=20.00, or put it aside, --park NAME.")
    with at_counter() as counter:
        act = counter.begin()
        selling = Selling(counter, act, counter.drawer(drawer, act))
        with selling.whole(resume):
            for line in lines:
                selling.ring(line)
            if discount is not None:
                selling.discount(discount)
            if park is not None:
                selling.park(park)
                return counter.finish({"sale": selling.sale_id})
            for tender in tenders[:-1]:
                selling.pay_part(tender)
            receipt = selling.conclude(tenders[-1], cashback)
        return counter.finish(_told(receipt), _words(counter, receipt))


def _told(receipt: Receipt) -> dict[str, Any]:
    """Give a receipt for JSON; whoever made it knows what is on it."""
    from till.domain.plain import to_plain

    plain = to_plain(receipt)
    return {"receipt": {name: value for name, value in plain.items() if name != "heading"}}


def _words(counter: Counter, receipt: Receipt) -> str:
    from till.wording.messages import receipt_name
    from till.wording.money import money

    def amount(of: int) -> str:
        return f"{money(of, counter.rules.currency, counter.rules.locale)} {counter.rules.currency}"

    words = f"{receipt_name(receipt)}: {amount(receipt.total)}"
    if receipt.rounding:
        words += f", rounded to {amount(receipt.total + receipt.rounding)}"
    if receipt.cashback:
        words += f", cashback {amount(receipt.cashback)}"
    return f"{words}, change {amount(receipt.change)}" if receipt.change else words


@click.command("refund", cls=Command)
@click.argument("number", metavar="[RECEIPT]", type=int, required=False)
@click.option("--line", "lines", multiple=True, metavar="N[=QUANTITY]", help="A line of it; all without.")
@click.option(
    "--return", "returned", multiple=True, metavar="LINE", help='Without receipt: "DEPARTMENT 12.50 x2".'
)
@click.option("--tender", default="cash", show_default=True, help="How it is paid back.")
@_REASON
@DRAWER
def refund(
    *,
    number: int | None,
    lines: tuple[str, ...],
    returned: tuple[str, ...],
    tender: str,
    reason: str | None,
    drawer: int,
) -> int:
    """Take back what was sold on a receipt, or with --return what nobody has a receipt for."""
    from till.cli.counter import at_counter
    from till.cli.selling import line_wanted, returned_line
    from till.domain.commands import RefundReceipt, RefundWithoutReceipt
    from till.domain.entries import SaleRefunded

    if (number is None) == (not returned):
        raise click.UsageError("Name the receipt, or what comes back without one: --return.")
    with at_counter() as counter:
        act = counter.begin()
        entries: tuple[Entry, ...]
        if number is None:
            back = tuple(returned_line(counter, line) for line in returned)
            entries = counter.do(RefundWithoutReceipt(act, back, reason or "", tender, drawer))
        else:
            wanted = tuple(line_wanted(counter, number, line) for line in lines)
            entries = counter.do(RefundReceipt(act, number, wanted, tender, reason, drawer))
        done = entries[-1]
        assert isinstance(done, SaleRefunded)
        return counter.finish(_told(done.receipt), _words(counter, done.receipt))


@click.command("receipt", cls=Command)
@click.argument("number", metavar="N", type=int)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "png", "escpos"]),
    default="text",
    show_default=True,
    help="How the receipt is written.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="A file.")
def receipt(number: int, form: Rendering, output: Path | None) -> int:
    """Show a receipt; it is not printed, and so it is no copy."""
    from till.cli.answers import Exit, answer
    from till.cli.counter import at_counter
    from till.cli.slip_files import SlipFile
    from till.domain.own import require_sight
    from till.domain.sale_errors import NoSuchReceipt
    from till.slips import slip_for

    file = SlipFile(form, output)
    with at_counter() as counter:
        act = counter.begin()
        found = counter.register.read.receipt(number, training=counter.state.training)
        if found is None:
            raise NoSuchReceipt(receipt=number)
        seq, entry = found
        require_sight(counter.state, entry.receipt, act)
        slip, plain = slip_for(entry, full=True), _told(entry.receipt)
        assert slip is not None
        file.write(slip, plain["receipt"], counter.config.printer.columns)
        if not file.is_answer:
            answer({**plain, "seq": seq}, file.text)
        return Exit.DONE


@click.command("copy", cls=Command)
@click.argument("number", metavar="N", type=int)
@DRAWER
def copy(number: int, drawer: int) -> int:
    """Print the one copy that a receipt may have."""
    from till.cli.counter import at_counter
    from till.domain.commands import CopyReceipt

    with at_counter() as counter:
        counter.do(CopyReceipt(counter.begin(), number, drawer))
        return counter.finish()
