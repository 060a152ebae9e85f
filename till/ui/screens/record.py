"""One record of the journal in full."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widgets import Static

from till.domain.codec import decode
from till.ui.screens.slip import SlipScreen
from till.wording.dates import moment
from till.wording.entry_lines import line_for
from till.wording.translation import _

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.chain import Record


class RecordScreen(SlipScreen):
    """Number, time, what it says, its seal; and its slip, which can be printed again."""

    def __init__(self, record: Record) -> None:
        entry = decode(record.kind, record.body)
        super().__init__(entry, seq=record.seq)
        self.record = record

    def contents(self) -> Iterable[Widget]:
        yield Static(self.head(), id="record-head", markup=False)
        if self.text():
            yield from super().contents()

    def head(self) -> str:
        """Say what the record is."""
        record, locale = self.record, self.now.settings.locale
        title, details = line_for(self.entry)
        lines = (
            (_("Record"), f"{record.seq}, {record.kind}"),
            (_("Time"), f"{moment(record.recorded_at, locale)} ({record.recorded_at})"),
            (_("What"), title),
            (_("Details"), details),
            # A seal is made of figures too: who may not see them does not see what can be tried against it.
            (_("Seal"), f"{record.seal[:32]} {record.seal[32:]}" if self.now.sees_expected else ""),
        )
        return "\n".join(f"{words:<9}{text}" for words, text in lines if text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- a hook
        """Offer a copy only of what has a slip."""
        if action in ("print_copy", "scroll"):
            return bool(self.text())
        return True
