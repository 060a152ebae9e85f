"""The label of an insert that is out of its drawer: whose it is, and no amount."""

from __future__ import annotations

from hardware.document import Document, Text
from till.domain.entries import ShiftSetAside
from till.slips.heading import RULE, people, remarks, signed_by, title, when, whose
from till.wording.translation import _


def insert_label(entry: ShiftSetAside) -> Document:
    """Lay out the label that goes with the insert."""
    name = _("Insert, to be counted") if entry.parked else _("Insert, shift suspended")
    parts = (
        *whose(entry.heading),
        *title(name),
        *when(entry.at, entry.shift, entry.business_date, entry.heading.locale),
        Text(_("Out of drawer {drawer}").format(drawer=entry.drawer)),
        RULE,
        *remarks(None, entry.note),
        *people(entry.employee1, entry.employee2),
        *signed_by(entry.employee1),
    )
    return Document(_("{name}: shift {shift}").format(name=name, shift=entry.shift), parts)
