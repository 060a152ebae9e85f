"""The check of a whole journal: of an export alone, or of the register's own database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import click

from till.domain.chain import Record, Verdict, verify
from till.domain.state import Head
from till.signing import signed_by
from till.wire.lines import NotARecord, is_hexadecimal, records_in

SEAL_SHOWN: Final = 16
"""The fewest digits of a seal that are taken for it: as many as a Z prints."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; `anchor` is the number of the record whose seal was asked about."""

    verdict: Verdict
    anchor: int | None = None

    def to_plain(self) -> dict[str, Any]:
        """Give it for JSON."""
        verdict = self.verdict
        if verdict.intact:
            plain = {"intact": True, "records": verdict.head.records, "head": verdict.head.seal}
            return plain if self.anchor is None else {**plain, "found_at": self.anchor}
        return {
            "intact": False,
            "records": verdict.head.records,
            "broken_at": verdict.fault_seq,
            "how": verdict.fault,
        }

    def __str__(self) -> str:
        """Say it in one line."""
        if self.verdict.intact and self.anchor is not None:
            return f"{self.verdict}; the given seal is that of record {self.anchor}"
        return str(self.verdict)


class _Watch:
    """Lets records through, remembering how far they came and where the seal that is asked about stood."""

    def __init__(self, wanted: str | None) -> None:
        self._wanted = wanted
        self.seq = 0
        self.anchor: int | None = None

    def over(self, records: Iterable[Record]) -> Iterator[Record]:
        for record in records:
            yield record
            # Only now: the check has asked for the next, so this one is sound.
            self.seq = record.seq
            if self._wanted is not None and record.seal.startswith(self._wanted):
                self.anchor = record.seq


def check(records: Iterable[Record], head: str | None = None) -> Finding:
    """Check a whole journal; with `head`, a seal or the beginning of one, that it still reaches that far."""
    watch = _Watch(head)
    try:
        verdict = verify(watch.over(records), _signed)
        if not verdict.intact:
            # Where it is broken is where it stands: the number that it bears may be what was changed.
            verdict = replace(verdict, fault_seq=verdict.head.records + 1)
    except NotARecord as wrong:
        verdict = Verdict(Head(watch.seq), str(wrong), wrong.line_no)
    if verdict.intact and head is not None and watch.anchor is None:
        missing = "no record has the given seal: what came after is missing, or it is another journal"
        verdict = Verdict(verdict.head, missing, verdict.head.records)
    return Finding(verdict, watch.anchor)


def _signed(public_key: str, seal: str, signature: str) -> bool:
    """Say whether the key signed the seal, and the signature is written in the one way it is written."""
    return is_hexadecimal(signature, 128) and signed_by(public_key, seal, signature)


def seal_given(text: str) -> str:
    """Read a seal as a person copies it from a Z: at least 16 hexadecimal digits, blanks between them.

    Raises:
        click.UsageError: It is not one.
    """
    seal = re.sub(r"\s", "", text).lower()
    if not SEAL_SHOWN <= len(seal) <= 64 or not is_hexadecimal(seal, len(seal)):
        raise click.UsageError("--head wants a seal: 16 to 64 hexadecimal digits, as on a Z report.")
    return seal


def check_file(path: Path, head: str | None = None) -> Finding:
    """Check an export; needs nothing but the file.

    Raises:
        click.UsageError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return check(records_in(file), head)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from error


def check_database(folder: Path, head: str | None = None) -> Finding:
    """Check the register's database in `folder`: its pages first, then the journal in it.

    Raises:
        JournalBroken: There is none, or it is so damaged that it cannot be opened.
    """
    from till.store import journal
    from till.store.engine import open_engine, reading
    from till.store.guard import damage, in_sentences

    engine = open_engine(folder)
    try:
        with in_sentences():
            if (found := damage(engine)) is not None:
                return Finding(Verdict(Head(), f"SQLite finds the file damaged ({found})", 1))
            with reading(engine).begin() as connection:
                return check(journal.after(connection, 0), head)
    finally:
        engine.dispose()
