"""The simulated printer on a TCP port, as a network printer is: one host at a time, the next one waits."""

import select
import socket
import struct
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from hardware.simulators.control import ControlPort
from hardware.simulators.printer import SimulatedPrinter

_TICK_S = 0.01  # How soon a turned knob, or a slow printer's next line, is noticed.
_RECEIVE_BYTES = 4096
_JOIN_TIMEOUT_S = 5.0


class TcpSimulator:
    """A `SimulatedPrinter` in threads behind a TCP port, with a control socket on a second one."""

    def __init__(
        self,
        printer: SimulatedPrinter | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        control_host: str = "127.0.0.1",
        control_port: int = 0,
    ) -> None:
        self.printer = printer or SimulatedPrinter()
        self._stop = threading.Event()
        self._served_no: int | None = None  # The connection of the host that is served.
        self._listener: socket.socket | None = _listen(host, port)
        self.host, self.port = host, int(self._listener.getsockname()[1])
        self._control = ControlPort(self.printer, control_host, control_port, self._stop)
        self.control_host, self.control_port = self._control.host, self._control.port
        self._thread = threading.Thread(target=self._serve, name="simulated printer", daemon=True)

    @property
    def address(self) -> str:
        """The address to configure: `tcp:HOST:PORT`."""
        return f"tcp:[{self.host}]:{self.port}" if ":" in self.host else f"tcp:{self.host}:{self.port}"

    @property
    def ports(self) -> dict[str, Any]:
        """Where it listens, as JSON values."""
        return {
            "tcp": f"{self.host}:{self.port}",
            "control": self._control.address,
            "address": self.address,
        }

    @property
    def caught_up(self) -> bool:
        """Whether hosts can see by now what was done to the power and the cable."""
        printer = self.printer
        return (self._listener is not None) == printer.powered and self._served_no in (
            None,
            printer.connection_no,
        )

    def start(self) -> Self:
        """Start answering."""
        self._control.start()
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop answering and let the ports go."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(_JOIN_TIMEOUT_S)
        self._control.close()
        if self._listener is not None:
            self._listener.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _serve(self) -> None:
        while not self._stop.is_set():
            if not self.printer.powered:
                self._refuse_for_a_while()
                continue
            if self._listener is None:
                self._listener = _listen(self.host, self.port)
            if select.select([self._listener], [], [], _TICK_S)[0]:
                line, _ = self._listener.accept()
                with line:
                    self._serve_host(line)
                self._served_no = None

    def _refuse_for_a_while(self) -> None:
        """A printer without power has no port: connections are refused."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self._stop.wait(_TICK_S)

    def _serve_host(self, line: socket.socket) -> None:
        printer = self.printer
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._served_no = connection_no = printer.connect()
        try:
            while not self._stop.is_set() and printer.powered and printer.connection_no == connection_no:
                room = printer.room_bytes
                readable = select.select([line] if room else [], [], [], _TICK_S)[0]
                if readable:
                    arrived = line.recv(min(room, _RECEIVE_BYTES))
                    if not arrived:
                        return
                    printer.receive(arrived)
                answer = printer.take_answers(_RECEIVE_BYTES)
                if answer:
                    line.sendall(answer)
        except OSError:
            return  # The host is gone.
        # The cable was cut or the power lost: no farewell.
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=5)


def serve_tcp(
    host: str = "127.0.0.1",
    port: int = 0,
    control_host: str = "127.0.0.1",
    control_port: int = 0,
    on_ready: Callable[[dict[str, Any]], None] | None = None,
    *,
    columns: int = 42,
    stop: threading.Event | None = None,
) -> None:
    """Run a simulated printer on a TCP port until `stop` is set, or for ever.

    `on_ready` is told where it listens: `tcp`, `control` and `address`; port 0 takes a free one.
    """
    with TcpSimulator(SimulatedPrinter(columns), host, port, control_host, control_port) as simulator:
        if on_ready is not None:
            on_ready(simulator.ports)
        (stop or threading.Event()).wait()
