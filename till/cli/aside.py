"""`till shift suspend|resume|park|close-parked`: shifts whose insert is out of the drawer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from till.cli.drawers import DRAWER
from till.cli.options import Command

if TYPE_CHECKING:
    from till.domain.commands import ParkShift, SuspendShift

_NOTE = click.option("--note", help="A note.")


def _take_out(wish: type[SuspendShift | ParkShift], drawer: int, note: str | None) -> int:
    from till.cli.counter import at_counter

    with at_counter() as counter:
        counter.do(wish(counter.begin(), drawer, note))
        return counter.finish()


@click.command("suspend", cls=Command)
@_NOTE
@DRAWER
def suspend(note: str | None, drawer: int) -> int:
    """Take the insert out of the drawer for a while; “till shift resume” goes on with the shift."""
    from till.domain.commands import SuspendShift

    return _take_out(SuspendShift, drawer, note)


@click.command("park", cls=Command)
@_NOTE
@DRAWER
def park(note: str | None, drawer: int) -> int:
    """End the shift and take its insert away, to be counted later with “till shift close-parked”."""
    from till.domain.commands import ParkShift

    return _take_out(ParkShift, drawer, note)


@click.command("resume", cls=Command)
@click.argument("number", metavar="N", type=int)
@DRAWER
def resume(number: int, drawer: int) -> int:
    """Put the insert of suspended shift N into a drawer that is free and empty."""
    from till.cli.counter import at_counter
    from till.domain.commands import ResumeShift

    with at_counter() as counter:
        counter.do(ResumeShift(counter.begin(), number, drawer))
        return counter.finish()


_COUNT = click.option("--count", "counted", metavar="COUNT", help="By denomination: 100x1,50x2,0.25x40.")
_AMOUNT = click.option("--amount", metavar="AMOUNT", help="What was counted, as one amount.")
_TENDERS = click.option("--tender", "tenders", multiple=True, metavar="TENDER=AMOUNT", help="Another tender.")


@click.command("count-parked", cls=Command)
@click.argument("number", metavar="N", type=int)
@_COUNT
@_AMOUNT
@_TENDERS
def count_parked(*, number: int, counted: str | None, amount: str | None, tenders: tuple[str, ...]) -> int:
    """Count the insert of shift N, which is out of the drawer; each count is kept."""
    from till.cli.counter import at_counter
    from till.domain.commands import CountAside

    with at_counter() as counter:
        act = counter.begin()
        counter.do(CountAside(act, number, counter.count(counted, amount, tenders)))
        return counter.finish()


@click.command("close-parked", cls=Command)
@click.argument("number", metavar="N", type=int)
@_COUNT
@_AMOUNT
@_TENDERS
@click.option("--left", metavar="AMOUNT", help="What goes into the drawer as its float; nothing unless said.")
@click.option("--bag", help="The bag for what is taken out.")
@click.option("--reason", help="Why it is over or short.")
@_NOTE
def close_parked(
    *,
    number: int,
    counted: str | None,
    amount: str | None,
    tenders: tuple[str, ...],
    left: str | None,
    bag: str | None,
    reason: str | None,
    note: str | None,
) -> int:
    """Close shift N, whose insert is out of the drawer, on its last count or this; somebody approves it."""
    from till.cli.counter import at_counter
    from till.domain.commands import CloseAside, CountAside

    with at_counter() as counter:
        act = counter.begin()
        if counted is not None or amount is not None or tenders:
            # Who approves the close does not approve one more count too.
            found = counter.count(counted, amount, tenders)
            counter.do(CountAside(counter.register.act(act.by), number, found))
        stays = 0 if left is None else counter.amount(left)
        counter.do(CloseAside(act, number, stays, bag, reason, note))
        return counter.finish()
