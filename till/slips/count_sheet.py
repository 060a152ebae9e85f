"""The count sheet: what was counted in a drawer, at the opening of a shift and towards its close."""

from __future__ import annotations

from typing import Final

from hardware.document import Columns, Document, Part, Text
from till.domain.entries import CashCounted, ShiftOpened
from till.domain.float_lines import FloatSuggestion
from till.domain.settings import Heading
from till.domain.state import Count
from till.slips.heading import RULE, amount_row, people, remarks, signed_by, title, when, whose
from till.wording.messages import difference_name, tender_name
from till.wording.money import money
from till.wording.translation import _

_NARROWEST_PAPER: Final = 32


def opening_sheet(entry: ShiftOpened, *, full: bool) -> Document:
    """Lay out the float that a shift began with; `full` adds what was carried over, and the difference."""
    heading = entry.heading
    name = _("Opening float")
    parts: list[Part] = [
        *whose(heading),
        *title(name),
        *when(entry.at, entry.shift, entry.business_date, heading.locale),
        Text(_("Drawer {drawer}").format(drawer=entry.drawer)),
        RULE,
        *_counted(heading, entry.counted),
    ]
    if full and entry.float_carried is not None:
        label = _("Difference: {name}").format(name=difference_name(entry.difference))
        parts.append(amount_row(heading, _("Float carried over"), entry.float_carried))
        parts.append(amount_row(heading, label, entry.difference, bold=True, sign=True))
    parts += [
        RULE,
        *remarks(entry.reason if full else None, entry.note),
        *people(entry.employee1, entry.employee2),
        *signed_by(entry.employee1),
    ]
    return Document(name, tuple(parts))


def count_sheet(entry: CashCounted) -> Document:
    """Lay out one attempt at counting the drawer. It says nothing about what was expected."""
    heading = entry.heading
    name = _("Count sheet")
    parts = (
        *whose(heading),
        *title(name),
        *when(entry.at, entry.shift, entry.business_date, heading.locale),
        Columns(
            _("Drawer {drawer}").format(drawer=entry.drawer),
            _("Attempt {attempt}").format(attempt=entry.attempt),
        ),
        RULE,
        *_counted(heading, entry.count),
        *_suggested(heading, entry.suggestion),
        RULE,
        *people(entry.employee1, entry.employee2),
        *signed_by(entry.employee1),
    )
    return Document(name, parts)


def _counted(heading: Heading, count: Count) -> list[Part]:
    """Lay out the pieces and their sum."""
    rows = counted_rows(heading, count) or [Text(_("Counted as one amount"))]
    label = _("Counted, {currency}").format(currency=heading.currency)
    tenders = [
        amount_row(heading, tender_name(line.code, line.name), line.amount) for line in count.tenders or ()
    ]
    return [
        *rows,
        amount_row(heading, label, count.amount, bold=True),
        *([RULE] if tenders else []),
        *tenders,
    ]


def _suggested(heading: Heading, suggestion: FloatSuggestion | None) -> list[Part]:
    """Lay out what could stay as float, and of what too little would."""
    if suggestion is None:
        return []
    label = _("Could stay as float, {currency}").format(currency=heading.currency)
    rows = counted_rows(heading, Count(suggestion.left, suggestion.stays))
    low = [money(value, heading.currency, heading.locale) for value in suggestion.low]
    return [
        RULE,
        *rows,
        amount_row(heading, label, suggestion.left, bold=True),
        *([Text(_("Low on: {values}").format(values=", ".join(low)))] if low else []),
    ]


def counted_rows(heading: Heading, count: Count) -> list[Part]:
    """Lay out denomination × number = amount, each under the one above."""
    currency, locale = heading.currency, heading.locale
    values = [money(line.value, currency, locale) for line in count.lines]
    numbers = [str(line.number) + (f" x {line.pieces}" if line.pieces else "") for line in count.lines]
    amounts = [money(line.amount, currency, locale) for line in count.lines]
    total = money(count.amount, currency, locale)
    value_cells = max(map(len, values), default=0)
    number_cells = max(map(len, numbers), default=0)
    amount_cells = max(map(len, [*amounts, total]))
    rows: list[Part] = []
    for value, number, amount in zip(values, numbers, amounts, strict=True):
        pieces = f"{value:>{value_cells}} x {number:>{number_cells}} ="
        if len(pieces) + 1 + amount_cells <= _NARROWEST_PAPER:
            rows.append(Columns("", f"{pieces} {amount:>{amount_cells}}"))
        else:
            rows += [Columns(pieces, ""), Columns("", amount)]
    return rows
