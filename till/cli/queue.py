"""What waits for the back offices: as JSON and as a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from till.domain.clock import milliseconds_between
from till.store import parked, peers
from till.store.engine import reading
from till.store.parked import Parked
from till.store.peers import PeerState, Waiting
from till.wording.dates import duration

if TYPE_CHECKING:
    from till.cash_register import CashRegister


def parked_plain(each: Parked) -> dict[str, Any]:
    """Give a record that was set aside for JSON."""
    return {
        "peer": each.peer,
        "seq": each.seq,
        "status": each.status.value,
        "answer": each.answer,
        "at": each.at,
    }


def set_aside(register: CashRegister, *, dropped: bool = False) -> list[Parked]:
    """Read what peers refused for ever."""
    with reading(register.engine).begin() as connection:
        return parked.set_aside(connection, dropped=dropped)


def offices(register: CashRegister, names: Sequence[str]) -> list[tuple[PeerState, Waiting]]:
    """Read how the configured peers stand."""
    with reading(register.engine).begin() as connection:
        found = [peers.find(connection, name) for name in names]
        return [(state, peers.waiting(connection, state.cursor)) for state in found]


def office_plain(state: PeerState, waits: Waiting) -> dict[str, Any]:
    """Give it for JSON."""
    return {
        "peer": state.name,
        "waiting": waits.records,
        "oldest": waits.since,
        "acknowledged": state.cursor.records,
        "last_contact": state.contact_at,
        "trouble": None
        if state.trouble is None
        else {"kind": state.trouble, "message": state.words, "since": state.trouble_at},
        "next_try": state.next_at,
    }


def office_text(state: PeerState, waits: Waiting, now: str) -> str:
    """Say it in a line."""
    contact = "never heard of" if state.contact_at is None else f"last heard of {state.contact_at[:16]}"
    line = f"{state.name}: {state.cursor.records} records held, {waits.records} waiting"
    if waits.since is not None:
        line += f", oldest {duration(max(0, milliseconds_between(waits.since, now)) // 1000)}"
    return f"{line}; {contact}." + (f" {state.words}" if state.words else "")
