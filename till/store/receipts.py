"""Where receipts stand in the journal, and what became of them: the cost does not grow with its age."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final, TypeVar

from sqlalchemy import Connection, select

from till.domain.codec import decode
from till.domain.commands import Command, CopyReceipt, RecordExternal, RefundReceipt
from till.domain.entries import Entry, ExternalRecorded, ReceiptCopied, SaleConcluded, SaleRefunded
from till.domain.external_record import ExternalRecord
from till.domain.receipt import FoundReceipt
from till.faults import JournalBroken
from till.store.schema import insert_text, journal, receipts

_RECEIPT: Final = "receipt"
_REFUND: Final = "refund"
_COPY: Final = "copy"
_EXTERNAL: Final = "external"
_INSERT: Final = insert_text(receipts, tuple(receipts.c.keys()))
_NUMBER_MAX: Final = 2**63 - 1

E = TypeVar("E", bound=Entry)
Row = tuple[int, int, str, int]


def rows_of(entry: Entry, seq: int) -> list[Row]:
    """Say under which receipts record `seq` must be found again."""
    if isinstance(entry, ReceiptCopied):
        return [(entry.receipt, int(entry.original.training), _COPY, seq)]
    if isinstance(entry, ExternalRecorded):
        return [(_external_no(entry.record), 0, _EXTERNAL, seq)]
    if not isinstance(entry, SaleConcluded | SaleRefunded):
        return []
    receipt = entry.receipt
    rows: list[Row] = [(receipt.no, int(receipt.training), _RECEIPT, seq)]
    if receipt.refund_of is not None:
        rows.append((receipt.refund_of, int(receipt.training), _REFUND, seq))
    return rows


def put(connection: Connection, rows: Sequence[Row]) -> None:
    """Remember where receipts stand."""
    if rows:
        connection.exec_driver_sql(_INSERT, list(rows))


def looked_up(connection: Connection, command: Command, *, training: bool = False) -> Command:
    """Give a command with what the journal says of the receipt it names; others as they are."""
    if isinstance(command, RefundReceipt | CopyReceipt):
        return replace(command, found=found_receipt(connection, command.receipt, training=training))
    if isinstance(command, RecordExternal):
        return replace(command, known=_is_known(connection, command.record))
    return command


def _external_no(record: ExternalRecord) -> int:
    """Give the number that another system's record is found by: the first 63 bits of a hash of its name."""
    named = json.dumps([record.source, record.id]).encode()
    return int.from_bytes(sha256(named).digest()[:8]) >> 1 or 1


def _is_known(connection: Connection, record: ExternalRecord) -> bool:
    """Say whether this record of another system was taken in before."""
    for seq in _seqs(connection, _external_no(record), _EXTERNAL, training=False):
        entry = _entry(connection, seq)
        if not isinstance(entry, ExternalRecorded):
            raise _not_what_it_says(seq)
        if (entry.record.source, entry.record.id) == (record.source, record.id):
            return True
    return False


def receipt_record(
    connection: Connection, receipt: int, *, training: bool = False
) -> tuple[int, SaleConcluded | SaleRefunded] | None:
    """Find a receipt by its number, with the number of its record."""
    seqs = _seqs(connection, receipt, _RECEIPT, training=training)
    if not seqs:
        return None
    entry = _entry(connection, seqs[0])
    if not isinstance(entry, SaleConcluded | SaleRefunded) or entry.receipt.no != receipt:
        raise _not_what_it_says(seqs[0])
    return seqs[0], entry


def found_receipt(connection: Connection, receipt: int, *, training: bool = False) -> FoundReceipt | None:
    """Find a receipt, what was taken back and paid back of it since, and whether it has its copy."""
    found = receipt_record(connection, receipt, training=training)
    if found is None:
        return None
    copied = bool(_seqs(connection, receipt, _COPY, training=training))
    with_refunds = FoundReceipt(found[1].receipt, {}, copied)
    for seq in _seqs(connection, receipt, _REFUND, training=training):
        entry = _entry(connection, seq)
        if not isinstance(entry, SaleRefunded) or entry.receipt.refund_of != receipt:
            raise _not_what_it_says(seq)
        with_refunds = with_refunds.after(entry.receipt)
    return with_refunds


def _seqs(connection: Connection, receipt: int, what: str, *, training: bool) -> list[int]:
    if not 0 < receipt <= _NUMBER_MAX:
        return []
    statement = select(receipts.c.seq).where(
        receipts.c.no == receipt, receipts.c.training == int(training), receipts.c.what == what
    )
    return [int(row.seq) for row in connection.execute(statement)]


def _entry(connection: Connection, seq: int) -> Entry:
    row = connection.execute(select(journal.c.kind, journal.c.body).where(journal.c.seq == seq)).first()
    if row is None:
        raise _not_what_it_says(seq)
    return decode(row.kind, row.body)


def _not_what_it_says(seq: int) -> JournalBroken:
    words = f"Record {seq} of the journal is not the receipt that was noted."
    return JournalBroken(f"{words} Do not trade; restore the newest backup.")
