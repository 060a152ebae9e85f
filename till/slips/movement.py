"""The slip of a cash movement; a drop has two parts, one for the bag and one that stays."""

from __future__ import annotations

from hardware.document import Align, Barcode, Columns, Cut, Document, Feed, Part, Text
from till.domain.entries import CashMoved
from till.domain.settings import Heading
from till.domain.state import Count
from till.domain.vocabulary import MovementType
from till.slips.count_sheet import counted_rows
from till.slips.heading import (
    RULE,
    amount_row,
    people,
    reference,
    remarks,
    signature,
    signed_by,
    title,
    when,
    whose,
)
from till.wording.messages import movement_name, tender_name
from till.wording.money import money
from till.wording.translation import _


def movement_slip(entry: CashMoved) -> Document:
    """Lay out the slip of a movement of cash: type, amount, why, who, and where they sign."""
    name = movement_name(entry.type, undo=entry.undoes is not None)
    heading = entry.heading
    amount = money(abs(entry.amount), heading.currency, heading.locale)
    parts = [
        *whose(heading),
        *title(name),
        *when(entry.at, entry.shift, entry.business_date, heading.locale),
        *_direction(entry),
        *_amounts(entry, amount),
        *_particulars(entry),
        *people(entry.employee1, entry.employee2),
        Text(_("Reference: {reference}").format(reference=reference(entry.id))),
        *_bag(entry.bag),
        *_signatures(entry),
    ]
    if entry.type is MovementType.CASH_OUT and entry.undoes is None:
        parts = [*parts, *_whose_part(_("For the bag")), Cut(), *parts, *_whose_part(_("For the till"))]
    return Document(name if entry.given or entry.tenders else f"{name} {amount}", tuple(parts))


def _direction(entry: CashMoved) -> list[Part]:
    """Say which drawer it is, and which two of a transfer, from the one to the other."""
    if entry.type is MovementType.SWAP or entry.tenders is not None:
        return [Text(_("Drawer {drawer}").format(drawer=entry.drawer))]
    if entry.type is MovementType.TRANSFER:
        places = {posting.amount < 0: posting.place.partition(":")[2] for posting in entry.postings}
        return [
            Text(_("Out of drawer {drawer}").format(drawer=places.get(True, entry.drawer))),
            Text(_("Into drawer {drawer}").format(drawer=places.get(False, entry.drawer))),
        ]
    template = _("Into drawer {drawer}") if entry.amount > 0 else _("Out of drawer {drawer}")
    return [Text(template.format(drawer=entry.drawer))]


def _amounts(entry: CashMoved, amount: str) -> list[Part]:
    """Lay out what moved: the amount, or what went out and came in, or what was spent and what returned."""
    heading = entry.heading
    label = _("Amount, {currency}").format(currency=heading.currency)
    if entry.tenders is not None:
        return [
            amount_row(heading, tender_name(line.code, line.name), line.amount, bold=True, sign=True)
            for line in entry.tenders
        ]
    if entry.given is not None and entry.taken is not None:
        return [
            *_pieces(heading, _("Given out, {currency}"), entry.given),
            *_pieces(heading, _("Taken in, {currency}"), entry.taken),
        ]
    if entry.type is not MovementType.SETTLE:
        return [Columns(label, amount, bold=True)]
    spent = sum(abs(each.amount) for each in entry.postings if each.place.startswith("expense:"))
    returned = entry.amount if entry.undoes is None else -entry.amount
    name = _("Returned") if returned >= 0 else _("Paid in addition")
    return [
        amount_row(heading, _("Spent, {currency}").format(currency=heading.currency), spent, bold=True),
        amount_row(heading, name, abs(returned), bold=True),
    ]


def _pieces(heading: Heading, template: str, count: Count) -> list[Part]:
    label = template.format(currency=heading.currency)
    return [amount_row(heading, label, count.amount, bold=True), *counted_rows(heading, count), RULE]


def _particulars(entry: CashMoved) -> list[Part]:
    parts: list[Part] = []
    if entry.undoes is not None:
        parts.append(Text(_("Undoes reference: {reference}").format(reference=reference(entry.undoes))))
    if entry.advance is not None:
        parts.append(Text(_("Advance reference: {reference}").format(reference=reference(entry.advance))))
    if entry.staff is not None:
        parts.append(Text(_("Employee: {name}").format(name=entry.staff.name)))
    parts += remarks(entry.reason, entry.note)
    if entry.payee:
        parts.append(Text(_("Payee: {payee}").format(payee=entry.payee)))
    if entry.voucher:
        parts.append(Text(_("Voucher: {voucher}").format(voucher=entry.voucher)))
    return parts


def _bag(bag: str | None) -> list[Part]:
    if bag is None:
        return []
    return [Text(_("Bag: {bag}").format(bag=bag), bold=True), Feed(), Barcode(bag)]


def _signatures(entry: CashMoved) -> list[Part]:
    parts = signed_by(entry.employee1)
    if entry.employee2 is not None:
        parts += signed_by(entry.employee2)
    if entry.payee and entry.undoes is None:
        parts += signature(_("Received by: {payee}").format(payee=entry.payee))
    if entry.staff is not None and entry.undoes is None and entry.staff != entry.employee1:
        paid_in = entry.amount > 0
        label = _("Brought by: {name}") if paid_in else _("Received by: {name}")
        parts += signature(label.format(name=entry.staff.name))
    return parts


def _whose_part(text: str) -> list[Part]:
    return [RULE, Text(text, Align.CENTRE, bold=True)]
