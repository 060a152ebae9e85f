"""`till cash transfer|swap`: cash that changes its drawer or its form."""

from __future__ import annotations

import click

from till.cli.cash import AMOUNT, NOTE
from till.cli.drawers import DRAWER
from till.cli.options import Command


@click.command("transfer", cls=Command)
@AMOUNT
@click.option("--to", "target", type=int, required=True, help="The number of the other drawer.")
@NOTE
@DRAWER
def transfer(amount: str, target: int, note: str | None, drawer: int) -> int:
    """Carry cash from one drawer to another; both have an open shift."""
    from till.cli.counter import at_counter
    from till.domain.commands import Transfer

    with at_counter() as counter:
        act = counter.begin()
        counter.do(Transfer(act, counter.amount(amount), target, drawer, note), told=0)
        return counter.finish()


@click.command("swap", cls=Command)
@click.option("--given", required=True, metavar="COUNT", help="What goes out, by denomination: 100x1.")
@click.option("--taken", required=True, metavar="COUNT", help="What comes in, by denomination: 20x5.")
@NOTE
@DRAWER
def swap(given: str, taken: str, note: str | None, drawer: int) -> int:
    """Change notes for coins or back; both sides are worth the same."""
    from till.cli.counter import at_counter
    from till.domain.commands import Swap

    with at_counter() as counter:
        act = counter.begin()
        out, into = counter.count(given, None), counter.count(taken, None)
        counter.do(Swap(act, out, into, drawer, note))
        return counter.finish()
