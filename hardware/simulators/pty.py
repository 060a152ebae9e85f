"""The simulated printer on a pseudo-terminal, as a printer with a serial adapter of its own is.

The node that a host opens is a link, which is there as long as the printer has power. Pulling the cable ends
the line, and a new one is there at once: what an adapter does that is plugged in again.
"""

import contextlib
import os
import pty
import select
import threading
import time
import tty
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from hardware.simulators.control import ControlPort
from hardware.simulators.printer import SimulatedPrinter

_TICK_S = 0.01  # How soon a turned knob, or a slow printer's next line, is noticed.
_RECEIVE_BYTES = 4096
_JOIN_TIMEOUT_S = 5.0
_XON, _XOFF = b"\x11", b"\x13"


class PtySimulator:
    """A `SimulatedPrinter` in a thread behind a pseudo-terminal; `link` is the node that hosts open.

    `line_bytes_s` is the speed of the line to the printer (960 for 9600 baud); with `xon_xoff` the printer
    stops the host when its buffer is three quarters full, and lets it go on when it is three quarters empty.
    """

    def __init__(
        self,
        link: Path,
        printer: SimulatedPrinter | None = None,
        *,
        line_bytes_s: float | None = None,
        xon_xoff: bool = False,
        control_host: str = "127.0.0.1",
        control_port: int = 0,
    ) -> None:
        self.link = link
        self.printer = printer or SimulatedPrinter()
        self._line_bytes_s = line_bytes_s
        self._xon_xoff = xon_xoff
        self._stopped_host = False
        self._stop = threading.Event()
        self._line: tuple[int, int] | None = None  # The printer's end, and the host's, which is held open.
        self._connection_no = -1
        self._control = ControlPort(self.printer, control_host, control_port, self._stop)
        self._thread = threading.Thread(target=self._serve, name="simulated printer", daemon=True)

    @property
    def address(self) -> str:
        """The address to configure: `serial:LINK`."""
        return f"serial:{self.link}"

    @property
    def ports(self) -> dict[str, Any]:
        """Where it listens, as JSON values."""
        return {"pty": str(self.link), "control": self._control.address, "address": self.address}

    @property
    def caught_up(self) -> bool:
        """Whether hosts can see by now what was done to the power and the cable."""
        if not self.printer.powered:
            return self._line is None and not self.link.is_symlink()
        return self._line is not None and self._connection_no == self.printer.connection_no

    def start(self) -> Self:
        """Start answering; the link is there when this returns."""
        self._plug()
        self._control.start()
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop answering and take the link away."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(_JOIN_TIMEOUT_S)
        self._control.close()
        self._unplug()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _plug(self) -> None:
        """Make a new line and let the link point to it, before the old line ends."""
        old = self._line
        printers_end, hosts_end = pty.openpty()
        tty.setraw(hosts_end)
        os.set_blocking(printers_end, False)
        connection_no = self.printer.connect()
        self._stopped_host = False
        self._line = (printers_end, hosts_end)
        new_link = self.link.with_name(self.link.name + ".new")
        new_link.unlink(missing_ok=True)
        new_link.symlink_to(os.ttyname(hosts_end))
        new_link.replace(self.link)
        _end(old)
        self._connection_no = connection_no

    def _unplug(self) -> None:
        line, self._line = self._line, None
        self.link.unlink(missing_ok=True)
        _end(line)

    def _serve(self) -> None:
        while not self._stop.is_set():
            if not self.printer.powered:
                if self._line is not None:
                    self._unplug()
                self._stop.wait(_TICK_S)
                continue
            if self._line is None or self.printer.connection_no != self._connection_no:
                self._plug()
            if self._line is not None:
                self._serve_line(self._line[0])

    def _serve_line(self, line: int) -> None:
        """Take what has come at the speed of the line, and say what there is to say."""
        room = self.printer.room_bytes
        if self._line_bytes_s is not None:
            room = min(room, max(1, int(self._line_bytes_s * _TICK_S)))
        if not room:
            self._stop.wait(_TICK_S)
        elif select.select([line], [], [], _TICK_S)[0]:
            arrived = os.read(line, min(room, _RECEIVE_BYTES))
            if self._line_bytes_s is not None:
                time.sleep(len(arrived) / self._line_bytes_s)
            self.printer.receive(arrived)
        self._say(line, self._flow_control() + self.printer.take_answers(_RECEIVE_BYTES))

    def _flow_control(self) -> bytes:
        """Stop the host, or let it go on, if it is time."""
        buffered, whole = self.printer.buffered_bytes, self.printer.buffer_bytes
        if self._xon_xoff and not self._stopped_host and buffered > whole * 3 // 4:
            self._stopped_host = True
            return _XOFF
        if self._stopped_host and buffered < whole // 4:
            self._stopped_host = False
            return _XON
        return b""

    @staticmethod
    def _say(line: int, answer: bytes) -> None:
        # A host that never listens fills the line: what it does not take is lost, as on a real one.
        with contextlib.suppress(BlockingIOError):
            if answer:
                os.write(line, answer)


def _end(line: tuple[int, int] | None) -> None:
    for fd in line or ():
        os.close(fd)


def serve_pty(
    link: Path,
    control_host: str = "127.0.0.1",
    control_port: int = 0,
    on_ready: Callable[[dict[str, Any]], None] | None = None,
    *,
    columns: int = 42,
    line_bytes_s: float | None = None,
    xon_xoff: bool = False,
    stop: threading.Event | None = None,
) -> None:
    """Run a simulated printer on a pseudo-terminal until `stop` is set, or for ever.

    `on_ready` is told where it listens: `pty`, `control` and `address`.
    """
    printer = SimulatedPrinter(columns)
    with PtySimulator(
        link,
        printer,
        line_bytes_s=line_bytes_s,
        xon_xoff=xon_xoff,
        control_host=control_host,
        control_port=control_port,
    ) as simulator:
        if on_ready is not None:
            on_ready(simulator.ports)
        (stop or threading.Event()).wait()
