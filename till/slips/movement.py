"""The slip of a cash movement; a drop has two parts, one for the bag and one that stays."""

from __future__ import annotations

from typing import Final

from hardware.document import Align, Barcode, Columns, Cut, Document, Feed, Part, Text
from till.domain.entries import CashMoved
from till.domain.vocabulary import MovementType
from till.slips.heading import RULE, people, remarks, signature, signed_by, title, when, whose
from till.wording.messages import movement_name
from till.wording.money import money
from till.wording.translation import _

_REFERENCE_LENGTH: Final = 8
"""The random end of a UUID, short enough to compare two slips by eye."""


def movement_slip(entry: CashMoved) -> Document:
    """Lay out the slip of a movement of cash: type, amount, why, who, and where they sign."""
    name = movement_name(entry.type, undo=entry.undoes is not None)
    heading = entry.heading
    amount = money(abs(entry.amount), heading.currency, heading.locale)
    into = entry.amount > 0
    direction = _("Into drawer {drawer}") if into else _("Out of drawer {drawer}")
    direction = direction.format(drawer=entry.drawer)
    parts = [
        *whose(heading),
        *title(name),
        *when(entry.at, entry.shift, entry.business_date, heading.locale),
        Text(direction),
        Columns(_("Amount, {currency}").format(currency=heading.currency), amount, bold=True),
        *_particulars(entry),
        *people(entry.employee1, entry.employee2),
        Text(_("Reference: {reference}").format(reference=_reference(entry.id))),
        *_bag(entry.bag),
        *_signatures(entry),
    ]
    if entry.type is MovementType.CASH_OUT and entry.undoes is None:
        parts = [*parts, *_whose_part(_("For the bag")), Cut(), *parts, *_whose_part(_("For the till"))]
    return Document(f"{name} {amount}", tuple(parts))


def _particulars(entry: CashMoved) -> list[Part]:
    parts: list[Part] = []
    if entry.undoes is not None:
        parts.append(Text(_("Undoes reference: {reference}").format(reference=_reference(entry.undoes))))
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
    return parts


def _whose_part(text: str) -> list[Part]:
    return [RULE, Text(text, Align.CENTRE, bold=True)]


def _reference(id_: str) -> str:
    return id_[-_REFERENCE_LENGTH:]
