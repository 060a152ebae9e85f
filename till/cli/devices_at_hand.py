"""The devices during one command: ours if nobody else has them, else done by who has them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from till.cli.configured import configuration, configured_devices
from till.faults import NotRecorded
from till.jobs import Job, JobKind, JobStatus
from till.store.guard import in_sentences
from till.store.read_only import hindrance
from till.workers.devices import DeviceWorker
from till.workers.ownership import DeviceOwnership, own_devices
from till.workers.printer_file import PrinterMemory
from till.workers.writer import Writer

if TYPE_CHECKING:
    from till.cash_register import CashRegister
    from till.config import Config
    from till.news import News

OVER: Final = frozenset(
    {JobStatus.DONE, JobStatus.UNKNOWN, JobStatus.FAILED, JobStatus.EXPIRED, JobStatus.CANCELLED}
)
"""Where a job is when nothing more happens to it by itself."""
BEYOND_TIMEOUT_S: Final = 4.0
"""How much longer than the printer's own time limit a command waits for its jobs."""
OTHERS_TIMEOUT_S: Final = 2.0
"""How long a command waits for another program to do its jobs."""
_LOOK_EVERY_S: Final = 0.02


class DevicesAtHand:
    """Printer and drawers for one command; whoever makes it closes it."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.devices = configured_devices(config)
        self._memory = PrinterMemory(config.data)
        self._ownership = self._own()
        self._worker: DeviceWorker | None = None

    @property
    def owner(self) -> bool:
        """Whether the devices are this program's now."""
        return self._ownership is not None

    @property
    def has_printer(self) -> bool:
        """Whether a printer is configured."""
        return self.config.printer.address != "none"

    def take_over(self, register: CashRegister) -> None:
        """Settle what an earlier owner left: its kicks are never sent, its started slips are asked about."""
        if self._ownership is not None:
            self._worker = self._new_worker(register)
            try:
                with in_sentences():
                    self._worker.recover()
            except NotRecorded:
                # A disk that takes nothing can still be read; what an earlier owner left waits until it does.
                if hindrance(self.config.data) is None:
                    raise
                self._worker = None

    def work_off(self, register: CashRegister, acts: Sequence[str]) -> list[Job]:
        """Do the jobs of `acts`, or let them be done, for a bounded time; give them as they are then.

        A slip that the printer cannot take now stays in the outbox, and is not waited for.
        """
        timeout_s = self.config.printer.timeout_s + BEYOND_TIMEOUT_S if self.owner else OTHERS_TIMEOUT_S
        deadline = time.monotonic() + timeout_s
        while True:
            jobs = [job for act in acts for job in register.read.jobs_of(act)]
            if all(job.status in OVER for job in jobs) or time.monotonic() >= deadline:
                return jobs
            if self._worker is None and not self._become_owner(register):
                time.sleep(_LOOK_EVERY_S)
            elif self._worker is not None:
                with in_sentences():
                    more = self._worker.step()
                if not more:
                    return [job for act in acts for job in register.read.jobs_of(act)]

    def work_off_all(self, register: CashRegister) -> list[Job]:
        """Try every slip that waits; give the jobs that are not over then."""
        waiting = [job for job in register.read.open_jobs() if job.status is JobStatus.PENDING]
        self.work_off(register, [job.act for job in waiting])
        return [job for job in register.read.open_jobs() if job.kind is JobKind.PRINT]

    def _become_owner(self, register: CashRegister) -> bool:
        """Take the devices from an owner that has gone meanwhile.

        Nothing is settled here: a kick in the outbox is young, and somebody, perhaps this very command, waits
        for it.
        """
        self._ownership = self._own()
        if self._ownership is None:
            return False
        self._worker = self._new_worker(register)
        return True

    def _new_worker(self, register: CashRegister) -> DeviceWorker:
        writer = Writer(register.engine, register.sign, register.clock)
        return DeviceWorker(writer, self.devices, _overhear, lambda: register.state)

    def _own(self) -> DeviceOwnership | None:
        try:
            return own_devices(self.config.data)
        except OSError:
            # No folder, or one that cannot be written: the journal says so in its own words.
            return None

    def close(self) -> None:
        """Let go of the devices."""
        self.devices.close()
        if self._ownership is not None:
            self._memory.keep(self.devices)
            self._ownership.release()
            self._ownership = None


@contextmanager
def devices_at_hand() -> Iterator[DevicesAtHand]:
    """Have the configured devices for the length of the block, without the register."""
    hands = DevicesAtHand(configuration())
    try:
        yield hands
    finally:
        hands.close()


def _overhear(_news: News) -> None:
    """Leave news alone: the command tells what became of its jobs from the outbox."""
