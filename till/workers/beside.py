"""What runs beside the screens as one thing: the devices, and what sends the journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hardware.protocols import Devices
from till.cash_register import CashRegister
from till.news import News
from till.office_tables import Peer
from till.workers.device_thread import DeviceThread
from till.workers.person import PersonAtRegister

if TYPE_CHECKING:
    from till.workers.sync_beside import SyncBeside


class DevicesAndSync(DeviceThread):
    """Carries out `till.news.DeviceWork`; who has new jobs has new records too, which are sent at once."""

    def __init__(
        self,
        folder: Path,
        register: CashRegister,
        build: Callable[[], Devices],
        tell: Callable[[News], None],
        person: PersonAtRegister,
        *,
        peers: Sequence[Peer],
        sync_program: Sequence[str] = (),
    ) -> None:
        super().__init__(folder, register, build, tell, person)
        self._sync: SyncBeside | None = None
        if peers:
            # A till without an office does not wait for what belongs to the line to one.
            from till.workers.sync_beside import SyncBeside

            self._sync = SyncBeside(folder, register, peers, tell, sync_program)

    def start(self) -> None:
        super().start()
        if self._sync is not None:
            self._sync.start()

    def wake(self) -> None:
        super().wake()
        if self._sync is not None:
            self._sync.wake()

    def send_now(self) -> None:
        if self._sync is not None:
            self._sync.again()

    def stop(self, timeout_s: float = 5.0) -> None:
        super().stop(timeout_s)
        if self._sync is not None:
            self._sync.stop()
