"""The tables of the configuration that say which devices there are, and how the screens are used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from till.faults import BadConfiguration


@dataclass(frozen=True, slots=True)
class PrinterTable:
    """The table `[printer]`; see `hardware.PrinterConfig`."""

    address: str = "none"
    columns: int = 42
    timeout_s: int = 3
    keep_open: bool = True
    code_pages: tuple[str, ...] = ()
    wide_script: str = "none"
    text_as_image: bool = False
    font: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class DrawerTable:
    """One table `[[drawer]]`; see `hardware.DrawerConfig`. Fractions are written as text, as amounts are."""

    id: int
    address: str = "printer"
    pin: int = 2
    open_level: str = "low"
    on_ms: int = 50
    off_ms: int = 500
    motion_timeout_s: str = "1.5"
    shared: bool = False


@dataclass(frozen=True, slots=True)
class ScreensTable:
    """The table `[screens]`: `touch` makes keys large, and puts digits and letters beside what is typed."""

    touch: bool = False


def check_devices(path: Path, printer: PrinterTable, drawers: tuple[DrawerTable, ...]) -> None:
    """See that printer and drawers can be such.

    Raises:
        BadConfiguration: A key has a value that cannot be used.
    """
    if not 24 <= printer.columns <= 64:
        raise _wrong(path, "printer.columns", "32, 42 or 48, what the paper holds")
    if not 1 <= printer.timeout_s <= 60:
        raise _wrong(path, "printer.timeout_s", "1 to 60 seconds")
    numbers = [drawer.id for drawer in drawers]
    if len(set(numbers)) != len(numbers) or not set(numbers) <= {1, 2}:
        raise _wrong(path, "drawer.id", "1, or 1 and 2, each once")
    for at, drawer in enumerate(drawers):
        if drawer.pin not in (2, 5):
            raise _wrong(path, f"drawer[{at}].pin", "2 or 5")
        if drawer.open_level not in ("low", "high", "none"):
            raise _wrong(path, f"drawer[{at}].open_level", '"low", "high" or "none"')


def _wrong(path: Path, key: str, expected: str) -> BadConfiguration:
    return BadConfiguration(f"{path}: {key}: expected {expected}.")
