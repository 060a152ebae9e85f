"""What the list of the journal is narrowed to: a kind, a person, a shift, a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from till.wording.dates import day
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from till.domain.chain import Record
    from till.journal_reader import JournalReader
    from till.ui.view import View

KINDS: Final = (
    ("cash-moved", marked("movements")),
    ("shift-opened", marked("shifts opened")),
    ("cash-counted", marked("counts")),
    ("report-taken", marked("X reports")),
    ("shift-closed", marked("Z reports")),
    ("bag-received", marked("bags received")),
    ("cash-deposited", marked("deposits")),
    ("drawer-kicked", marked("drawer openings")),
    ("drawer-opened", marked("drawers seen open")),
    ("signed-in", marked("sign-ins")),
    ("pin-refused", marked("wrong PINs")),
    ("slip-in-doubt", marked("slips in doubt")),
    ("slip-copied", marked("copies")),
)
"""Kinds of records without version, and the words for them."""


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What must hold of a record to be shown; None lets everything through."""

    kind: str | None = None
    person: int | None = None
    shift: int | None = None
    date: str | None = None

    def read(self, reader: JournalReader, limit: int, before: int | None = None) -> list[Record]:
        """Read the newest records that pass, those before record number `before`."""
        return reader.newest(
            limit, before=before, kind=self.kind, shift=self.shift, employee=self.person, date=self.date
        )

    def words(self, view: View) -> str:
        """Say what is shown."""
        parts = [_(words) for kind, words in KINDS if kind == self.kind]
        if self.person is not None and view.state is not None and self.person in view.state.employees:
            parts.append(view.state.employees[self.person].name)
        if self.shift is not None:
            parts.append(_("shift {shift}").format(shift=self.shift))
        if self.date is not None:
            parts.append(day(self.date, view.settings.locale))
        return ", ".join(parts) or _("all records")


def date_typed(text: str, today: str) -> str | None:
    """Read a date as people type it on digits alone: 20260302, 0302 of this year, or 2 of this month.

    YYYY-MM-DD is taken as well; None is no date.
    """
    digits = text.replace("-", "").strip()
    if not (digits.isascii() and digits.isdecimal()):
        return None
    whole = {8: digits, 4: today[:4] + digits}.get(len(digits))
    if whole is None and len(digits) <= 2:
        whole = f"{today[:4]}{today[5:7]}{digits:>02}"
    try:
        return None if whole is None else date.fromisoformat(whole).isoformat()
    except ValueError:
        return None
