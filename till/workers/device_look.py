"""How the devices are: asked, told to the screen, and written down where it has changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final, assert_never

from hardware.protocols import Devices, DrawerPosition
from till.domain.entries import DrawerLeftOpen, DrawerOpened, DrawerShut, Entry, PrinterChanged
from till.domain.state import State
from till.ids import new_id
from till.jobs import Job, JobKind, JobStatus
from till.news import DeviceNews
from till.workers.drawer_watch import Change, DrawerWatch, LeftOpen, Opened, Shut
from till.workers.writer import Writer

DRAWER_ALARM_S: Final = 60
"""How long a drawer may stand open where nobody has configured it (seconds)."""


class DeviceLook:
    """Looks at printer and drawers, and remembers how they were."""

    def __init__(self, writer: Writer, devices: Devices, current: Callable[[], State]) -> None:
        self._writer = writer
        self._devices = devices
        # The state is read from another thread than its own: it is replaced whole, never changed.
        self._current = current
        settings = current().settings
        self._watch = DrawerWatch(DRAWER_ALARM_S if settings is None else settings.drawer_alarm_s)
        self._printer_well: bool | None = None
        self._last_error = ""

    def kicked(self, drawer: int) -> None:
        """Note that a pulse goes out: what opens now was opened by it."""
        self._watch.kicked(drawer, time.monotonic())

    def look(self, jobs: list[Job]) -> DeviceNews:
        """Ask the devices, write down what has changed, give the news; `jobs` are those that are not over."""
        status = self._devices.printer.status()
        positions = {no: drawer.position() for no, drawer in self._devices.drawers.items()}
        well, words = status.well, status.sentence()
        self._write_down(positions, well, words)
        slips = [job for job in jobs if job.kind is JobKind.PRINT]
        in_doubt = sum(job.status is JobStatus.UNKNOWN for job in slips)
        return DeviceNews(
            printer_well=well,
            printer_words=words,
            drawers={no: position.value for no, position in positions.items()},
            waiting=len(slips) - in_doubt,
            in_doubt=in_doubt,
            left_open=self._watch.left_open,
            learned=self._devices.learned(),
            last_error=self._last_error,
        )

    def _write_down(self, positions: Mapping[int, DrawerPosition], well: bool | None, words: str) -> None:
        changes = self._watch.look(positions, time.monotonic())
        entries = [self._entry(change) for change in changes]
        if well is not self._printer_well:
            entries.append(PrinterChanged(id=new_id(), at=self._writer.clock(), well=well, words=words))
            self._printer_well = well
            if well is False:
                self._last_error = f"{self._writer.clock()[11:16]}  {words}"
        if entries:
            self._writer.write(*entries)

    def _entry(self, change: Change) -> Entry:
        running = self._current().shifts.get(change.drawer)
        shift = None if running is None else running.no
        id_, at, drawer = new_id(), self._writer.clock(), change.drawer
        match change:
            case Opened():
                return DrawerOpened(id=id_, at=at, drawer=drawer, explained=change.explained, shift=shift)
            case Shut():
                return DrawerShut(id=id_, at=at, drawer=drawer, open_s=change.open_s, shift=shift)
            case LeftOpen():
                return DrawerLeftOpen(id=id_, at=at, drawer=drawer, open_s=change.open_s, shift=shift)
            case _:
                assert_never(change)
