"""What one printer has shown that it is and can do. Pure data: it can be kept, and given back later."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from hardware.protocols import Known, Level


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a printer says it is; what it does not say is empty."""

    maker: str = ""
    model: str = ""
    firmware: str = ""
    serial_no: str = ""
    language: str = ""  # Of its letters, where it has more than the western ones.


@dataclass(frozen=True, slots=True)
class Learned:
    """What a printer at an address has shown, by answering and by being watched."""

    address: str = ""
    device_id: str = ""  # Of IEEE 1284, where the port has it.
    identity: Identity = Identity()
    information: Known = Known.UNKNOWN  # Whether it says who it is (GS I).
    answered: tuple[int, ...] = ()  # The n of DLE EOT n that it has answered,
    unanswered: tuple[int, ...] = ()  # and that it has not.
    process_id: Known = Known.UNKNOWN
    transmit_status: Known = Known.UNKNOWN
    automatic: Known = Known.UNKNOWN  # Whether it tells of changes by itself (GS a).
    levels_seen: tuple[Level, ...] = ()  # Of the drawers' sense line.
    open_level: Level = Level.UNKNOWN  # Of the sense line when a drawer has just sprung open.
    paper_low_seen: Known = Known.UNKNOWN  # Yes: it has a sensor for the end of the roll coming near.

    @property
    def answers(self) -> Known:
        """Whether it answers anything at all."""
        if self.answered:
            return Known.YES
        return Known.NO if self.unanswered else Known.UNKNOWN

    @property
    def sensor_proven(self) -> bool:
        """Whether the drawers' sense line has been seen to change; an unplugged one never does."""
        return len(self.levels_seen) == 2

    def with_answer(self, n: int) -> "Learned":
        """Return this with DLE EOT `n` answered."""
        if n in self.answered:
            return self
        left = tuple(each for each in self.unanswered if each != n)
        return replace(self, answered=tuple(sorted({*self.answered, n})), unanswered=left)

    def without_answer(self, n: int) -> "Learned":
        """Return this with DLE EOT `n` not answered."""
        return replace(self, unanswered=tuple(sorted({*self.unanswered, n})))

    def with_level(self, level: Level) -> "Learned":
        """Return this with the sense line seen at `level`."""
        if level in self.levels_seen:
            return self
        return replace(self, levels_seen=tuple(sorted({*self.levels_seen, level})))

    def to_values(self) -> dict[str, str]:
        """Return it as plain text values, to be kept and shown."""
        identity = {field.name: getattr(self.identity, field.name) for field in fields(Identity)}
        return {
            "address": self.address,
            "device_id": self.device_id,
            **identity,
            "information": self.information.value,
            "answers": self.answers.value,
            "answered": " ".join(map(str, self.answered)),
            "process_id": self.process_id.value,
            "transmit_status": self.transmit_status.value,
            "automatic": self.automatic.value,
            "drawer_sensor": (Known.YES if self.sensor_proven else Known.UNKNOWN).value,
            "levels_seen": " ".join(self.levels_seen),
            "open_level": self.open_level.value,
            "paper_low_seen": self.paper_low_seen.value,
        }


def kept(values: Mapping[str, object], address: str) -> Learned:
    """Return what `to_values` gave for the printer at `address`, or nothing if it was for another address.

    Only what a printer could do is believed again; what it could not is found out anew. A value that cannot
    be read is left out: it may be from another version.
    """
    if values.get("address") != address:
        return Learned(address=address)
    identity = Identity(**{field.name: _text(values, field.name) for field in fields(Identity)})
    levels = [level for level in (Level.HIGH, Level.LOW) if level in _text(values, "levels_seen").split()]
    open_level = _text(values, "open_level")
    return Learned(
        address=address,
        device_id=_text(values, "device_id"),
        identity=identity,
        information=_yes(values, "information"),
        answered=tuple(n for n in (1, 2, 3, 4) if str(n) in _text(values, "answered").split()),
        process_id=_yes(values, "process_id"),
        transmit_status=_yes(values, "transmit_status"),
        automatic=_yes(values, "automatic"),
        levels_seen=tuple(sorted(levels)),
        open_level=Level(open_level) if open_level in (Level.LOW, Level.HIGH) else Level.UNKNOWN,
        paper_low_seen=_yes(values, "paper_low_seen"),
    )


def _text(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _yes(values: Mapping[str, object], name: str) -> Known:
    return Known.YES if values.get(name) == Known.YES else Known.UNKNOWN
