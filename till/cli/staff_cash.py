"""`till cash tip-out|reimburse|collect|advance|settle|advances`: cash between the drawer and the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from till.cli.cash import AMOUNT, NOTE
from till.cli.drawers import DRAWER
from till.cli.options import Command

if TYPE_CHECKING:
    from till.domain.commands import Collect, Reimburse, TipOut

_EMPLOYEE = click.option("--employee", required=True, help="Whose cash it is, by number or name.")


def _with_staff(
    wish: type[TipOut | Reimburse | Collect], amount: str, employee: str, note: str | None, drawer: int
) -> int:
    from till.cli.counter import at_counter, employee_named

    with at_counter() as counter:
        act = counter.begin()
        person = employee_named(counter.state, employee)
        counter.do(wish(act, counter.amount(amount), person.no, drawer, note))
        return counter.finish()


@click.command("tip-out", cls=Command)
@AMOUNT
@_EMPLOYEE
@NOTE
@DRAWER
def tip_out(amount: str, employee: str, note: str | None, drawer: int) -> int:
    """Pay an employee their tips."""
    from till.domain.commands import TipOut

    return _with_staff(TipOut, amount, employee, note, drawer)


@click.command("reimburse", cls=Command)
@AMOUNT
@_EMPLOYEE
@NOTE
@DRAWER
def reimburse(amount: str, employee: str, note: str | None, drawer: int) -> int:
    """Pay an employee back what they spent on a delivery."""
    from till.domain.commands import Reimburse

    return _with_staff(Reimburse, amount, employee, note, drawer)


@click.command("collect", cls=Command)
@AMOUNT
@_EMPLOYEE
@NOTE
@DRAWER
def collect(amount: str, employee: str, note: str | None, drawer: int) -> int:
    """Take in the cash that an employee brings back."""
    from till.domain.commands import Collect

    return _with_staff(Collect, amount, employee, note, drawer)


@click.command("advance", cls=Command)
@AMOUNT
@_EMPLOYEE
@click.option("--reason", required=True, help="The code or name of a configured pay-out reason.")
@NOTE
@DRAWER
def advance(amount: str, employee: str, reason: str, note: str | None, drawer: int) -> int:
    """Hand an employee cash for a purchase; it must be settled before the shift is closed."""
    from till.cli.counter import at_counter, employee_named
    from till.domain.commands import GiveAdvance

    with at_counter() as counter:
        act = counter.begin()
        person = employee_named(counter.state, employee)
        counter.do(GiveAdvance(act, counter.amount(amount), person.no, reason, drawer, note))
        return counter.finish()


@click.command("settle", cls=Command)
@click.argument("advance_id", metavar="ID")
@click.option("--spent", required=True, metavar="AMOUNT", help="What the voucher says; the rest comes back.")
@click.option("--voucher", default="", help="The number of the voucher or receipt.")
@click.option("--payee", help="Who was paid.")
@NOTE
@DRAWER
def settle(
    *, advance_id: str, spent: str, voucher: str, payee: str | None, note: str | None, drawer: int
) -> int:
    """Settle an advance; ID is its id, or the reference on its slip."""
    from till.cli.counter import at_counter
    from till.cli.references import meant
    from till.domain.commands import SettleAdvance

    with at_counter() as counter:
        act = counter.begin()
        found = meant(advance_id, counter.state.advances)
        counter.do(SettleAdvance(act, found, counter.amount(spent), voucher, payee, drawer, note))
        return counter.finish()


@click.command("advances", cls=Command)
def advances() -> int:
    """List the advances that are not settled; the amounts only for who may see what is expected."""
    from till.cli.answers import Exit, answer, table
    from till.cli.counter import at_counter
    from till.domain.plain import to_plain
    from till.wording.dates import moment
    from till.wording.money import money

    with at_counter() as counter:
        full, rules = counter.onlooker(), counter.rules
        plain: list[dict[str, Any]] = []
        rows = []
        for each in counter.state.advances.values():
            if each.settled:
                continue
            fields = to_plain(each)
            age_s, age = counter.age(each.at)
            plain.append({name: fields[name] for name in fields if full or name != "amount"})
            plain[-1]["age_s"] = age_s
            amount = money(each.amount, rules.currency, rules.locale) if full else ""
            given = moment(each.at, rules.locale)
            rows.append((each.employee.name, each.reason, amount, given, age, f"[{each.id[-8:]}]"))
        answer({"advances": plain, "currency": rules.currency}, table(rows) or "No advance is open.")
        return Exit.DONE
