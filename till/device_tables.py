"""The tables of the configuration that say which devices there are."""

from __future__ import annotations

from dataclasses import dataclass


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
