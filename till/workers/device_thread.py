"""The thread around the device worker: it becomes the owner of the devices as soon as nobody else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from hardware.document import Document
from hardware.protocols import Devices
from till.cash_register import CashRegister
from till.news import DeviceNews, News, TrialNews
from till.wording.translation import _, marked
from till.workers.devices import DeviceWorker
from till.workers.loop import Loop
from till.workers.ownership import DeviceOwnership, own_devices
from till.workers.person import PersonAtRegister
from till.workers.printer_file import PrinterMemory
from till.workers.trials import Trials
from till.workers.writer import Writer

IDLE_S: Final = 0.2
"""How often the outbox is looked at for jobs that another process left there."""
OTHERS: Final = marked("Another program on this machine has the devices; use it there, or stop it.")


class DeviceThread:
    """Carries out `till.news.DeviceWork` for one register."""

    def __init__(
        self,
        folder: Path,
        register: CashRegister,
        build: Callable[[], Devices],
        tell: Callable[[News], None],
        person: PersonAtRegister | None = None,
    ) -> None:
        self._person = person
        self._folder = folder
        self._register = register
        self._build = build
        self._tell = tell
        self._ownership: DeviceOwnership | None = None
        self._devices: Devices | None = None
        self._worker: DeviceWorker | None = None
        self._memory = PrinterMemory(folder)
        self._told_not_owner = False
        self._wishes: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._trials: Trials | None = None
        self._loop = Loop("devices", self._step, IDLE_S)

    def start(self) -> None:
        """Begin."""
        self._loop.start()

    def wake(self) -> None:
        """Say that there are new jobs."""
        self._loop.wake()

    # -- what a person wants to try, in the thread that owns the devices ------------------------------------

    def print_trial(self, document: Document) -> None:
        self._wish(lambda worker, _trials: worker.test_slip(document))

    def print_as_wide_as(self, document: Document, columns: int) -> None:
        self._wish(lambda _worker, trials: trials.print_as_wide_as(document, columns))

    def find_out(self) -> None:
        self._wish(lambda _worker, trials: trials.find_out())

    def begin_lesson(self, drawer: int) -> None:
        self._wish(lambda _worker, trials: trials.begin_lesson(drawer))

    def go_on_with_lesson(self) -> None:
        self._wish(lambda _worker, trials: trials.go_on_with_lesson())

    def send_now(self) -> None:
        """Do nothing: whoever has a line to an office sends."""

    def begin_anew(self) -> None:
        self._wishes.put(self._let_go)
        self._loop.wake()

    def _wish(self, wish: Callable[[DeviceWorker, Trials], None]) -> None:
        def carry_out() -> None:
            if self._worker is None or self._trials is None:
                self._tell(TrialNews(_(OTHERS), well=False))
            else:
                wish(self._worker, self._trials)

        self._wishes.put(carry_out)
        self._loop.wake()

    def _let_go(self) -> None:
        """Forget the devices; the next step takes them as they are configured then."""
        devices, self._devices = self._devices, None
        self._worker = self._trials = None
        if devices is not None:
            devices.close()

    def stop(self, timeout_s: float = 5.0) -> None:
        """End the thread and let go of the devices."""
        if self._person is not None:
            self._person.leave()
        if self._loop.stop(timeout_s):
            if self._devices is not None:
                self._devices.close()
            if self._ownership is not None:
                self._ownership.release()

    @property
    def alive(self) -> bool:
        """Whether the thread goes round."""
        return self._loop.alive

    def _step(self) -> bool:
        if self._worker is None:
            self._become_owner()
        try:
            self._wishes.get_nowait()()
        except Empty:
            pass
        else:
            return True
        if self._worker is None or self._devices is None:
            return False
        more = self._worker.step()
        self._memory.keep(self._devices)
        return more

    def _become_owner(self) -> None:
        if self._ownership is None:
            self._ownership = own_devices(self._folder)
        if self._ownership is None:
            if not self._told_not_owner:
                self._told_not_owner = True
                self._tell(DeviceNews(None, _(OTHERS), {}, owner=False))
            return
        if self._devices is None:
            self._devices = self._build()
        register = self._register
        writer = Writer(register.engine, register.sign, register.clock)
        self._told_not_owner = False
        worker = DeviceWorker(writer, self._devices, self._tell, lambda: register.state)
        worker.recover()
        self._worker = worker  # Only now: as long as that fails, a kick of an earlier life must not be sent.
        self._trials = Trials(self._devices, self._tell)
