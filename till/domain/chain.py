"""Records, the seals that chain them, and the check of a whole journal."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from till.domain.apply import apply
from till.domain.aside import standing_in
from till.domain.closing import as_suggested, closed
from till.domain.codec import UnknownKind, decode
from till.domain.commands import Act
from till.domain.entries import (
    AddendumAdded,
    CashMoved,
    Entry,
    RegisterCreated,
    ReportTaken,
    SaleConcluded,
    SaleRefunded,
    ShiftClosed,
    postings,
)
from till.domain.errors import Refused
from till.domain.figures import Closing, Figures, blind, shift_figures
from till.domain.open_things import open_things
from till.domain.payment import postings_of
from till.domain.places import Posting, drawer
from till.domain.sale_tally import paid_in_part
from till.domain.state import Head, State


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as stored: `seal` is 64 and `signature` 128 hexadecimal digits."""

    seq: int
    recorded_at: str
    kind: str
    body: str
    seal: str
    signature: str


def genesis(register_id: str, public_key: str) -> str:
    """Give the seal that stands before the first record: it ties the journal to the register's identity."""
    return hashlib.sha256(f"till journal\n{register_id}\n{public_key}".encode()).hexdigest()


def seal(previous: str, seq: int, recorded_at: str, kind: str, body: str) -> str:
    """Give SHA-256 over the exact stored text, a line for each part; none of the parts holds a line break."""
    return hashlib.sha256(f"{previous}\n{seq}\n{recorded_at}\n{kind}\n{body}".encode()).hexdigest()


SignatureCheck = Callable[[str, str, str], bool]
"""(public key, seal, signature), all hexadecimal: whether the key signed the seal's ASCII text (Ed25519)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: the head up to which all is well, and the first fault, if any, as a sentence."""

    head: Head
    fault: str | None = None
    fault_seq: int | None = None

    @property
    def intact(self) -> bool:
        """Whether every record is as it was written."""
        return self.fault is None

    def __str__(self) -> str:
        """Say it in one line."""
        if self.intact:
            return f"intact, {self.head.records} records, head {self.head.seal}"
        return f"broken at record {self.fault_seq}: {self.fault}"


class _Fault(Exception):
    """The first thing that is wrong with a journal."""


def verify(records: Iterable[Record], signed_by: SignatureCheck) -> Verdict:
    """Check a whole journal from its first record: sequence, seals, signatures, and every report afresh."""
    state, head = State(), Head()
    for record in records:
        try:
            state = _checked(state, head, record, signed_by)
        except _Fault as fault:
            return Verdict(head, str(fault), record.seq)
        head = state.head
    if head.records == 0:
        return Verdict(head, "there is no record at all", 1)
    return Verdict(head)


def _checked(state: State, head: Head, record: Record, signed_by: SignatureCheck) -> State:
    if record.seq != head.records + 1:
        raise _Fault(f"its number is {record.seq}, but {head.records + 1} must come here")
    entry = _read(record)
    first = isinstance(entry, RegisterCreated)
    if first != (record.seq == 1):
        raise _Fault("the register's creation must be the first record, and only that")
    if isinstance(entry, RegisterCreated):
        previous, key = genesis(entry.register_id, entry.public_key), entry.public_key
    else:
        previous, key = head.seal, state.identity.public_key if state.identity else ""
    if seal(previous, record.seq, record.recorded_at, record.kind, record.body) != record.seal:
        raise _Fault("its seal does not match its content and the record before it")
    # A signature in capitals or with blanks is the same number, and all the same not what was written.
    written_once = re.fullmatch("[0-9a-f]{128}", record.signature) is not None
    if not written_once or not signed_by(key, record.seal, record.signature):
        raise _Fault("its signature is not the register's")
    try:
        _check_figures(state, entry)
    except Refused as refused:
        raise _Fault(f"it reports what cannot be ({refused})") from refused
    return replace(apply(state, entry), head=Head(record.seq, record.seal))


def _read(record: Record) -> Entry:
    try:
        return decode(record.kind, record.body)
    except UnknownKind as unknown:
        raise _Fault(str(unknown)) from unknown
    except (ValueError, TypeError, RecursionError) as unreadable:
        raise _Fault(f"its body cannot be read ({unreadable})") from unreadable


