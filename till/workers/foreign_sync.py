"""What happened, to a system of another kind in its own form; what it refuses for ever is set aside.

A system that has words for more than a closed shift is told it in a speech of its own; see `speech.py`.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Final, Protocol

from till.domain.chain import Record
from till.domain.clock import later
from till.domain.codec import decode
from till.domain.entries import Entry, ShiftClosed, ShiftOpened
from till.domain.state import Head
from till.domain.training import is_practice
from till.formats import numbers
from till.formats.foreign import foreign_shape
from till.formats.forms import ForeignForm
from till.formats.session import closed_session
from till.news import News, OfficeNews
from till.store import journal, parked, peers
from till.store.engine import reading
from till.store.peers import PeerState, Waiting
from till.wording.translation import _
from till.workers.office_line import LineTrouble, Refusal
from till.workers.speech import Speech
from till.workers.sync import RETRY_FIRST_S, RETRY_MAX_S
from till.workers.writer import Writer

PAGE: Final = 500
_CLOSED: Final = "shift-closed/"


class ShapeLine(Protocol):
    """The way to one system."""

    def send_shape(self, shape: bytes, key: str) -> Refusal | None:
        """Send a shift; None if it was taken; raises LineTrouble."""

    def close(self) -> None:
        """Let go of the connection."""


class ForeignWorker:
    """Sends what is for it to one system, once. `step()` is one record, as one batch is of SyncWorker."""

    def __init__(
        self,
        writer: Writer,
        register_id: str,
        peer: str,
        line: ShapeLine,
        tell: Callable[[News], None],
        *,
        form: ForeignForm,
        tenders: Callable[[], tuple[str, ...]],
        speech: Speech | None = None,
        dice: random.Random | None = None,
    ) -> None:
        self._writer = writer
        self._register_id = register_id
        self._peer = peer
        self._form = form
        self._tenders = tenders
        self._speech = speech
        self._line = line
        self._tell = tell
        self._dice = dice or random.Random()  # noqa: S311 -- it spreads retries, it guards nothing
        self._retry_at_s = 0.0
        self._last_news: OfficeNews | None = None

    def step(self, *, now_s: float | None = None) -> bool:
        """Send the next shift, if there is one and it is time to; say whether more can be sent at once."""
        moment_s = time.monotonic() if now_s is None else now_s
        state, waits = self.look()
        if moment_s < self._retry_at_s:
            return False
        with reading(self._writer.engine).begin() as connection:
            again = parked.to_send_again(connection, self._peer)
            record = None if again is None else journal.find(connection, again.seq)
            behind = () if again else tuple(journal.after(connection, state.cursor.records, PAGE))
        if record is None:
            record = next((each for each in behind if self._is_for_it(each)), None)
        if record is None:
            self._pass(behind)
            return len(behind) == PAGE
        try:
            refusal = self._send(record)
        except LineTrouble as trouble:
            self._fail(state, trouble, moment_s)
            return False
        self._settle(record, refusal, moves=again is None)
        return waits.records > 0

    def again(self) -> None:
        """Try at once, whatever went wrong before; a person asks for it."""
        self._retry_at_s = 0.0

    def look(self) -> tuple[PeerState, Waiting]:
        """Read how the system stands, and tell it when it has changed."""
        with reading(self._writer.engine).begin() as connection:
            state = peers.find(connection, self._peer)
            waits = peers.waiting(connection, state.cursor)
            refused = len(parked.set_aside(connection, self._peer))
        words = state.words or (_("Set aside: {count}").format(count=refused) if refused else "")
        news = OfficeNews(self._peer, waits.records, waits.since, words)
        if news != self._last_news:
            self._last_news = news
            self._tell(news)
        return state, waits

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()

    def _pass(self, behind: tuple[Record, ...]) -> None:
        """Go past what is no business of that system."""
        if behind:
            cursor = Head(behind[-1].seq, behind[-1].seal)
            self._writer.write(alongside=lambda connection: peers.passed(connection, self._peer, cursor))
            self.look()

    def _settle(self, record: Record, refusal: Refusal | None, *, moves: bool) -> None:
        self._retry_at_s = 0.0
        at = self._writer.clock()
        with self._writer.engine.begin() as connection:
            if refusal is None:
                parked.arrived(connection, self._peer, record.seq)
            else:
                parked.park(connection, self._peer, record.seq, refusal.words, at)
            held = Head(record.seq, record.seal) if moves else peers.find(connection, self._peer).cursor
            peers.acknowledged(connection, self._peer, held, at)
        self.look()

    def _fail(self, state: PeerState, trouble: LineTrouble, now_s: float) -> None:
        """Note what is the matter and when it is tried again: later each time, and at odd times."""
        longest_s = min(RETRY_MAX_S, RETRY_FIRST_S * 2 ** min(state.attempts, 20))
        wait_s = max(trouble.retry_after_s or 0.0, longest_s * self._dice.uniform(0.5, 1.0))
        self._retry_at_s = now_s + wait_s
        at = self._writer.clock()
        next_at = later(at, int(wait_s) + 1)
        with self._writer.engine.begin() as connection:
            peers.troubled(connection, state, trouble.kind, str(trouble), at=at, next_at=next_at, heard=False)
        self.look()

    def _is_for_it(self, record: Record) -> bool:
        return _is_sent(record) if self._speech is None else self._speech.wants(record)

    def _send(self, record: Record) -> Refusal | None:
        if self._speech is not None:
            return self._speech.tell(record)
        try:
            shape = self._shape(record)
        except (ValueError, KeyError) as wrong:
            # It would be the same every time: those behind it do not wait for it.
            return Refusal(_("It has no form there: {wrong}").format(wrong=wrong))
        return self._line.send_shape(shape, f"{self._register_id}:{record.seq}")

    def _shape(self, record: Record) -> bytes:
        close = decode(record.kind, record.body)
        assert isinstance(close, ShiftClosed)
        session = closed_session(close, self._back_to_opening(close.shift, record.seq + 1))
        return numbers.write(foreign_shape(self._form, session, self._tenders())).encode()

    def _back_to_opening(self, shift: int, before: int) -> list[Entry]:
        """Read the entries since a shift was opened, in order; what is older than the shift is not read."""
        found: list[Entry] = []
        while page := self._page(before):
            for record in page:
                entry = decode(record.kind, record.body)
                found.append(entry)
                if isinstance(entry, ShiftOpened) and entry.shift == shift:
                    return found[::-1]
            before = page[-1].seq
        return found[::-1]

    def _page(self, before: int) -> list[Record]:
        with reading(self._writer.engine).begin() as connection:
            return journal.newest(connection, PAGE, before=before)


def _is_sent(record: Record) -> bool:
    """Say whether it closes a shift that was not only practised."""
    if not record.kind.startswith(_CLOSED):
        return False
    try:
        return not is_practice(decode(record.kind, record.body))
    except ValueError:
        return True  # It is set aside, so that somebody sees it.
