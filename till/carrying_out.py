"""One act within one transaction: what the rules say, with its records and jobs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from till.domain.apply import fold
from till.domain.commands import Command
from till.domain.decide import decide
from till.domain.entries import Entry
from till.domain.errors import Refused
from till.domain.guesses import to_count
from till.domain.state import State
from till.ids import new_id
from till.jobs import jobs_for
from till.signing import Sign
from till.store import journal, outbox, receipts
from till.store.queue import with_queue
from till.watch import Watch


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What became of a command: the state after it, and its entries; or why it was `refused` all the same."""

    state: State
    entries: tuple[Entry, ...]
    refused: Refused | None = None


def carry_out(connection: Connection, state: State, command: Command, sign: Sign, watch: Watch) -> CarriedOut:
    """Do `command`, after a look at the clock; a refusal that tells something is written down first.

    Raises:
        Refused: The rules do not allow it, and there is nothing to write down.
    """
    if (notice := watch.noticing(state, command.act)) is not None:
        state, _entries = _recorded(connection, state, notice, sign)
    try:
        return CarriedOut(*_recorded(connection, state, with_queue(connection, command), sign))
    except Refused as refused:
        counting = to_count(state, replace(command.act, id=new_id()), refused)
        if counting is None:
            raise
        state, _entries = _recorded(connection, state, counting, sign)
        return CarriedOut(state, (), refused)


def _recorded(
    connection: Connection, state: State, command: Command, sign: Sign
) -> tuple[State, tuple[Entry, ...]]:
    entries = decide(state, receipts.looked_up(connection, command, training=state.training))
    if not entries:
        return state, ()
    after = fold(entries, state)
    outbox.put(connection, jobs_for(after, entries))
    head = journal.append(connection, entries, state.head, command.act.at, sign)
    return replace(after, head=head), entries