def _check_figures(state: State, entry: Entry) -> None:
    """See that money moved without appearing or vanishing, and that reports say what the journal says."""
    if sum(posting.amount for posting in postings(entry)) != 0:
        raise _Fault("its postings do not sum to zero")
    if isinstance(entry, CashMoved):
        place = drawer(entry.drawer)
        moved = entry.postings or _postings_of_pair(state, entry)
        if sum(posting.amount for posting in moved if posting.place == place) != entry.amount:
            raise _Fault("its amount is not what it moved")
    elif isinstance(entry, SaleConcluded | SaleRefunded):
        _check_receipt(state, entry)
    elif isinstance(entry, ReportTaken):
        shift = state.shifts.get(entry.figures.drawer_no)
        fresh = None if shift is None else shift_figures(state, shift, entry.employee1, entry.at)
        if fresh is not None:
            # What the office had of the journal then is not in the journal.
            fresh = replace(_as_then(fresh, entry.figures), queue=entry.figures.queue)
        if fresh is None or entry.figures not in (fresh, blind(fresh)):
            raise _Fault("its X report is not what the records before it add up to")
    elif isinstance(entry, AddendumAdded) and entry.no != state.addenda.get(entry.shift, 0) + 1:
        raise _Fault(f"it is not the next addendum to shift {entry.shift}")
    elif isinstance(entry, ShiftClosed):
        _check_close(state, entry)


def _check_receipt(state: State, entry: SaleConcluded | SaleRefunded) -> None:
    """See that a receipt has the next number, adds up, and that its money went where it says."""
    receipt = entry.receipt
    # While somebody practises, the state is that of the practice, with the series that belongs to it.
    apart = entry.training and not state.training
    last_no = state.training_receipt_no if apart else state.receipt_no
    if receipt.no != last_no + 1 or receipt.training != entry.training:
        raise _Fault(f"its receipt number is {receipt.no}, but {last_no + 1} must come here")
    paid = sum(tender.amount for tender in receipt.tenders) - receipt.change - receipt.cashback
    turnover = sum(line.gross for line in receipt.vat)
    lines = sum(line.gross for line in receipt.lines)
    if not lines == receipt.total == turnover + receipt.liabilities == paid - receipt.rounding:
        raise _Fault(f"receipt {receipt.no} does not add up")
    if entry.postings != postings_of(receipt):
        raise _Fault(f"receipt {receipt.no} is booked as something else than it says")


def _postings_of_pair(state: State, entry: CashMoved) -> tuple[Posting, ...]:
    """Give the postings of the first half of a transfer, which move the cash for both halves."""
    for shift in state.shifts.values():
        other = None if entry.pair is None else shift.movement(entry.pair)
        if other is not None and other.pair == entry.id:
            return other.postings
    return ()


def _as_then(fresh: Figures, stored: Figures) -> Figures:
    """Give fresh figures without what was not added up yet when the stored ones were written."""
    return replace(fresh, tips=None) if stored.tips is None else fresh


def _check_close(state: State, entry: ShiftClosed) -> None:
    real, aside = state, state.aside.get(entry.shift)
    state = state if aside is None else standing_in(state, aside)
    figures, shift = entry.figures.drawer, state.shifts.get(entry.drawer)
    forced = entry.figures.forced or aside is not None
    last = None if shift is None else shift.last_count
    if shift is None or figures.counted is None or figures.left is None or (last is None and not forced):
        raise _Fault("it closes a shift that was not open and counted")
    if entry.figures.left_open not in (None, open_things(state, shift)):
        raise _Fault(f"Z {entry.z_no} does not say what was left open")
    if entry.figures.returned not in (None, paid_in_part(state, entry.drawer)):
        raise _Fault(f"Z {entry.z_no} does not say what was given back")
    closing = Closing(
        by=entry.employee1,
        at=entry.at,
        approved_by=entry.employee2,
        count=figures.counted if forced or last is None else last.count,
        left=figures.left,
        bag=figures.bag,
        reason=figures.reason,
        note=entry.figures.closing_note,
        forced=entry.figures.forced,
        uncounted=entry.figures.uncounted,
        handed_to=entry.figures.handed_to,
        left_open=entry.figures.left_open,
        queue=entry.figures.queue,
        returned=entry.figures.returned,
        stays=entry.stays,
    )
    if entry.stays not in (None, as_suggested(state, shift, closing.count, closing.left)):
        raise _Fault(f"Z {entry.z_no} says that other pieces stay than were suggested")
    fresh = _as_then(shift_figures(state, shift, entry.employee1, entry.at, closing), entry.figures)
    if entry.figures != fresh:
        raise _Fault(f"Z {entry.z_no} is not what the records before it add up to")
    if entry.carried != replace(apply(real, entry), head=Head()):
        raise _Fault(f"what Z {entry.z_no} carries forward is not what the records before it add up to")
    again = closed(real, shift, Act(entry.id, entry.at), closing)
    if entry != replace(again, figures=_as_then(again.figures, entry.figures)):
        raise _Fault(f"the close of Z {entry.z_no} is not what the records before it add up to")
