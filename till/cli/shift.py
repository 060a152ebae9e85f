"""`till shift …`: open, count, close, hand over; list and show."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import click

from till.cli.drawers import DRAWER
from till.cli.options import TopGroup

_NOTE = click.option("--note", help="A note.")
_TENDERS = click.option(
    "--tender", "tenders", multiple=True, metavar="TENDER=AMOUNT", help="Another tender: card=120.00."
)
_COUNT = click.option("--count", "counted", metavar="COUNT", help="By denomination: 100x1,50x2,0.25x40.")


_PLACES: Final = {
    "addendum": "addendum:addendum",
    "why": "suggest:why",
    "suspend": "aside:suspend",
    "resume": "aside:resume",
    "park": "aside:park",
    "count-parked": "aside:count_parked",
    "close-parked": "aside:close_parked",
}


@click.group(cls=TopGroup, places=_PLACES)
def shift() -> None:
    """Open, count and close shifts; list and show them."""


@shift.command("open")
@click.option("--float", "amount", metavar="AMOUNT", help="What is in the drawer, as one amount.")
@_COUNT
@click.option("--reason", help="Why it is not what the last close left.")
@_NOTE
@DRAWER
def open_shift(
    amount: str | None, counted: str | None, reason: str | None, note: str | None, drawer: int
) -> int:
    """Open a shift with the float that was counted in the drawer."""
    from till.cli.counter import at_counter
    from till.domain.commands import OpenShift

    with at_counter() as counter:
        act = counter.begin()
        counter.do(OpenShift(act, counter.count(counted, amount), drawer, reason, note))
        return counter.finish()


@shift.command("count")
@_COUNT
@click.option("--amount", metavar="AMOUNT", help="What was counted, as one amount.")
@_TENDERS
@DRAWER
def count(counted: str | None, amount: str | None, tenders: tuple[str, ...], drawer: int) -> int:
    """Start the count if it has not begun, and record what was counted.

    Rolls and bags of coins are counted as 1x3r and 1x3b, other tenders as --tender card=120.00.

    Without --count and --amount it only starts: the shift takes no movements, and the drawer opens.
    """
    from till.cli.counter import at_counter
    from till.domain.commands import CountCash, StartCount
    from till.domain.vocabulary import ShiftStatus

    with at_counter() as counter:
        act = counter.begin()
        given = counted is not None or amount is not None or tenders
        found = counter.count(counted, amount, tenders) if given else None
        drawer = counter.drawer(drawer, act)
        running = counter.state.shifts.get(drawer)
        if found is None or running is None or running.status is ShiftStatus.DRAFT:
            # Who approves one more count does not approve the beginning of counting too, but for another's.
            begun = counter.register.act(act.by)
            if running is not None and running.opened_by.no != act.by:
                begun = replace(begun, approved_by=act.approved_by)
            counter.do(StartCount(begun, drawer))
        if found is not None:
            counter.do(CountCash(act, found, drawer))
        return counter.finish()


@shift.command("abandon-count")
@DRAWER
def abandon_count(drawer: int) -> int:
    """Go back from counting to the open shift; the counts stay."""
    from till.cli.counter import at_counter
    from till.domain.commands import AbandonCount

    with at_counter() as counter:
        counter.do(AbandonCount(counter.begin(), drawer))
        return counter.finish()


@shift.command("close")
@click.option("--left", metavar="AMOUNT", help="What stays in the drawer as the next float.")
@click.option("--suggest", is_flag=True, help="Do not close; say what could stay, piece by piece.")
@click.option("--bag", help="The bag for what is taken out.")
@click.option("--reason", help="Why the drawer is over or short.")
@_NOTE
@DRAWER
def close_shift(
    *, left: str | None, suggest: bool, bag: str | None, reason: str | None, note: str | None, drawer: int
) -> int:
    """Close the shift on its last count, and print the Z."""
    from till.cli.counter import at_counter
    from till.domain.commands import CloseShift

    if suggest:
        from till.cli.suggest import say_suggestion

        return say_suggestion(drawer)
    if left is None:
        raise click.UsageError("Say what stays in the drawer: --left AMOUNT; --suggest helps to choose.")
    with at_counter() as counter:
        act = counter.begin()
        counter.do(CloseShift(act, counter.amount(left), bag, reason, note, drawer))
        return counter.finish()


@shift.command("force-close")
@_COUNT
@click.option("--amount", metavar="AMOUNT", help="What was counted, as one amount.")
@click.option("--left", metavar="AMOUNT", help="What stays in the drawer; all of it unless said.")
@click.option("--bag", help="The bag for what is taken out.")
@click.option("--reason", required=True, help="Why it is not closed by its owner.")
@_TENDERS
@DRAWER
def force_close(
    *,
    counted: str | None,
    amount: str | None,
    tenders: tuple[str, ...],
    left: str | None,
    bag: str | None,
    reason: str,
    drawer: int,
) -> int:
    """Close a shift in its owner's place; without a count the Z says that nobody counted."""
    from till.cli.counter import at_counter
    from till.domain.commands import ForceClose

    with at_counter() as counter:
        act = counter.begin()
        given = counted is not None or amount is not None or tenders
        found = counter.count(counted, amount, tenders) if given else None
        stays = None if left is None else counter.amount(left)
        counter.do(ForceClose(act, reason, found, stays, bag, drawer))
        return counter.finish()


