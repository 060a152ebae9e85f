"""What slips have in common: whose they are, what they are called, and where people sign.

A receipt and a Z begin with the logo besides. It is a part of the document that says only where the picture
stands; the picture itself is the printer's, so that slips in the outbox stay small, a copy is laid out as its
original was, and a register without a logo prints nothing there.
"""

from __future__ import annotations

from typing import Final

from hardware.document import Align, Columns, Feed, Part, Rule, Text
from till.domain.people import Person
from till.domain.settings import Heading
from till.wording.dates import day, moment
from till.wording.money import money
from till.wording.translation import _

RULE = Rule()
_REFERENCE_LENGTH: Final = 8
"""The random end of a UUID, short enough to compare two slips by eye."""


def whose(heading: Heading) -> list[Part]:
    """Lay out who the organisation is and which register of which store this is."""
    organisation, store, register = heading.organisation, heading.store, heading.register
    lines = [
        Text(organisation.name, Align.CENTRE, bold=True),
        Text(organisation.number, Align.CENTRE),
        Text(store.name, Align.CENTRE),
        Text(store.address or organisation.address, Align.CENTRE),
        Text(f"{register.code} {register.name}".rstrip(), Align.CENTRE),
    ]
    return [line for line in lines if line.text]


def title(text: str) -> list[Part]:
    """Lay out what a slip is called. Only a mark such as COPY is bigger."""
    return [Feed(), Text(text.upper(), Align.CENTRE, bold=True, tall=True), RULE]


def when(at: str, shift: int, business_date: str, locale: str) -> list[Part]:
    """Lay out time and shift, and the business date where it is not the date of the clock."""
    parts: list[Part] = [Columns(moment(at, locale), _("Shift {shift}").format(shift=shift))]
    if business_date != at[:10]:
        parts.append(Columns(_("Business date"), day(business_date, locale)))
    return parts


def people(by: Person, approved_by: Person | None) -> list[Part]:
    """Lay out who did it and who approved it."""
    parts: list[Part] = [Text(_("By: {name}").format(name=by.name))]
    if approved_by is not None:
        parts.append(Text(_("Approved by: {name}").format(name=approved_by.name)))
    return parts


def reference(id_: str) -> str:
    """Give the end of an id, by which people name an entry."""
    return id_[-_REFERENCE_LENGTH:]


def signature(label: str) -> list[Part]:
    """Leave room to sign above `label`."""
    return [Feed(2), Rule("_"), Text(label)]


def signed_by(person: Person) -> list[Part]:
    """Leave room for an employee to sign."""
    return signature(_("Signature: {name}").format(name=person.name))


def section(name: str) -> list[Part]:
    """Begin a section of a report."""
    return [RULE, Text(name.upper(), bold=True)]


def amount_row(
    heading: Heading, label: str, amount: int, *, bold: bool = False, sign: bool = False
) -> Columns:
    """Lay out one amount, so that all of a slip line up on the decimal sign."""
    return Columns(label, money(amount, heading.currency, heading.locale, sign=sign), bold=bold)


def remarks(reason: str | None, note: str | None) -> list[Part]:
    """Lay out the reason and the note, where there are any."""
    parts: list[Part] = []
    if reason:
        parts.append(Text(_("Reason: {reason}").format(reason=reason)))
    if note:
        parts.append(Text(_("Note: {note}").format(note=note)))
    return parts
