"""A register's journal as Onslip's records, from any place in it, holding one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from till.domain.chain import Record
from till.domain.entries import ReceiptCopied, SaleConcluded, SaleRefunded, ShiftClosed
from till.domain.state import State
from till.domain.training import is_practice
from till.formats.onslip.records import PARTS_MAX, Standing, records, standing_after
from till.formats.onslip.shapes import Shape
from till.interfaces.books import Books, RegisterCard
from till.interfaces.sessions import read

_STANDING: Final = (
    "register-created/1",
    "settings-changed/1",
    "sale-parked/1",
    "sale-concluded/1",
    "sale-cancelled/1",
)
_RECEIPTS: Final = ("sale-concluded/1", "sale-refunded/1")


def shapes(
    books: Books, card: RegisterCard, after: int = 0, until: int | None = None
) -> Iterator[tuple[int, Shape]]:
    """Give what stands after record `after` as Onslip's records, each with the number of ours."""
    before = standing(books, card, after)
    acknowledged = books.acknowledged(card)
    for record in books.records(card, after, until):
        found, before = mapped(books, card, record, before, queued=record.seq > acknowledged)
        for shape in found:
            yield record.seq, shape


def mapped(
    books: Books, card: RegisterCard, record: Record, before: Standing, *, queued: bool
) -> tuple[list[Shape], Standing]:
    """Give what one record is there, and the standing after it."""
    originals: dict[int, int] = {}
    if record.kind.startswith("receipt-copied/"):
        entry = read(record)
        if isinstance(entry, ReceiptCopied):
            seq = receipt_seq(books, card, entry.receipt, record.seq, training=entry.training)
            originals = {} if seq is None else {entry.receipt: seq}
    return records(record, before, queued=queued, originals=originals)


def find(books: Books, card: RegisterCard, id_: int) -> Shape | None:
    """Find a record by its id there."""
    seq = id_ // PARTS_MAX
    return next((shape for _seq, shape in shapes(books, card, seq - 1, seq) if shape["id"] == id_), None)


def standing(books: Books, card: RegisterCard, seq: int) -> Standing:
    """Say what must be known of the journal up to record `seq`, from the last close before it on."""
    found, after = Standing(), 0
    for record in books.records(card, 0, seq, ("shift-closed/1",), newest_first=True):
        entry = read(record)
        if isinstance(entry, ShiftClosed):
            found, after = standing_of(entry.carried), record.seq
        break
    return standing_from(books, card, after, seq, found)


def standing_from(books: Books, card: RegisterCard, after: int, seq: int, found: Standing) -> Standing:
    """Go on from what was known up to record `after` to what is known up to record `seq`."""
    for record in books.records(card, after, seq, _STANDING):
        found = standing_after(read(record), found)
    return found


def standing_of(state: State) -> Standing:
    """Say what must be known of a register's journal to its end."""
    real = state.real or state
    key = "" if real.identity is None else real.identity.public_key
    resumed = {sale.id for sale in real.sales.values() if sale.name}
    return Standing(real.settings, real.z_no, key, frozenset(real.parked) | resumed)


def receipt_seq(books: Books, card: RegisterCard, no: int, before: int, *, training: bool) -> int | None:
    """Find the record of a receipt by halves: their numbers grow with the journal."""
    low, high = 0, before
    while low < high:
        middle = (low + high) // 2
        found = _receipt_after(books, card, middle, high, training=training)
        if found is None or found[1] > no:
            high = middle
        elif found[1] == no:
            return found[0]
        else:
            low = found[0]
    return None


def _receipt_after(
    books: Books, card: RegisterCard, after: int, until: int, *, training: bool
) -> tuple[int, int] | None:
    for record in books.records(card, after, until, _RECEIPTS):
        entry = read(record)
        if isinstance(entry, SaleConcluded | SaleRefunded) and is_practice(entry) == training:
            return record.seq, entry.receipt.no
    return None
