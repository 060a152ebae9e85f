"""The slip of an opening of the drawer without a sale."""

from __future__ import annotations

from hardware.document import Document, Text
from till.domain.entries import CashMoved
from till.slips.heading import people, remarks, title, when, whose
from till.wording.messages import movement_name
from till.wording.translation import _


def no_sale_slip(entry: CashMoved) -> Document:
    """Lay out why, by whom and when a drawer was opened without a sale."""
    name = movement_name(entry.type)
    parts = (
        *whose(entry.heading),
        *title(name),
        *when(entry.at, entry.shift, entry.business_date, entry.heading.locale),
        Text(_("Drawer {drawer}").format(drawer=entry.drawer)),
        *([Text(_("EMERGENCY"), bold=True)] if entry.emergency else []),
        *remarks(entry.reason, entry.note),
        *people(entry.employee1, entry.employee2),
    )
    return Document(name, parts)
