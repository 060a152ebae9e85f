"""A cash drawer on a printer's DK port: one pulse for one wish, and what the sense line says of it."""

import time
from collections.abc import Mapping
from dataclasses import replace

from hardware import DrawerConfig
from hardware.answers import OFFLINE, PIN_3_HIGH
from hardware.connection import Connection, level_of
from hardware.errors import DeviceError, NotDone, OutcomeUnknown, Unreachable
from hardware.protocols import DrawerPosition, Kick, Level

BETWEEN_KICKS_S = 0.5
# A real-time pulse is ignored while one runs, and a printer obeys a little later than the bytes are written.
PULSE_MARGIN_S = 0.05
_LOOK_EVERY_S = 0.04
_CONNECTOR_PINS: Mapping[int, int] = {2: 0, 5: 1}  # The DK port's pins and the command's m.


class PulseDrawer:
    """A drawer that the printer pulses open."""

    def __init__(self, connection: Connection, config: DrawerConfig, shares_sensor: bool = False) -> None:
        self._connection = connection
        self._open_level = config.open_level
        self._motion_timeout_s = config.motion_timeout_s
        self._shares_sensor = shares_sensor
        m = _CONNECTOR_PINS[config.pin]
        self._pulse = bytes([0x1B, 0x70, m, config.on_ms // 2, config.off_ms // 2])
        tenths = max(1, -(-config.on_ms // 100))
        self._real_time_pulse = bytes([0x10, 0x14, 0x01, m, tenths])
        self._rests_s = {
            self._pulse: _rest_s(config.on_ms + config.off_ms),
            self._real_time_pulse: _rest_s(200 * tenths),  # On and off are equally long.
        }

    def kick(self) -> Kick:
        """Pulse the drawer once, before and apart from any slip.

        A drawer that a proven sensor of its own shows open, even if it already was, is `CONFIRMED`.
        """
        connection = self._connection
        with connection.use():
            time.sleep(max(0.0, connection.pulse_over_at_s - time.monotonic()))
            before = connection.greet()
            pulse = self._pulse if before is None or not before & OFFLINE else self._pulse_while_offline()
            try:
                connection.send(pulse, connection.timeout_s)
            except OutcomeUnknown as error:
                raise _doubtful(connection) from error
            finally:
                connection.pulse_over_at_s = time.monotonic() + self._rests_s[pulse]
            try:
                return self._seen(before, self._rests_s[pulse])
            except DeviceError as error:
                raise _doubtful(connection) from error

    def position(self) -> DrawerPosition:
        try:
            with self._connection.use():
                bits = self._connection.greet(may_rest=True)
                proven = self._connection.sensor_proven
        except DeviceError:
            return DrawerPosition.UNKNOWN
        if bits is None or self._open_level == "none" or not proven:
            return DrawerPosition.UNKNOWN
        return DrawerPosition.OPEN if self._is_open(bits) else DrawerPosition.SHUT

    def level(self) -> Level:
        try:
            with self._connection.use():
                bits = self._connection.greet(may_rest=True)
        except DeviceError:
            return Level.UNKNOWN
        return Level.UNKNOWN if bits is None else level_of(bits)

    def _pulse_while_offline(self) -> bytes:
        """Return the pulse for a printer that works off nothing; an ordinary one would wait in its buffer.

        Raises:
            NotDone: It would obey no pulse at all.
        """
        cause = self._connection.ask(2)
        if cause is None or not cause & 0x24 or cause & 0x40:  # Neither cover nor paper end, or an error.
            raise NotDone("The printer is off-line and cannot open the drawer. Open it with the key.")
        return self._real_time_pulse

    def _seen(self, before: int | None, rest_s: float) -> Kick:
        """Watch the sense line for a while after the pulse."""
        connection = self._connection
        if before is None or self._open_level == "none":
            if not connection.flush(connection.timeout_s):
                raise Unreachable
            return Kick.UNVERIFIED
        was_open = self._is_open(before)
        deadline_s, answered = time.monotonic() + self._motion_timeout_s, False
        while True:
            bits = connection.ask(1)
            if not answered:
                # Only now is it certain that the printer has begun the pulse.
                answered, connection.pulse_over_at_s = True, time.monotonic() + rest_s
            if bits is None:
                break
            if self._is_open(bits):
                if not was_open:
                    connection.learned = replace(connection.learned, open_level=level_of(bits))
                return self._open_now(was_open)
            if time.monotonic() >= deadline_s:
                break
            time.sleep(_LOOK_EVERY_S)
        return Kick.NO_MOTION if connection.sensor_proven else Kick.UNVERIFIED

    def _open_now(self, was_open: bool) -> Kick:
        if not was_open:
            return Kick.CONFIRMED
        only_this_one = self._connection.sensor_proven and not self._shares_sensor
        return Kick.CONFIRMED if only_this_one else Kick.UNVERIFIED

    def _is_open(self, bits: int) -> bool:
        return bool(bits & PIN_3_HIGH) == (self._open_level == "high")


def _rest_s(pulse_ms: int) -> float:
    """Return how long to wait from one pulse to the next."""
    return max(BETWEEN_KICKS_S, pulse_ms / 1000) + PULSE_MARGIN_S


def _doubtful(connection: Connection) -> OutcomeUnknown:
    connection.doubt(now=False)
    return OutcomeUnknown("It is not known whether the drawer was opened. Look at the drawer.")


def check_drawer(config: DrawerConfig) -> None:
    """Refuse a pulse that a drawer or a printer could be harmed by.

    Raises:
        ValueError: A number is out of its range; the message says what was expected.
    """
    if config.pin not in _CONNECTOR_PINS:
        raise ValueError(f"Drawer {config.id} must be on pin 2 or 5 of the printer's port, not {config.pin}.")
    if config.open_level not in ("low", "high", "none"):
        raise ValueError(f"Drawer {config.id} must have open_level low, high or none.")
    if not 2 <= config.on_ms <= 200 or not config.on_ms <= config.off_ms <= 510:
        raise ValueError(f"Drawer {config.id} must have on_ms from 2 to 200 and off_ms up to 510.")
    if not 0.1 <= config.motion_timeout_s <= 10:
        raise ValueError(f"Drawer {config.id} must have motion_timeout_s from 0.1 to 10.")
    if config.on_ms * 5 > config.on_ms + config.off_ms:
        raise ValueError(f"Drawer {config.id} must have on_ms at most a fifth of on_ms and off_ms together.")
