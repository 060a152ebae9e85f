"""The check of records by themselves: numbers, seals from the record before, signatures. Pure.

What a signature covers: the seal of its record. A seal is SHA-256 over the seal before it, the number, the
time, the kind and the exact text of the body, and the seal before the first is made of the register's id and
key. So one good signature, that of the last record of a batch, fixes every number, time, kind and body of the
batch and all that came before it: who changed, left out, put in, reordered or renumbered anything would need
another text with the same SHA-256, and who sealed anew would need the key for the last record. A batch of
another register fails at its first seal, at the last signature, or at the record that the office holds before
it; a copy of the key makes another record where the office holds one.

What it does not cover: the signatures of the records between. Who can write in a register's file without its
key can seal its records anew and wait until the register itself signs the next one. Only the signatures
between tell. They take sixty times as long to check as everything else, so a long batch of a register that
catches up is kept as *arrived* on the proof of its seals and its last signature, and nothing is read out of
it, no shift and no figure, before each signature was checked; see `proving`. One that is not right takes the
arrived records from there on out of the journal again, into the payloads that could not be verified, with an
alarm; and from then on the register's batches are proven whole before anything of them is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from till.domain.chain import Record, genesis, seal
from till.domain.state import Head
from till.signing import verifier


class Unproven(Exception):
    """A record is not what its register wrote at this place; the text names it and says how.

    `proven` is how many records before it are good.
    """

    def __init__(self, words: str, proven: int = 0) -> None:
        super().__init__(words)
        self.proven = proven


def prove(register_id: str, public_key: str, after: Head, records: Sequence[Record]) -> None:
    """See that these records follow `after`, each sealed to the one before and signed by its register.

    Raises:
        Unproven: One does not.
    """
    try:
        prove_seals(register_id, public_key, after, records)
    except Unproven as broken:
        # Whichever comes first is told.
        _prove_signatures(public_key, records[: broken.proven])
        raise
    _prove_signatures(public_key, records)


def prove_seals(register_id: str, public_key: str, after: Head, records: Sequence[Record]) -> None:
    """See that these records follow `after`, each sealed to the one before, and that the last is signed.

    Raises:
        Unproven: One does not follow, or the last is not signed by the register.
    """
    if (after.records == 0) != (after.seal == ""):
        raise Unproven("The record before the batch has a number and no seal, or a seal and no number.")
    previous = after.seal or genesis(register_id, public_key)
    for no, record in enumerate(records):
        seq = after.records + 1 + no
        if record.seq != seq:
            raise Unproven(f"Record {record.seq} stands where record {seq} must come.", no)
        if seal(previous, seq, record.recorded_at, record.kind, record.body) != record.seal:
            raise Unproven(
                f"The seal of record {seq} does not match its content and the record before it.", no
            )
        previous = record.seal
    if records:
        _prove_signatures(public_key, records[-1:])


def _prove_signatures(public_key: str, records: Sequence[Record]) -> None:
    signed = verifier(public_key)
    for no, record in enumerate(records):
        if not signed(record.seal, record.signature):
            raise Unproven(f"The signature of record {record.seq} is not the register's.", no)
