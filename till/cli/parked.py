"""`till sync parked …`: what a peer of another form refused for ever, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from till.cli.options import Group

if TYPE_CHECKING:
    from till.store.parked import ParkedStatus

_PEER = click.argument("peer")
_SEQ = click.argument("seq", type=click.IntRange(1, 2**63 - 1))


@click.group(cls=Group)
def parked() -> None:
    """See what a peer refused for ever, and decide what becomes of it."""


@parked.command("list")
@click.option("--dropped", is_flag=True, help="What is not to be sent any more, instead.")
def list_parked(*, dropped: bool) -> int:
    """List the records that were set aside, each with the answer it got."""
    from till.cli.answers import Exit, answer, table
    from till.cli.configured import configuration, open_configured
    from till.cli.queue import parked_plain, set_aside

    register = open_configured(configuration())
    try:
        found = set_aside(register, dropped=dropped)
    finally:
        register.close()
    rows = [(each.peer, str(each.seq), each.status.value, each.at[:16], each.answer) for each in found]
    answer({"parked": [parked_plain(each) for each in found]}, table(rows) or "Nothing is set aside.")
    return Exit.DONE


@parked.command("retry")
@_PEER
@_SEQ
def retry(peer: str, seq: int) -> int:
    """Have record SEQ sent to PEER again, the next time anything is."""
    from till.store.parked import ParkedStatus

    return _decide(peer, seq, ParkedStatus.AGAIN, "is sent again")


@parked.command("drop")
@_PEER
@_SEQ
def drop(peer: str, seq: int) -> int:
    """Never send record SEQ to PEER; it stays in the journal, and in the list of what was dropped."""
    from till.store.parked import ParkedStatus

    return _decide(peer, seq, ParkedStatus.DROPPED, "is not sent any more")


def _decide(peer: str, seq: int, status: ParkedStatus, words: str) -> int:
    from till.cli.answers import Exit, answer
    from till.cli.configured import configuration, open_configured
    from till.store import parked as store
    from till.store.guard import in_sentences

    register = open_configured(configuration())
    try:
        with in_sentences(), register.engine.begin() as connection:
            is_known = store.decide(connection, peer, seq, status)
    finally:
        register.close()
    if not is_known:
        raise click.UsageError(f"No record {seq} is set aside for “{peer}”. See: till sync parked list")
    answer({"peer": peer, "seq": seq, "status": status.value}, f"Record {seq} {words} to {peer}.")
    return Exit.DONE
