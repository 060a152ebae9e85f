"""`till shift addendum`: what is appended to a closed shift; its Z stays as it was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from till.cli.options import Command

if TYPE_CHECKING:
    from till.domain.entries import AddendumAdded


@click.command("addendum", cls=Command)
@click.argument("number", metavar="N", type=int)
@click.option("--item", metavar="AMOUNT", help="What was forgotten; -12.50 went out of the drawer.")
@click.option("--count", "counted", metavar="COUNT", help="What was counted again, by denomination.")
@click.option("--amount", metavar="AMOUNT", help="What was counted again, as one amount.")
@click.option("--reason", required=True, help="A pay-out reason for a late item, or why.")
@click.option("--note", help="A note.")
def addendum(
    *, number: int, item: str | None, counted: str | None, amount: str | None, reason: str, note: str | None
) -> int:
    """Append a late item or a recount to closed shift N; somebody approves it."""
    from till.cli.counter import at_counter
    from till.domain.addendum import require_not_running
    from till.domain.commands import AddLateItem, AddRecount, ClosedShift

    if (item is None) == (counted is None and amount is None):
        raise click.UsageError("Say either --item, or what was counted again with --count or --amount.")
    with at_counter() as counter:
        act = counter.begin()
        require_not_running(counter.state, number)
        _seq, entry = counter.register.read.closed_shift(number)
        closed = ClosedShift(entry.shift, entry.z_no, entry.drawer, entry.business_date)
        if item is not None:
            out = item.strip().startswith("-")
            found = counter.amount(item.strip().removeprefix("-"))
            counter.do(AddLateItem(act, closed, -found if out else found, reason, note))
        else:
            counter.do(AddRecount(act, closed, counter.count(counted, amount), reason, note))
        return counter.finish()


def addendum_plain(entry: AddendumAdded, currency: str, *, full: bool) -> dict[str, Any]:
    """Give an addendum; `full` False leaves out what it says of the money."""
    from till.cli.facts import entry_plain

    plain = entry_plain(entry, currency, full=full)
    hidden = () if full else ("amount", "postings", "counted")
    return {name: value for name, value in plain.items() if name not in hidden}


def addendum_text(entry: AddendumAdded, *, full: bool) -> str:
    """Give an addendum in one line."""
    from till.wording.dates import moment
    from till.wording.entry_lines import line_for
    from till.wording.money import money

    heading = entry.heading
    title, details = line_for(entry)
    amount = entry.amount if entry.counted is None else entry.counted.amount
    shown = ""
    if full and amount is not None:
        shown = f" {money(amount, heading.currency, heading.locale, sign=entry.counted is None)}"
    return f"{title}, {moment(entry.at, heading.locale)}{shown}: {details}"
