"""Entries, jobs and shifts as JSON and as text, for eyes that may or may not see what is expected."""

from __future__ import annotations

from typing import Any, Final

from till.domain.aside import standing_in
from till.domain.codec import KINDS
from till.domain.entries import (
    BagReceived,
    CashDeposited,
    CashMoved,
    DiscountGiven,
    Entry,
    ExternalRecorded,
    LineRung,
    LineVoided,
    ReceiptCopied,
    ReportTaken,
    SaleCancelled,
    SaleConcluded,
    SaleParked,
    SaleRefunded,
    ShiftClosed,
    ShiftOpened,
    ShiftResumed,
    ShiftSetAside,
    TenderReturned,
    TenderTaken,
)
from till.domain.figures import Figures, blind
from till.domain.plain import to_plain
from till.domain.state import Head, Movement, Shift, State
from till.domain.vocabulary import ShiftStatus
from till.wording.dates import moment
from till.wording.entry_lines import line_for, movement_details
from till.wording.messages import difference_name, movement_name, status_name
from till.wording.money import money

# Repeated in every record, or as long as the journal's memory: whoever wants it reads the record.
_LEFT_OUT: Final = ("heading", "carried")
# What a blind report has no figures of.
_NOT_IN_BLIND_FIGURES: Final = ("sales", "parked", "accounts", "external", "grand")
# What tells what must be in the drawer, besides the figures.
_NOT_FOR_THE_BLIND: Final[dict[type[Entry], tuple[str, ...]]] = {
    ShiftOpened: ("float_carried", "difference", "postings"),
    ShiftClosed: ("type", "amount", "postings"),
    BagReceived: ("amount", "postings"),
    CashDeposited: ("postings",),
    ShiftSetAside: ("postings",),
    ShiftResumed: ("postings",),
    LineRung: ("line",),
    LineVoided: ("amount",),
    DiscountGiven: ("discount",),
    TenderTaken: ("tender",),
    TenderReturned: ("tender",),
    SaleCancelled: ("amount",),
    SaleParked: ("amount",),
    SaleConcluded: ("receipt", "postings"),
    SaleRefunded: ("receipt", "postings"),
    ReceiptCopied: ("original",),
    ExternalRecorded: ("record", "rounding", "postings"),
}


def kind_of(entry: Entry) -> str:
    """Name the kind of an entry, without its version."""
    return next(kind for kind, kind_class in KINDS.items() if kind_class is type(entry)).partition("/")[0]


def entry_plain(entry: Entry, currency: str, *, full: bool) -> dict[str, Any]:
    """Give an entry with its kind and currency, field by field; `full` False leaves out what is expected."""
    hidden = () if full else _NOT_FOR_THE_BLIND.get(type(entry), ())
    plain = to_plain(entry)
    if isinstance(entry, ReportTaken | ShiftClosed):
        # An entry whole is told to who made it, or to who may see everything.
        plain |= {"figures": figures_plain(entry.figures, full=full, own=True)}
    fields = {name: value for name, value in plain.items() if name not in (*_LEFT_OUT, *hidden)}
    return {"kind": kind_of(entry), "currency": currency, **fields}


def entry_text(entry: Entry, currency: str, locale: str, *, full: bool) -> str:
    """Give an entry in one line; `full` False leaves out the amounts that what is expected is made of."""
    title, details = line_for(entry)
    amount = ""
    if isinstance(entry, CashMoved) and full and entry.amount:
        amount = f" {money(entry.amount, currency, locale, sign=True)} {currency}"
    if isinstance(entry, SaleConcluded | SaleRefunded) and full:
        amount = f" {money(entry.receipt.total, currency, locale, sign=True)} {currency}"
    return f"{title}{amount}" + (f": {details}" if details else "")


def head_plain(head: Head, *, full: bool) -> dict[str, Any]:
    """Give the head of the journal; a seal is a hash over figures, so blind eyes get the number alone."""
    return {"records": head.records, "seal": head.seal} if full else {"records": head.records}


def figures_plain(figures: Figures, *, full: bool, own: bool = False) -> dict[str, Any]:
    """Give a report whole, or as blind eyes may see it."""
    plain: dict[str, Any] = to_plain(figures if full else blind(figures, own=own))
    if plain["blind"]:
        # A nought would be a figure: what is not shown is not there.
        plain = {name: value for name, value in plain.items() if name not in _NOT_IN_BLIND_FIGURES}
        control = {name: value for name, value in plain["control"].items() if name != "copies_amount"}
        cashiers = [_counts_alone(each) for each in plain["cashiers"]]
        plain |= {"control": control, "cashiers": cashiers}
    return plain


