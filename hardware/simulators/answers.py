"""What the simulated printer says: the status bytes of the manuals, bit for bit."""

from dataclasses import dataclass

_PIN_3, _OFFLINE = 0x04, 0x08
# The bits of GS a n.
_DRAWER, _ONLINE, _ERROR, _PAPER = 1, 2, 4, 8


@dataclass(slots=True)
class Sensors:
    """What the printer feels, and the bytes it says it with."""

    paper_low: bool = False
    paper_out: bool = False
    cover_open: bool = False
    held_offline: bool = False
    cutter_jammed: bool = False
    failed: bool = False
    maker: str = "EPSON"
    model: str = "SIM-T20"
    serial_no: str = "SIM0000001"

    @property
    def error(self) -> bool:
        """Whether something is wrong that is neither paper nor cover."""
        return self.cutter_jammed or self.failed

    @property
    def online(self) -> bool:
        """Whether the printer works off its buffer."""
        return not (self.paper_out or self.cover_open or self.held_offline or self.error)

    @property
    def paper_bits(self) -> int:
        """The paper bits of GS r 1 and of the third ASB byte: 03 near-end, 0C end."""
        return (0x03 if self.paper_low or self.paper_out else 0) | (0x0C if self.paper_out else 0)

    def real_time(self, n: int, pin_3_high: bool) -> bytes:
        """Return the answer to DLE EOT n; bits 1 and 4 are always set."""
        bits = 0x12
        if n == 1:
            bits |= (_PIN_3 if pin_3_high else 0) | (0 if self.online else _OFFLINE)
        elif n == 2:
            bits |= (0x04 if self.cover_open else 0) | (0x20 if self.paper_out else 0)
            bits |= 0x40 if self.error else 0
        elif n == 3:
            bits |= (0x08 if self.cutter_jammed else 0) | (0x20 if self.failed else 0)
        else:
            bits |= (0x0C if self.paper_low or self.paper_out else 0) | (0x60 if self.paper_out else 0)
        return bytes([bits])

    def automatic(self, pin_3_high: bool) -> bytes:
        """Return the four bytes of an automatic status."""
        first = 0x10 | (_PIN_3 if pin_3_high else 0) | (0 if self.online else _OFFLINE)
        first |= 0x20 if self.cover_open else 0
        second = (0x08 if self.cutter_jammed else 0) | (0x20 if self.failed else 0)
        return bytes([first, second, self.paper_bits, 0x0F])

    def transmit(self, n: int, pin_3_high: bool) -> bytes:
        """Return the answer to GS r n; none for an unknown n."""
        if n in (1, 0x31):
            return bytes([self.paper_bits])
        return bytes([pin_3_high]) if n in (2, 0x32) else b""

    def identity(self, n: int) -> bytes:
        """Return the answer to GS I n; none for an unknown n."""
        single = {1: 0x20, 2: 0x02, 3: 0x01}.get(n & 0x0F if n in (0x31, 0x32, 0x33) else n)
        if single is not None:
            return bytes([single])
        words = {65: "1.00", 66: self.maker, 67: self.model, 68: self.serial_no, 69: ""}
        return b"\x5f" + words[n].encode("ascii") + b"\x00" if n in words else b""

    @staticmethod
    def process_id(arguments: bytes) -> bytes:
        """Return the answer to GS ( H 0 0 d1 d2 d3 d4, given once everything before it is on paper."""
        if len(arguments) == 6 and arguments[:2] == b"00" and all(0x20 <= d <= 0x7E for d in arguments[2:]):
            return b"\x37\x22" + arguments[2:] + b"\x00"
        return b""


class AnswerBox:
    """Answers on their way to the host, and the automatic status that is due when something changes."""

    def __init__(self) -> None:
        self.automatic = 0  # The n of GS a n.
        self._waiting: list[
            tuple[float, bytes]
        ] = []  # When each is given, in seconds of the clock, and what.
        self._reported: tuple[object, ...] | None = None

    def put(self, answer: bytes, at_s: float) -> None:
        """Append an answer that is given at `at_s` or later."""
        self._waiting.append((at_s, answer))

    def take(self, bytes_max: int, now_s: float) -> bytes:
        """Remove and return the oldest bytes that are due."""
        due = b""
        while self._waiting and self._waiting[0][0] <= now_s and len(due) < bytes_max:
            due += self._waiting.pop(0)[1]
        if len(due) > bytes_max:
            self._waiting.insert(0, (now_s, due[bytes_max:]))
        return due[:bytes_max]

    def clear(self) -> None:
        """Forget what nobody fetched."""
        self._waiting.clear()

    def change(self, sensors: Sensors, pin_3_high: bool) -> bytes:
        """Return the automatic status if one of the watched groups changed since the last call."""
        watched = (
            pin_3_high if self.automatic & _DRAWER else None,
            (sensors.online, sensors.cover_open) if self.automatic & _ONLINE else None,
            (sensors.cutter_jammed, sensors.failed) if self.automatic & _ERROR else None,
            sensors.paper_bits if self.automatic & _PAPER else None,
            self.automatic,
        )
        before, self._reported = self._reported, watched
        if not self.automatic or before is None or before == watched or before[-1] != watched[-1]:
            return b""
        return sensors.automatic(pin_3_high)
