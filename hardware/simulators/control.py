"""The control socket of a simulated printer: one JSON object a line turns a knob or asks for the state.

`{"do": "paper_out"}` or `{"do": "slow", "bytes_s": 100}` is answered by `{"ok": true}`, `{"ask": "state"}` by
the state, nonsense by `{"error": "…"}`.
"""

import inspect
import json
import socket
import threading
from types import TracebackType
from typing import Any, Self

from hardware.simulators.knobs import Knobs
from hardware.simulators.printer import SimulatedPrinter

KNOBS = tuple(
    name
    for name, member in vars(Knobs).items()
    if not name.startswith("_") and inspect.isfunction(member) and name not in Knobs.__abstractmethods__
)
_LINE_BYTES_MAX = 65536
_STOP_LOOK_EVERY_S = 0.02
_CLIENT_TIMEOUT_S = 10.0
_STOP_TIMEOUT_S = 5.0


def state_of(printer: SimulatedPrinter) -> dict[str, Any]:
    """Return everything a test or a person may want to know of the printer, as JSON values."""
    with printer.lock:
        printer.work()
        sensors = printer.sensors
        return {
            "paper": printer.paper,
            "slips": printer.slips,
            "torn": printer.torn,
            "kicks": printer.kicks,
            "pulses": [
                {"at_s": pulse.at_s, "pin": pulse.pin, "on_ms": pulse.on_ms, "real_time": pulse.real_time}
                for pulse in printer.pulses
            ],
            "drawer": "open" if printer.drawer_open else "shut",
            "drawers": {
                str(pin): "open" if drawer.open else "shut" for pin, drawer in printer.port.drawers.items()
            },
            "online": sensors.online,
            "powered": printer.powered,
            "roll": "out" if sensors.paper_out else "low" if sensors.paper_low else "ok",
            "cover_open": sensors.cover_open,
            "buffered_bytes": printer.buffered_bytes,
            "commands": dict(printer.commands),
        }


def carry_out(printer: SimulatedPrinter, line: bytes) -> dict[str, Any]:
    """Do what one line asks for, and return the answer to it."""
    try:
        wish = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": "Expected one JSON object on a line."}
    if wish == {"ask": "state"}:
        return state_of(printer)
    if not isinstance(wish, dict) or not isinstance(wish.get("do"), str):
        return {"error": 'Expected {"ask": "state"} or {"do": KNOB}.'}
    name = wish.pop("do")
    if name not in KNOBS:
        return {"error": f"There is no knob {name!r}; there are {', '.join(KNOBS)}."}
    try:
        getattr(printer, name)(**wish)
    except (TypeError, ValueError, KeyError) as error:
        return {"error": f"The knob {name} does not take that: {error}."}
    return {"ok": True}


def serve_control(printer: SimulatedPrinter, listener: socket.socket, stop: threading.Event) -> None:
    """Answer whoever connects to `listener`, several at a time, until `stop` is set."""
    listener.settimeout(_STOP_LOOK_EVERY_S)
    while not stop.is_set():
        try:
            line, _ = listener.accept()
        except TimeoutError:
            continue
        except OSError:
            return  # The listener was closed.
        threading.Thread(target=_serve_one, args=(printer, line, stop), daemon=True).start()


def _serve_one(printer: SimulatedPrinter, line: socket.socket, stop: threading.Event) -> None:
    line.settimeout(_STOP_LOOK_EVERY_S)
    pending = b""
    with line:
        while not stop.is_set() and len(pending) < _LINE_BYTES_MAX:
            try:
                arrived = line.recv(_LINE_BYTES_MAX)
                if not arrived:
                    return
                *whole, pending = (pending + arrived).split(b"\n")
                for wish in whole:
                    line.sendall(json.dumps(carry_out(printer, wish)).encode() + b"\n")
            except TimeoutError:
                continue
            except OSError:
                return  # Whoever asked has gone.


class ControlPort:
    """The control socket of one simulator."""

    def __init__(self, printer: SimulatedPrinter, host: str, port: int, stop: threading.Event) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, port), family=family, backlog=5)
        self.host, self.port = host, int(self._listener.getsockname()[1])
        self._thread = threading.Thread(
            target=serve_control, args=(printer, self._listener, stop), daemon=True
        )

    @property
    def address(self) -> str:
        """Where it listens: HOST:PORT."""
        return f"{self.host}:{self.port}"

    def start(self) -> None:
        """Start answering; it ends when the simulator's `stop` is set."""
        self._thread.start()

    def close(self) -> None:
        """Let the port go, after the simulator's `stop` was set."""
        if self._thread.is_alive():
            self._thread.join(_STOP_TIMEOUT_S)
        self._listener.close()


class SimulatorControl:
    """The other end of a control socket, for tests and people in another process."""

    def __init__(self, host: str, port: int) -> None:
        self._line = socket.create_connection((host, port), _CLIENT_TIMEOUT_S)
        self._answers = self._line.makefile("rb")

    def do(self, knob: str, **settings: object) -> None:
        """Turn a knob.

        Raises:
            ValueError: There is no such knob, or it does not take these settings.
        """
        self._ask({"do": knob, **settings})

    def state(self) -> dict[str, Any]:
        """Return the printer's state; see `state_of`."""
        return self._ask({"ask": "state"})

    def close(self) -> None:
        """Hang up."""
        self._answers.close()
        self._line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, wish: dict[str, object]) -> dict[str, Any]:
        self._line.sendall(json.dumps(wish).encode() + b"\n")
        answer = json.loads(self._answers.readline() or b'{"error": "The simulator hung up."}')
        if "error" in answer:
            raise ValueError(answer["error"])
        return dict(answer)
