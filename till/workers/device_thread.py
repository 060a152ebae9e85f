"""The thread around the device worker: it becomes the owner of the devices as soon as nobody else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from hardware.document import Cut, Document, Rule, Text
from hardware.protocols import Devices
from till.cash_register import CashRegister
from till.news import DeviceNews, News
from till.wording.translation import _
from till.workers.devices import DeviceWorker
from till.workers.loop import Loop
from till.workers.ownership import DeviceOwnership, own_devices
from till.workers.person import PersonAtRegister
from till.workers.printer_file import PrinterMemory
from till.workers.writer import Writer

IDLE_S: Final = 0.2
"""How often the outbox is looked at for jobs that another process left there."""


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
        self._test_wanted = False
        self._loop = Loop("devices", self._step, IDLE_S)

    def start(self) -> None:
        """Begin."""
        self._loop.start()

    def wake(self) -> None:
        """Say that there are new jobs."""
        self._loop.wake()

    def test_slip(self) -> None:
        """Ask for a test slip."""
        self._test_wanted = True
        self._loop.wake()

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
        if self._worker is None and not self._become_owner():
            return False
        assert self._worker is not None
        assert self._devices is not None
        if self._test_wanted:
            self._test_wanted = False
            self._worker.test_slip(test_document())
        more = self._worker.step()
        self._memory.keep(self._devices)
        return more

    def _become_owner(self) -> bool:
        if self._ownership is None:
            self._ownership = own_devices(self._folder)
        if self._ownership is None:
            if not self._told_not_owner:
                self._told_not_owner = True
                words = _("Another program on this machine has the devices.")
                self._tell(DeviceNews(None, words, {}, owner=False))
            return False
        if self._devices is None:
            self._devices = self._build()
        register = self._register
        writer = Writer(register.engine, register.sign, register.clock)
        worker = DeviceWorker(writer, self._devices, self._tell, lambda: register.state)
        worker.recover()
        self._worker = worker  # Only now: as long as that fails, a kick of an earlier life must not be sent.
        return True


def test_document() -> Document:
    """Lay out the slip that shows what the printer can do."""
    ruler = "".join(str(column % 10) for column in range(1, 49))
    return Document(
        _("Test slip"),
        (
            Text(_("TEST SLIP"), bold=True),
            Text(ruler),
            Rule(),
            Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789"),
            Text("ÅÄÖ åäö ÆØ æø ÉÈÊ éèê Ñ ñ Ü ü ß €"),
            Text(_("Bold"), bold=True),
            Rule(),
            Text(_("If you can read this, slips will be readable.")),
            Cut(),
        ),
    )
