"""`till cash …` and `till no-sale`: movements of cash in and out of a drawer."""

from __future__ import annotations

from typing import Final

import click

from till.cli.drawers import DRAWER
from till.cli.options import Command, TopGroup

NOTE = click.option("--note", help="A note.")
AMOUNT = click.option("--amount", required=True, metavar="AMOUNT", help="In the major unit: 12.50.")
_PLACES: Final = {
    "in": "cash:cash_in",
    "drop": "cash:drop",
    "pay-out": "cash:pay_out",
    "tip-out": "staff_cash:tip_out",
    "reimburse": "staff_cash:reimburse",
    "collect": "staff_cash:collect",
    "advance": "staff_cash:advance",
    "settle": "staff_cash:settle",
    "advances": "staff_cash:advances",
    "swap": "exchange:swap",
    "transfer": "exchange:transfer",
    "receive-bag": "banking:receive_bag",
    "bags": "banking:bags",
    "deposit": "banking:deposit",
    "undo-deposit": "banking:undo_deposit",
    "undo": "cash:undo",
    "adjust": "adjusting:adjust",
    "adjustments": "adjusting:adjustments",
}


@click.group(cls=TopGroup, places=_PLACES)
def cash() -> None:
    """Move cash in and out of the drawer, to the safe and to the bank."""


@click.command("in", cls=Command)
@AMOUNT
@click.option("--reason", required=True, help="A configured reason, or your own words.")
@NOTE
@DRAWER
def cash_in(amount: str, reason: str, note: str | None, drawer: int) -> int:
    """Put cash into the drawer."""
    from till.cli.counter import at_counter
    from till.domain.commands import CashIn

    with at_counter() as counter:
        act = counter.begin()
        counter.do(CashIn(act, counter.amount(amount), reason, drawer, note))
        return counter.finish()


@click.command("drop", cls=Command)
@AMOUNT
@click.option("--bag", default="", help="The number of the bag or seal.")
@NOTE
@DRAWER
def drop(amount: str, bag: str, note: str | None, drawer: int) -> int:
    """Drop cash to the safe in a sealed bag."""
    from till.cli.counter import at_counter
    from till.domain.commands import Drop

    with at_counter() as counter:
        act = counter.begin()
        counter.do(Drop(act, counter.amount(amount), bag, drawer, note))
        return counter.finish()


@click.command("pay-out", cls=Command)
@AMOUNT
@click.option("--reason", required=True, help="The code or name of a configured reason.")
@click.option("--payee", help="Who is paid.")
@click.option("--voucher", help="The number of the voucher or receipt.")
@NOTE
@DRAWER
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


@click.command("undo", cls=Command)
@click.argument("movement", metavar="ID")
@click.option("--reason", default="", help="Why.")
@DRAWER
def undo(movement: str, reason: str, drawer: int) -> int:
    """Reverse a movement of the open shift; ID is its id, or the reference on its slip."""
    from till.cli.counter import at_counter
    from till.cli.references import meant
    from till.domain.commands import UndoMovement

    with at_counter() as counter:
        act = counter.begin()
        drawer = counter.drawer(drawer, act)
        shift = counter.state.shifts.get(drawer)
        moved = () if shift is None else shift.movements
        found = meant(movement, (each.id for each in moved))
        counter.do(UndoMovement(act, found, reason, drawer), told=0)
        return counter.finish()


@click.command("no-sale", cls=Command)
@click.option("--reason", required=True, help="The code or name of a configured reason.")
@click.option("--emergency", is_flag=True, help="It is never refused then, only marked.")
@DRAWER
def no_sale(reason: str, emergency: bool, drawer: int) -> int:
    """Open the drawer without a sale."""
    from till.cli.counter import at_counter
    from till.domain.commands import NoSale

    with at_counter() as counter:
        act = counter.begin()
        counter.do(NoSale(act, reason, drawer, emergency))
        return counter.finish()
