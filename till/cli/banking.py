"""`till cash receive-bag|deposit|undo-deposit|bags`: what becomes of cash that left a drawer in a bag."""

from __future__ import annotations

from typing import Any

import click

from till.cli.cash import NOTE
from till.cli.options import Command


@click.command("receive-bag", cls=Command)
@click.option("--bag", required=True, help="The number of the bag or seal.")
@click.option("--amount", required=True, metavar="AMOUNT", help="What was found in it.")
@NOTE
def receive_bag(bag: str, amount: str, note: str | None) -> int:
    """Receive a dropped bag into the safe; somebody else does it than who dropped it."""
    from till.cli.counter import at_counter
    from till.domain.commands import ReceiveBag

    with at_counter() as counter:
        act = counter.begin()
        counter.do(ReceiveBag(act, bag, counter.amount(amount), note))
        return counter.finish()


@click.command("deposit", cls=Command)
@click.option("--number", "number", required=True, help="The bank's number of the deposit.")
@click.option("--bag", "bags", multiple=True, help="An unopened bag; may be given several times.")
@click.option("--amount", metavar="AMOUNT", help="What is taken out of the safe.")
@NOTE
def deposit(number: str, bags: tuple[str, ...], amount: str | None, note: str | None) -> int:
    """Bring unopened bags, or cash out of the safe, or both, to the bank."""
    from till.cli.counter import at_counter
    from till.domain.commands import Deposit

    with at_counter() as counter:
        act = counter.begin()
        from_safe = 0 if amount is None else counter.amount(amount)
        counter.do(Deposit(act, number, bags, from_safe, note))
        return counter.finish()


@click.command("undo-deposit", cls=Command)
@click.argument("deposit_id", metavar="ID")
@click.option("--reason", required=True, help="Why.")
def undo_deposit(deposit_id: str, reason: str) -> int:
    """Take back a deposit that did not happen; ID is its id, its number, or the reference on its slip."""
    from till.cli.counter import at_counter
    from till.cli.references import deposit_meant
    from till.domain.commands import UndoDeposit

    with at_counter() as counter:
        act = counter.begin()
        made = deposit_meant(deposit_id, counter.state.deposits)
        counter.do(UndoDeposit(act, made, reason))
        return counter.finish()


@click.command("bags", cls=Command)
def bags() -> int:
    """List the bags under way, the oldest first; the amounts only for who may see what is expected."""
    from till.cli.answers import Exit, answer, table
    from till.cli.counter import at_counter
    from till.domain.plain import to_plain
    from till.wording.dates import moment
    from till.wording.money import money

    with at_counter() as counter:
        full, rules = counter.onlooker(), counter.rules
        plain: list[dict[str, Any]] = []
        rows = []
        for bag in sorted(counter.state.bags.values(), key=lambda each: each.dropped_at):
            each = to_plain(bag)
            age_s, age = counter.age(bag.dropped_at)
            plain.append({name: each[name] for name in each if full or name != "amount"} | {"age_s": age_s})
            amount = money(bag.amount, rules.currency, rules.locale) if full else ""
            rows.append((bag.no, amount, moment(bag.dropped_at, rules.locale), age, bag.dropped_by.name))
        answer({"bags": plain, "currency": rules.currency}, table(rows) or "No bag is under way.")
        return Exit.DONE
