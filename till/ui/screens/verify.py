"""Checking the whole chain of the journal, beside everything else that goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from till.faults import JournalBroken, NotRecorded
from till.ui.screens.base import Dialog
from till.ui.widgets.lines import Line
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.chain import Verdict
    from till.journal_reader import JournalReader

TOLD_EVERY_RECORDS: Final = 200
_BAR_CELLS: Final = 40


@dataclass
class CheckCame(Message):
    """The check has come so far."""

    records: int


@dataclass
class CheckEnded(Message):
    """The check is over: what it found, or what kept it from reading on."""

    verdict: Verdict | None
    fault: str = ""


class VerifyScreen(Dialog[None]):
    """Progress, then one sentence; Esc stops it at any time."""

    heading = marked("Check the journal")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", show=False, id="verify.go_on"),
        Binding("escape", "go_back", marked("Stop, back"), id="verify.go_back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.left = threading.Event()
        self.total = 0
        self.ended = False

    def contents(self) -> Iterable[Widget]:
        yield Line(id="progress")
        yield Line(id="bar")
        yield Line(id="verdict", may_grow=True)

    def opened(self) -> None:
        """Begin, on a thread of its own."""
        self.total = 0 if self.now.state is None else self.now.state.head.records
        self.draw_progress(0)
        self.answer(_("Seals, signatures and every report are checked. Selling goes on."))
        reader = self.cash.read
        threading.Thread(target=self.check, args=(reader,), name="journal-check", daemon=True).start()

    def check(self, reader: JournalReader) -> None:
        """Check from the first record on; tells the screen by messages, from the thread."""

        def goes_on(records: int) -> bool:
            if records % TOLD_EVERY_RECORDS == 0:
                self.post_message(CheckCame(records))
            return not self.left.is_set()

        try:
            verdict = reader.verify(goes_on)
        except (JournalBroken, NotRecorded) as fault:
            self.post_message(CheckEnded(None, str(fault)))
            return
        if verdict is not None:
            self.post_message(CheckEnded(verdict))

    def draw_progress(self, records: int) -> None:
        """Show how far it is."""
        total = max(self.total, records, 1)
        words = _("{records} of {total} records").format(records=records, total=max(self.total, records))
        filled = _BAR_CELLS * records // total
        self.query_one("#progress", Line).set(Content(words))
        self.query_one("#bar", Line).set(
            Content.assemble(("█" * filled, "$accent"), ("." * (_BAR_CELLS - filled), "$quiet"))
        )

    def on_check_came(self, message: CheckCame) -> None:
        """Show how far it is."""
        message.stop()
        self.draw_progress(message.records)

    def on_check_ended(self, message: CheckEnded) -> None:
        """Say what was found."""
        message.stop()
        self.ended = True
        verdict = message.verdict
        if verdict is not None:
            self.draw_progress(verdict.head.records)
        if verdict is not None and verdict.intact:
            self.query_one("#verdict", Line).set(Content.assemble((self.intact(verdict), "bold $success")))
            self.answer("")
            return
        words = message.fault if verdict is None else _broken(verdict)
        self.till.bell()
        self.query_one("#verdict", Line).set(Content.assemble((words, "bold $error")))
        self.refuse(_("Do not trade on it. Show this to whoever looks after the register."))

    def intact(self, verdict: Verdict) -> str:
        """Say that all is well; a seal is made of figures too, so not everybody sees it."""
        if not self.now.sees_expected:
            return _("intact, {records} records").format(records=verdict.head.records)
        return _("intact, {records} records, head {seal}").format(
            records=verdict.head.records, seal=f"{verdict.head.seal[:32]} {verdict.head.seal[32:]}"
        )

    async def action_go_on(self) -> None:
        """Leave when it is over."""
        if self.ended:
            self.dismiss(None)

    def on_unmount(self) -> None:
        """However it is left, the check stops."""
        self.left.set()


def _broken(verdict: Verdict) -> str:
    return _("broken at record {seq}: {how}").format(seq=verdict.fault_seq, how=verdict.fault)
