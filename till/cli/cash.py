"""`till cash …` and `till no-sale`: movements of cash in and out of a drawer."""

from __future__ import annotations

import click

from till.cli.wishes import Command, Group

_DRAWER = click.option("--drawer", type=int, default=1, show_default=True, help="The drawer's number.")
_NOTE = click.option("--note", help="A note.")
_AMOUNT = click.option("--amount", required=True, metavar="AMOUNT", help="In the major unit: 12.50.")


@click.group(cls=Group)
def cash() -> None:
    """Move cash in and out of the drawer."""


@cash.command("in")
@_AMOUNT
@click.option("--reason", required=True, help="A configured reason, or your own words.")
@_NOTE
@_DRAWER
def cash_in(amount: str, reason: str, note: str | None, drawer: int) -> int:
    """Put cash into the drawer."""
    from till.cli.counter import at_counter
    from till.domain.commands import CashIn

    with at_counter() as counter:
        act = counter.begin()
        counter.do(CashIn(act, counter.amount(amount), reason, drawer, note))
        return counter.finish()


@cash.command("drop")
@_AMOUNT
@click.option("--bag", default="", help="The number of the bag or seal.")
@_NOTE
@_DRAWER
def drop(amount: str, bag: str, note: str | None, drawer: int) -> int:
    """Drop cash to the safe in a sealed bag."""
    from till.cli.counter import at_counter
    from till.domain.commands import Drop

    with at_counter() as counter:
        act = counter.begin()
        counter.do(Drop(act, counter.amount(amount), bag, drawer, note))
        return counter.finish()


@cash.command("pay-out")
@_AMOUNT
@click.option("--reason", required=True, help="The code or name of a configured reason.")
@click.option("--payee", help="Who is paid.")
@click.option("--voucher", help="The number of the voucher or receipt.")
@_NOTE
@_DRAWER
def pay_out(
    *, amount: str, reason: str, payee: str | None, voucher: str | None, note: str | None, drawer: int
) -> int:
    """Pay a configured expense out of the drawer."""
    from till.cli.counter import at_counter
    from till.domain.commands import PayOut

    with at_counter() as counter:
        act = counter.begin()
        counter.do(PayOut(act, counter.amount(amount), reason, payee, voucher, drawer, note))
        return counter.finish()


@cash.command("undo")
@click.argument("movement", metavar="ID")
@click.option("--reason", default="", help="Why.")
@_DRAWER
def undo(movement: str, reason: str, drawer: int) -> int:
    """Reverse a movement of the open shift; ID is its id, or the reference on its slip."""
    from till.cli.counter import at_counter
    from till.domain.commands import UndoMovement

    with at_counter() as counter:
        act = counter.begin()
        shift = counter.state.shifts.get(drawer)
        moved = () if shift is None else shift.movements
        # The end of an id is random, its beginning is a time; the slip shows the last eight digits.
        meant = [each.id for each in moved if each.id.endswith(movement.lower()) and len(movement) >= 8]
        counter.do(UndoMovement(act, meant[0] if len(meant) == 1 else movement, reason, drawer))
        return counter.finish()


@click.command("no-sale", cls=Command)
@click.option("--reason", required=True, help="The code or name of a configured reason.")
@_DRAWER
def no_sale(reason: str, drawer: int) -> int:
    """Open the drawer without a sale."""
    from till.cli.counter import at_counter
    from till.domain.commands import NoSale

    with at_counter() as counter:
        act = counter.begin()
        counter.do(NoSale(act, reason, drawer))
        return counter.finish()
