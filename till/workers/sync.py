"""Store and forward: the journal to one peer, in bounded batches, as far as the peer says it holds."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Final, Protocol

from till.domain.clock import later
from till.domain.entries import OfficeDisagreed
from till.domain.ids import derived
from till.domain.state import Head
from till.ids import new_id
from till.news import News, OfficeNews
from till.store import journal, peers
from till.store.engine import reading
from till.store.peers import PeerState, Waiting
from till.wire.answers import Answer, Trouble
from till.wire.batches import AIMED_BYTES
from till.wording.translation import _
from till.workers.made_ahead import BatchMaker
from till.workers.office_line import LineTrouble
from till.workers.writer import Writer

RETRY_FIRST_S: Final = 1.0
RETRY_MAX_S: Final = 300.0
GREET_EVERY_S: Final = 300.0
"""How often the office is asked when nothing waits: it must know that the register is alive."""
BYTES_LEAST: Final = 4096
"""The smallest batch that a peer is tried with which takes no larger ones (bytes)."""
LOUD: Final = frozenset({Trouble.FORK.value, Trouble.GAP.value, Trouble.RESTORED.value})
"""Troubles that do not mend themselves: two journals of one register."""


class Line(Protocol):
    """The way to one peer."""

    def send(self, batch: bytes) -> Answer:
        """Send a batch and return what the office answers; raises LineTrouble."""

    def close(self) -> None:
        """Let go of the connection."""


class SyncWorker:
    """Sends the journal to one peer. `step()` is one exchange; a thread calls it in a loop."""

    def __init__(
        self,
        writer: Writer,
        register_id: str,
        peer: str,
        line: Line,
        tell: Callable[[News], None],
        *,
        dice: random.Random | None = None,
    ) -> None:
        self._writer = writer
        self._maker = BatchMaker(writer.engine, register_id, writer.clock)
        self._peer = peer
        self._line = line
        self._tell = tell
        self._dice = dice or random.Random()  # noqa: S311 -- it spreads retries, it guards nothing
        self._retry_at_s = 0.0
        self._greet_at_s = 0.0
        self._bytes_aimed = AIMED_BYTES
        self._last_news: OfficeNews | None = None

    def step(self, *, now_s: float | None = None) -> bool:
        """Send what waits, if it is time to; say whether more can be sent at once."""
        moment_s = time.monotonic() if now_s is None else now_s
        state, waits = self.look()
        if moment_s < self._retry_at_s or (not waits.records and moment_s < self._greet_at_s):
            return False
        # The first exchange of a life asks what the office holds: this may be an old backup.
        greeting = self._greet_at_s == 0.0
        self._greet_at_s = moment_s + GREET_EVERY_S
        if greeting:
            batch = self._maker.make(state.cursor, self._bytes_aimed, records_max=0)
        else:
            batch = self._maker.batch(state.cursor, self._bytes_aimed)
        self._maker.look_ahead(batch, self._bytes_aimed)
        try:
            answer = self._line.send(batch.body)
        except LineTrouble as trouble:
            if greeting:
                self._greet_at_s = 0.0
            self._fail(state, trouble.kind, str(trouble), moment_s, wait_s=trouble.retry_after_s)
            return False
        more = self._settle(state, answer, batch.sent, moment_s)
        _state, waits = self.look()
        return more and waits.records > 0

    def again(self) -> None:
        """Try at once, whatever went wrong before; a person asks for it."""
        self._retry_at_s = self._greet_at_s = 0.0

    def look(self) -> tuple[PeerState, Waiting]:
        """Read how the peer stands, and tell it when it has changed."""
        with reading(self._writer.engine).begin() as connection:
            state = peers.find(connection, self._peer)
            waits = peers.waiting(connection, state.cursor)
        news = OfficeNews(self._peer, waits.records, waits.since, state.words or "", state.trouble in LOUD)
        if news != self._last_news:
            self._last_news = news
            self._tell(news)
        return state, waits

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()

    # -- what came back -------------------------------------------------------------------------------------

    def _settle(self, state: PeerState, answer: Answer, sent: int, now_s: float) -> bool:
        if answer.trouble is Trouble.TOO_LARGE and sent > 1 and self._bytes_aimed > BYTES_LEAST:
            self._bytes_aimed //= 2
            return True
        if answer.trouble not in (None, Trouble.GAP) or answer.held is None:
            kind = "garbage" if answer.trouble is None else answer.trouble.value
            self._fail(state, kind, answer.words, now_s, held=answer.held)
            return False
        return self._follow(state, answer.held, answer.trouble, now_s)

    def _follow(self, state: PeerState, held: Head, trouble: Trouble | None, now_s: float) -> bool:
        """Move the cursor to what the office says it holds, if that is a record of ours."""
        with reading(self._writer.engine).begin() as connection:
            head = journal.head(connection)
            ours = journal.find(connection, held.records) if held.records else None
        if held.records > head.records:
            words = _(
                "The office holds {held} records of this register, which has only {head}: an old backup was "
                "restored. Do not trade; restore the newest backup."
            ).format(held=held.records, head=head.records)
            self._fail(state, Trouble.RESTORED.value, words, now_s, held=held)
            return False
        if held.records and (ours is None or ours.seal != held.seal):
            words = _(
                "The office holds another record {seq} than this register: there are two journals of it. "
                "Was its data copied to another machine?"
            ).format(seq=held.records)
            self._fail(state, Trouble.FORK.value, words, now_s, held=held)
            return False
        lost = held.records < state.cursor.records or trouble is Trouble.GAP
        self._retry_at_s = 0.0
        at = self._writer.clock()
        entries = [self._disagreed(Trouble.GAP.value, self._lost(state, held), held, at)] if lost else []
        self._writer.write(
            *entries, alongside=lambda connection: peers.acknowledged(connection, self._peer, held, at)
        )
        return True

    def _lost(self, state: PeerState, held: Head) -> str:
        return _(
            "The office holds {held} records of this register and held {before} before. Was an old backup of "
            "the office restored? They are sent again."
        ).format(held=held.records, before=state.cursor.records)

    def _disagreed(self, trouble: str, words: str, held: Head, at: str) -> OfficeDisagreed:
        return OfficeDisagreed(
            id=derived(new_id(), f"{self._peer} {trouble}"),
            at=at,
            peer=self._peer,
            trouble=trouble,
            held=held.records,
            words=words,
        )

    def _fail(
        self,
        state: PeerState,
        kind: str,
        words: str,
        now_s: float,
        *,
        wait_s: float | None = None,
        held: Head | None = None,
    ) -> None:
        """Note what is the matter and when it is tried again: later each time, and at odd times."""
        longest_s = min(RETRY_MAX_S, RETRY_FIRST_S * 2 ** min(state.attempts, 20))
        if kind in LOUD:
            longest_s = RETRY_MAX_S
        wait_s = max(wait_s or 0.0, longest_s * self._dice.uniform(0.5, 1.0))
        self._retry_at_s = now_s + wait_s
        at = self._writer.clock()
        next_at = later(at, int(wait_s) + 1)
        # It is in the journal once, however often the office says it.
        is_new = kind in LOUD and state.trouble != kind
        entries = [self._disagreed(kind, words, held or Head(), at)] if is_new else []
        self._writer.write(
            *entries,
            alongside=lambda connection: peers.troubled(
                connection, state, kind, words, at=at, next_at=next_at, heard=held is not None
            ),
        )
        self.look()
