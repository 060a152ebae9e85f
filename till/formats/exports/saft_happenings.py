"""The events of a SAF-T Cash Register file: what happened at the register beside its receipts, in order.

| element of `event` | where it comes from |
|---|---|
| `eventID` | the number of the record |
| `eventType` | ours, which `basics` explains with the predefined code |
| `transID` | of what concerns a receipt its number |
| `empID` | who did it |
| `eventDate`, `eventTime` | when it happened |
| `eventText` | the reason, the amount, or the kind of the record |
| `eventReport` | of X and Z the figures: `saft_report.py`; of an X without figures, for somebody blind, \
none |

Every record of the journal is an event but those that are part of a transaction: lines rung, discounts and
payments. Kinds that Skatteetaten's list has no code for are `E-OTHER` with the name of their kind: counts,
openings and closes of shifts, lines voided, sales given up, movements that bring cash in, settings, people.
The list's codes for price inquiries (13022), provisional (13015) and delivery receipts (13016), void receipts
(13028), full memory (13025) and emergency mode (13026, 13027) have nothing that they could mean here; an
update of the program (13007) shows as the version of a start, a price change (13021) as changed settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from till.domain.codec import KINDS
from till.domain.entries import (
    CashMoved,
    DiscountGiven,
    DrawerKicked,
    DrawerOpened,
    DrawerShut,
    Entry,
    JournalExported,
    LineRung,
    LineVoided,
    ProgramStarted,
    ProgramStopped,
    ReceiptCopied,
    ReportTaken,
    SaleCancelled,
    SaleConcluded,
    SaleParked,
    SaleRefunded,
    SaleResumed,
    SaleUnprinted,
    ShiftClosed,
    SignedIn,
    SignedOut,
    TenderReturned,
    TenderTaken,
    TrainingEnded,
    TrainingStarted,
)
from till.domain.people import Person
from till.domain.training import is_practice
from till.domain.vocabulary import KickOutcome
from till.formats.exports.extract import Extract, Noted
from till.formats.exports.saft_codes import Groups
from till.formats.exports.saft_report import put_report
from till.formats.exports.xml_text import Writer

_KIND_OF: Final = {sort: kind for kind, sort in KINDS.items()}
_PARTS: Final = (LineRung, DiscountGiven, TenderTaken, TenderReturned)
_CODES: Final[dict[type[Entry], str]] = {
    ProgramStarted: "E-START",
    ProgramStopped: "E-STOP",
    SignedIn: "E-LOGIN",
    SignedOut: "E-LOGOUT",
    DrawerShut: "E-SHUT",
    ReportTaken: "E-X",
    ShiftClosed: "E-Z",
    SaleParked: "E-PARK",
    SaleResumed: "E-RESUME",
    SaleConcluded: "E-SALE",
    SaleRefunded: "E-RETURN",
    ReceiptCopied: "E-COPY",
    JournalExported: "E-EXPORT",
    TrainingStarted: "E-TRAIN",
    TrainingEnded: "E-TRAINED",
    SaleUnprinted: "E-NOPRINT",
}
_OPENED: Final = (KickOutcome.CONFIRMED, KickOutcome.UNVERIFIED)


def happenings(writer: Writer, extract: Extract, groups: Groups) -> Iterator[str]:
    """Give the events one by one."""
    for noted in extract.entries():
        if isinstance(noted.entry, _PARTS) or is_practice(noted.entry):
            continue
        with writer.inside("event"):
            _happening(writer, extract, groups, noted)
        yield writer.taken()


def _happening(writer: Writer, extract: Extract, groups: Groups, noted: Noted) -> None:
    entry = noted.entry
    person = _person(entry)
    writer.put("eventID", noted.seq)
    writer.put("eventType", _code(entry))
    writer.put("transID", _receipt(entry))
    writer.put("empID", person if person in extract.employees else None)
    writer.put("eventDate", entry.at[:10])
    writer.put("eventTime", entry.at[11:19])
    writer.put("eventText", _text(extract, entry))
    if isinstance(entry, ReportTaken | ShiftClosed) and not entry.figures.blind:
        with writer.inside("eventReport"):
            put_report(writer, extract, groups, entry.figures, noted.seq)


def _code(entry: Entry) -> str:
    """Give the code of an event."""
    if isinstance(entry, DrawerKicked):
        return "E-OPEN" if entry.outcome in _OPENED else "E-OTHER"
    if isinstance(entry, DrawerOpened):
        # One that a kick explains was told with the kick.
        return "E-OTHER" if entry.explained else "E-OPEN"
    if isinstance(entry, CashMoved):
        return "E-TAKEN" if entry.amount < 0 else "E-OTHER"
    return _CODES.get(type(entry), "E-OTHER")


def _receipt(entry: Entry) -> int | None:
    if isinstance(entry, SaleConcluded | SaleRefunded):
        return entry.receipt.no
    return entry.receipt if isinstance(entry, ReceiptCopied) else None


def _person(entry: Entry) -> int | None:
    """Give the number of who did it."""
    for name in ("employee1", "employee", "by"):
        person = getattr(entry, name, None)
        if person is not None:
            return person if isinstance(person, int) else _number(person)
    return None


def _number(person: object) -> int | None:
    return getattr(person, "no", None) if not isinstance(person, Person) else person.no


def _text(extract: Extract, entry: Entry) -> str:
    kind = _KIND_OF[type(entry)]
    if isinstance(entry, CashMoved):
        words = f"{entry.type.value} {extract.amount(entry.amount)} {entry.reason or entry.note or ''}"
    elif isinstance(entry, LineVoided):
        words = f"{entry.name} {extract.amount(entry.amount)}"
    elif isinstance(entry, SaleCancelled):
        words = f"{entry.lines} lines, {extract.amount(entry.amount)}"
    elif isinstance(entry, ProgramStarted):
        words = entry.version
    else:
        words = getattr(entry, "reason", None) or getattr(entry, "note", None) or ""
    return f"{kind} {words}".strip()
