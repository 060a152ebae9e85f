"""The check of a batch by itself: its numbers, its seals from the record before it, its signatures. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from till.domain.chain import Record, genesis, seal
from till.domain.state import Head
from till.signing import verifier


class Unproven(Exception):
    """A record is not what its register wrote at this place; the text names it and says how."""


def prove(register_id: str, public_key: str, after: Head, records: Sequence[Record]) -> None:
    """See that these records follow `after`, each sealed to the one before and signed by its register.

    Raises:
        Unproven: One does not.
    """
    if (after.records == 0) != (after.seal == ""):
        raise Unproven("The record before the batch has a number and no seal, or a seal and no number.")
    signed = verifier(public_key)
    previous = after.seal or genesis(register_id, public_key)
    for seq, record in enumerate(records, start=after.records + 1):
        if record.seq != seq:
            raise Unproven(f"Record {record.seq} stands where record {seq} must come.")
        if seal(previous, seq, record.recorded_at, record.kind, record.body) != record.seal:
            raise Unproven(f"The seal of record {seq} does not match its content and the record before it.")
        if not signed(record.seal, record.signature):
            raise Unproven(f"The signature of record {seq} is not the register's.")
        previous = record.seal
