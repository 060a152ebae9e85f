"""Tells a printer's answers apart by their fixed bits, and says what they mean.

Real-time status 0xx1xx10 · automatic status 0xx1xx00 and three bytes 0xx0xxxx · single bytes 0xx0xxxx ·
blocks from 37, 3B, 3D, 5F or 35 (hex) up to 00 · XON 11, XOFF 13.
(Epson TM-T88III specification, appendix G.)
"""

from dataclasses import dataclass

from hardware.protocols import Known, Paper, PrinterStatus

_XON_XOFF = (0x11, 0x13)
_BLOCK_HEADERS = (0x35, 0x37, 0x3B, 0x3D, 0x5F)
_BLOCK_BYTES_MAX = 128
PIN_3_HIGH, OFFLINE = 0x04, 0x08
CLEARED = b"\x37\x25"
PROCESS_ID = b"\x37\x22"
INFORMATION = b"\x5f"


@dataclass(frozen=True, slots=True)
class RealTimeAnswer:
    """The answer to DLE EOT n; which n, it does not say."""

    bits: int


@dataclass(frozen=True, slots=True)
class AutomaticAnswer:
    """Four bytes that the printer sends by itself when something changes."""

    code: bytes


@dataclass(frozen=True, slots=True)
class BlockAnswer:
    """A block, without the NUL at its end."""

    code: bytes


@dataclass(frozen=True, slots=True)
class SingleAnswer:
    """The one byte that answers GS r and GS I, in the order of the job."""

    bits: int


Answer = RealTimeAnswer | AutomaticAnswer | BlockAnswer | SingleAnswer


class AnswerReader:
    """Cuts the stream of bytes from a printer into answers; remembers one that is not complete yet."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, arrived: bytes) -> list[Answer]:
        """Return the answers that are complete now, in order."""
        answers: list[Answer] = []
        for byte in arrived:
            answer = self._next(byte)
            if answer is not None:
                answers.append(answer)
        return answers

    def _next(self, byte: int) -> Answer | None:
        pending = self._pending
        if pending and pending[0] in _BLOCK_HEADERS:
            return self._in_block(byte)
        if byte in _XON_XOFF:
            return None
        if pending:
            if byte & 0x90 == 0:
                pending.append(byte)
                return self._taken(AutomaticAnswer(bytes(pending))) if len(pending) == 4 else None
            pending.clear()  # Not what an automatic status goes on with: it was cut short.
        if byte in _BLOCK_HEADERS or byte & 0x93 == 0x10:
            pending.append(byte)
            return None
        if byte & 0x93 == 0x12:
            return RealTimeAnswer(byte)
        return SingleAnswer(byte) if byte & 0x90 == 0 else None

    def _in_block(self, byte: int) -> Answer | None:
        if byte:
            self._pending.append(byte)
            if len(self._pending) > _BLOCK_BYTES_MAX:
                self._pending.clear()
            return None
        return self._taken(BlockAnswer(bytes(self._pending)))

    def _taken(self, answer: Answer) -> Answer:
        self._pending.clear()
        return answer


def status_of(bits: dict[int, int]) -> PrinterStatus:
    """Return what the answers to DLE EOT say, by their n; a question without an answer leaves unknowns."""
    printer, cause, errors, roll = (bits.get(n) for n in (1, 2, 3, 4))
    return PrinterStatus(
        reachable=Known.of(True) if bits else Known.UNKNOWN,
        online=_bit(printer, OFFLINE, when_set=False),
        paper=_paper(cause, roll),
        cover_open=_bit(cause, 0x04),
        error=_bit(cause, 0x40) if errors is None else Known.of(bool(errors & 0x68 or (cause or 0) & 0x40)),
        unrecoverable=_bit(errors, 0x20),
        cutter_error=_bit(errors, 0x08),
    )


def status_of_automatic(code: bytes) -> PrinterStatus:
    """Return what the four bytes of an automatic status say."""
    printer, errors, roll = code[:3]
    return PrinterStatus(
        reachable=Known.YES,
        online=_bit(printer, OFFLINE, when_set=False),
        paper=Paper.OUT if roll & 0x0C else Paper.LOW if roll & 0x03 else Paper.OK,
        cover_open=_bit(printer, 0x20),
        error=_bit(errors, 0x6C),
        unrecoverable=_bit(errors, 0x20),
        cutter_error=_bit(errors, 0x08),
    )


def _bit(bits: int | None, mask: int, when_set: bool = True) -> Known:
    return Known.UNKNOWN if bits is None else Known.of(bool(bits & mask) == when_set)


def _paper(cause: int | None, roll: int | None) -> Paper:
    if (roll or 0) & 0x60 or (cause or 0) & 0x20:
        return Paper.OUT
    if roll is None:
        return Paper.UNKNOWN
    return Paper.LOW if roll & 0x0C else Paper.OK
