"""The slip of an addendum: what is kept with the Z that it belongs to."""

from __future__ import annotations

from hardware.document import Columns, Document, Part, Text
from till.domain.entries import AddendumAdded
from till.slips.count_sheet import counted_rows
from till.slips.heading import RULE, amount_row, people, reference, remarks, signed_by, title, when, whose
from till.wording.messages import addendum_name
from till.wording.translation import _


def addendum_slip(entry: AddendumAdded) -> Document:
    """Lay out what was appended to a closed shift, with its number and the Z that stays as it is."""
    heading, name = entry.heading, addendum_name(entry.no)
    parts: list[Part] = [
        *whose(heading),
        *title(name),
        *when(entry.at, entry.shift, entry.business_date, heading.locale),
        Columns(_("Drawer {drawer}").format(drawer=entry.drawer), _("Z report {no}").format(no=entry.z_no)),
        Text(_("The Z report stays as it was printed.")),
        RULE,
    ]
    if entry.amount is not None:
        label = _("Late item, {currency}").format(currency=heading.currency)
        parts.append(amount_row(heading, label, entry.amount, bold=True, sign=True))
    if entry.counted is not None:
        label = _("Counted again, {currency}").format(currency=heading.currency)
        parts += counted_rows(heading, entry.counted)
        parts.append(amount_row(heading, label, entry.counted.amount, bold=True))
    parts += [
        *remarks(entry.reason, entry.note),
        *people(entry.employee1, entry.employee2),
        Text(_("Reference: {reference}").format(reference=reference(entry.id))),
        *signed_by(entry.employee1),
        *([] if entry.employee2 is None else signed_by(entry.employee2)),
    ]
    return Document(_("{name} to shift {shift}").format(name=name, shift=entry.shift), tuple(parts))
