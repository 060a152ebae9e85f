"""The threads that send the journal, one a peer, in whichever process does it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from till.cash_register import CashRegister
from till.news import News
from till.office_tables import OFFICE, Peer
from till.store import peers as store
from till.workers.errands import ErrandWorker
from till.workers.loop import Loop
from till.workers.office_line import OfficeLine
from till.workers.ownership import DeviceOwnership, own_sync
from till.workers.sync import SyncWorker
from till.workers.writer import Writer

if TYPE_CHECKING:
    from till.workers.foreign_sync import ForeignWorker

IDLE_S: Final = 0.5
"""How often the journal is looked at for what other processes recorded."""


class SyncThread:
    """Sends one register's journal to its peers, as soon as no other process does; none waits for another."""

    def __init__(
        self,
        folder: Path,
        register: CashRegister,
        peers: Sequence[Peer],
        tell: Callable[[News], None],
        *,
        rest_s: float = 0.0,
    ) -> None:
        self._folder = folder
        self._rest_s = rest_s
        self._owning = threading.Lock()
        self._ownership: DeviceOwnership | None = None
        self._workers = [worker_for(register, peer, tell) for peer in peers]
        self._names = [peer.name for peer in peers]
        self._errands = [
            worker for peer in peers if (worker := errand_worker_for(folder, register, peer)) is not None
        ]
        self._register = register
        self._loops = [
            Loop(f"sync {peer.name}", partial(self._step, worker), IDLE_S)
            for peer, worker in zip(peers, self._workers, strict=True)
        ]
        self._loops += [Loop("errands", partial(self._errand, worker), IDLE_S) for worker in self._errands]

    def start(self) -> None:
        """Begin."""
        for loop in self._loops:
            loop.start()

    def wake(self) -> None:
        """Say that there is something new in the journal."""
        for loop in self._loops:
            loop.wake()

    def again(self) -> None:
        """Try every peer at once, whatever went wrong before; a person asks for it."""
        for worker in self._workers:
            worker.again()
        self.wake()

    def stop(self, timeout_s: float = 2.0) -> None:
        """End the threads; one that waits for an office is left behind and ends with the process."""
        ended = [loop.stop(timeout_s) for loop in self._loops]
        workers: list[SyncWorker | ForeignWorker | ErrandWorker] = [*self._workers, *self._errands]
        for worker, well in zip(workers, ended, strict=True):
            if well:
                worker.close()
        if all(ended) and self._ownership is not None:
            self._ownership.release()

    @property
    def owner(self) -> bool:
        """Whether this process is the one that sends."""
        return self._ownership is not None

    def _step(self, worker: SyncWorker | ForeignWorker) -> bool:
        if not self._become_owner():
            worker.look()
            return False
        more = worker.step()
        if more and self._rest_s:
            time.sleep(self._rest_s)
        return more

    def _errand(self, worker: ErrandWorker) -> bool:
        return self._become_owner() and worker.step()

    def _become_owner(self) -> bool:
        with self._owning:
            if self._ownership is None:
                self._ownership = own_sync(self._folder)
                if self._ownership is not None:
                    know_peers(self._register, self._names)
            return self._ownership is not None


def know_peers(register: CashRegister, names: Sequence[str]) -> None:
    """Let the store know the configured peers and no others."""
    with register.engine.begin() as connection:
        store.keep_only(connection, names)


def errand_worker_for(folder: Path, register: CashRegister, peer: Peer) -> ErrandWorker | None:
    """Build what does what an office asks of this register; other peers ask for nothing."""
    if peer.name != OFFICE:
        return None
    identity, zone = register.state.identity, register.state.rules.timezone
    assert identity is not None
    line = OfficeLine(peer, identity.register_id)
    return ErrandWorker(folder, zone, register.clock, peer.name, line, peer.orders_by or None)


def worker_for(
    register: CashRegister, peer: Peer, tell: Callable[[News], None]
) -> SyncWorker | ForeignWorker:
    """Build what sends a register's journal, or its closed shifts, to one peer."""
    identity = register.state.identity
    assert identity is not None
    writer = Writer(register.engine, register.sign, register.clock)
    line = OfficeLine(peer, identity.register_id)
    if peer.form is not None:
        # It is asked for when a form needs it: what systems know of ways to pay are those of today.
        from till.workers.foreign_sync import ForeignWorker
        from till.workers.speech import SPEECHES

        def tenders() -> tuple[str, ...]:
            return tuple(tender.code for tender in register.state.rules.tenders)

        speech = SPEECHES.get(peer.form)
        return ForeignWorker(
            writer,
            identity.register_id,
            peer.name,
            line,
            tell,
            form=peer.form,
            tenders=tenders,
            speech=None if speech is None else speech(register, identity.register_id, line),
        )
    return SyncWorker(writer, identity.register_id, peer.name, line, tell)
