"""The slips of bags and of the bank: what came into the safe, and what went to the bank."""

from __future__ import annotations

from hardware.document import Barcode, Columns, Document, Feed, Part, Text
from till.domain.entries import BagReceived, CashDeposited
from till.domain.people import Person
from till.domain.settings import Heading
from till.slips.heading import (
    RULE,
    amount_row,
    people,
    reference,
    remarks,
    signature,
    signed_by,
    title,
    whose,
)
from till.wording.dates import day, moment
from till.wording.messages import deposit_name, difference_name
from till.wording.money import money
from till.wording.translation import _


def bag_slip(entry: BagReceived, *, full: bool) -> Document:
    """Lay out what was found in a bag; `full` adds what was dropped in it, and the difference."""
    heading, name = entry.heading, _("Bag received")
    counted = _("Found, {currency}").format(currency=heading.currency)
    gap = entry.counted - entry.amount
    parts: list[Part] = [*whose(heading), *title(name), *_when(entry.at, entry.business_date, heading.locale)]
    if full:
        label = _("Difference: {name}").format(name=difference_name(gap))
        parts += [
            amount_row(heading, _("Dropped"), entry.amount),
            amount_row(heading, counted, entry.counted, bold=True),
            amount_row(heading, label, gap, bold=True, sign=True),
        ]
    else:
        parts.append(amount_row(heading, counted, entry.counted, bold=True))
    parts += [
        *remarks(None, entry.note),
        Text(_("Dropped by: {name}").format(name=entry.dropped_by.name)),
        *people(entry.employee1, entry.employee2),
        Text(_("Reference: {reference}").format(reference=reference(entry.id))),
        *_bag(entry.bag),
        *_signatures(entry.employee1, entry.employee2),
    ]
    return Document(f"{name} {entry.bag}", tuple(parts))


def deposit_slip(entry: CashDeposited) -> Document:
    """Lay out what goes to the bank, with room for who brings it and for who takes it there."""
    heading = entry.heading
    name = deposit_name(undo=entry.undoes is not None)
    amount = _amount(heading, entry.amount)
    parts: list[Part] = [
        *whose(heading),
        *title(name),
        *_when(entry.at, entry.business_date, heading.locale),
        Text(_("Deposit number: {number}").format(number=entry.deposit_no), bold=True),
        Columns(_("Amount, {currency}").format(currency=heading.currency), amount, bold=True),
    ]
    if entry.undoes is not None:
        undone = _("Undoes reference: {reference}").format(reference=reference(entry.undoes))
        parts.append(Text(undone))
    parts += [
        *remarks(entry.reason, entry.note),
        *people(entry.employee1, entry.employee2),
        Text(_("Reference: {reference}").format(reference=reference(entry.id))),
        *(part for bag in entry.bags for part in _bag(bag)),
        *_signatures(entry.employee1, entry.employee2),
    ]
    if entry.undoes is None:
        parts += signature(_("Received by the bank"))
    return Document(f"{name} {amount}", tuple(parts))


def _amount(heading: Heading, amount: int) -> str:
    return money(abs(amount), heading.currency, heading.locale)


def _when(at: str, business_date: str, locale: str) -> list[Part]:
    parts: list[Part] = [Text(moment(at, locale))]
    if business_date != at[:10]:
        parts.append(Columns(_("Business date"), day(business_date, locale)))
    return [*parts, RULE]


def _bag(number: str) -> list[Part]:
    return [Feed(), Text(_("Bag: {bag}").format(bag=number), bold=True), Feed(), Barcode(number)]


def _signatures(by: Person, approved_by: Person | None) -> list[Part]:
    return [*signed_by(by), *([] if approved_by is None else signed_by(approved_by))]