@shift.command("hand-over")
@click.option("--to", "successor", required=True, metavar="EMPLOYEE", help="Who goes on with the drawer.")
@click.option("--reason", help="Why the drawer is over or short.")
@DRAWER
def hand_over(successor: str, reason: str | None, drawer: int) -> int:
    """Close the shift on its last count and open the next one of who goes on with the drawer as it is.

    Their PIN is in $TILL_NEXT_PIN, or asked for. What differs belongs to who leaves.
    """
    from till.cli.counter import at_counter
    from till.cli.facts import entry_plain
    from till.cli.pins import NEXT_PIN
    from till.cli.recognised import recognised
    from till.domain.commands import HandOver
    from till.domain.vocabulary import PinPurpose

    with at_counter() as counter:
        act = counter.begin()
        to = recognised(counter.register, successor, NEXT_PIN, PinPurpose.COMMAND)
        closed, *_opened = counter.do(HandOver(act, to.no, reason, drawer))
        plain = entry_plain(closed, counter.rules.currency, full=counter.sees(act))
        return counter.finish({"closed": plain})


@shift.command("list")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True, help="How many.")
@click.option("--before", type=int, metavar="SEQ", help="Only shifts closed before this record.")
def list_shifts(limit: int, before: int | None) -> int:
    """List the open shift and the closed ones, newest first. Over or short only for who may see it."""
    from till.cli.answers import Exit, answer
    from till.cli.counter import at_counter
    from till.cli.facts import closed_shift_plain, closed_shift_text, open_shift_plain, open_shift_text

    with at_counter() as counter:
        full = counter.onlooker()
        state = counter.state
        running = [*state.shifts.values(), *state.aside.values()] if before is None else []
        closes = counter.register.read.closes(limit, before)
        plain = [open_shift_plain(state, each, full=full) for each in running]
        plain += [closed_shift_plain(seq, closed, full=full) for seq, closed in closes]
        lines = [open_shift_text(state, each, full=full).splitlines()[0] for each in running]
        lines += [closed_shift_text(closed, full=full) for _seq, closed in closes]
        answer({"shifts": plain}, "\n".join(lines) or "There was no shift yet.")
        return Exit.DONE


@shift.command("show")
@click.argument("number", metavar="N", type=int)
def show(number: int) -> int:
    """Show a shift: its movements while it is open, its Z once it is closed."""
    from till.cli.addendum import addendum_plain, addendum_text
    from till.cli.answers import Exit, answer
    from till.cli.counter import at_counter
    from till.cli.facts import closed_shift_plain, figures_plain, open_shift_plain, open_shift_text
    from till.domain.own import closed_by
    from till.slips import slip_for

    with at_counter() as counter:
        full = counter.onlooker()
        state = counter.state
        everything = (*state.shifts.values(), *state.aside.values())
        running = next((each for each in everything if each.no == number), None)
        if running is not None:
            plain = open_shift_plain(state, running, full=full)
            answer({"shift": plain}, open_shift_text(state, running, full=full))
            return Exit.DONE
        seq, closed = counter.register.read.closed_shift(number)
        own = closed_by(closed, *counter.onlookers)
        figures = figures_plain(closed.figures, full=full, own=own)
        slip = slip_for(closed, full=full, own=own)
        assert slip is not None
        addenda = counter.register.read.addenda(number)
        plain = {**closed_shift_plain(seq, closed, full=full), "figures": figures}
        plain["addenda"] = [addendum_plain(each, counter.rules.currency, full=full) for each in addenda]
        lines = [addendum_text(each, full=full) for each in addenda]
        answer(
            {"shift": plain}, "\n".join([slip.to_text(counter.config.printer.columns).rstrip("\n"), *lines])
        )
        return Exit.DONE