def _counts_alone(cashier: dict[str, Any]) -> dict[str, Any]:
    """Give what a cashier did without the amounts that blind eyes do not see."""
    return {
        name: {part: of for part, of in value.items() if part != "amount"}
        if name in ("sales", "refunds", "voids")
        else value
        for name, value in cashier.items()
    }


def open_shift_plain(state: State, shift: Shift, *, full: bool) -> dict[str, Any]:
    """Give a shift that is not closed, with its movements."""
    plain: dict[str, Any] = {
        "shift": shift.no,
        "drawer": shift.drawer,
        "status": shift.status.value,
        "business_date": shift.business_date,
        "currency": state.rules.currency,
        "opened_at": shift.opened_at,
        "opened_by": to_plain(shift.opened_by),
        "float_counted": shift.float_counted,
        "attempts": len(shift.attempts),
        "movements": [_movement_plain(movement, full=full) for movement in shift.movements],
    }
    if shift.opening_note:
        plain["opening_note"] = shift.opening_note
    if full:
        plain |= {
            "opening_difference": shift.opening_difference,
            "expected": standing_in(state, shift).expected(shift.drawer),
        }
        if shift.float_carried is not None:
            plain["float_carried"] = shift.float_carried
    return plain


def _movement_plain(movement: Movement, *, full: bool) -> dict[str, Any]:
    plain = to_plain(movement)
    hidden = ("postings",) if full else ("postings", "amount")
    return {name: value for name, value in plain.items() if name not in hidden}


def closed_shift_plain(seq: int, closed: ShiftClosed, *, full: bool) -> dict[str, Any]:
    """Give a closed shift in short: when, who, its Z and, to who may see it, over or short."""
    figures = closed.figures
    plain = {
        "shift": closed.shift,
        "drawer": closed.drawer,
        "status": ShiftStatus.POSTED.value,
        "business_date": closed.business_date,
        "currency": figures.heading.currency,
        "opened_at": figures.opened_at,
        "opened_by": to_plain(figures.opened_by),
        "closed_at": figures.closed_at,
        "closed_by": to_plain(closed.employee1),
        "z_no": closed.z_no,
        "seq": seq,
    }
    if full:
        plain |= {"type": closed.type.value, "difference": closed.amount}
    if figures.uncounted:
        plain["uncounted"] = True
    return plain


def open_shift_text(state: State, shift: Shift, *, full: bool) -> str:
    """Give a shift that is not closed, a line a movement; the reference is what undoing asks for."""
    rules = state.rules
    opened = f"opened {moment(shift.opened_at, rules.locale)} by {shift.opened_by.name}"
    lines = [
        f"Shift {shift.no}, drawer {shift.drawer}: {status_name(shift.status)}, {opened}",
        f"Float {money(shift.float_counted, rules.currency, rules.locale)} {rules.currency}",
    ]
    for movement in shift.movements:
        amount = money(movement.amount, rules.currency, rules.locale, sign=True) if full else ""
        name = movement_name(movement.type, undo=movement.undoes is not None)
        undone = ", undone" if movement.undone else ""
        staff = "" if movement.staff is None else movement.staff.name
        details = movement_details(movement.reason, movement.bag, staff=staff)
        words = [movement.at[11:16], name, amount, details]
        lines.append("  " + "  ".join(word for word in words if word) + f"  [{movement.id[-8:]}]{undone}")
    if full:
        expected = money(standing_in(state, shift).expected(shift.drawer), rules.currency, rules.locale)
        lines.append(f"Expected {expected} {rules.currency}")
    return "\n".join(lines)


def closed_shift_text(closed: ShiftClosed, *, full: bool) -> str:
    """Give a closed shift in one line."""
    heading = closed.figures.heading
    gap = f", {difference_name(closed.amount)}" if full else ""
    if closed.figures.uncounted:
        gap = ", not counted"
    elif full and closed.amount:
        gap += f" {money(abs(closed.amount), heading.currency, heading.locale)} {heading.currency}"
    return (
        f"Shift {closed.shift}, drawer {closed.drawer}: {status_name(ShiftStatus.POSTED)}, "
        f"{moment(closed.at, heading.locale)} by {closed.employee1.name}, Z {closed.z_no}{gap}"
    )
