"""The configuration of the call, and the devices it names."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from till.cli.wishes import Wishes, wishes_of
from till.config import Config, find_config, load_config
from till.faults import BadConfiguration
from till.wording.translation import use

if TYPE_CHECKING:
    from hardware.protocols import Devices
    from hardware.simulators.drawer import OpenLevel


def configuration(wishes: Wishes | None = None) -> Config:
    """Read the configuration that this call means, and speak its language from now on.

    Raises:
        BadConfiguration: There is none, or it cannot be used.
    """
    chosen = wishes or wishes_of()
    config = load_config(find_config(chosen.config))
    chosen.locale = config.settings.locale
    use(config.settings.locale)
    return config


def configured_devices(config: Config) -> Devices:
    """Build the drivers of the configured devices without touching one.

    Raises:
        BadConfiguration: An address cannot be used.
    """
    from hardware import DrawerConfig, PrinterConfig, open_devices

    printer = PrinterConfig(config.printer.address, config.printer.columns, config.printer.timeout_s)
    drawers = [
        # The configuration has been checked: it is one of the three.
        DrawerConfig(each.id, each.address, each.pin, cast("OpenLevel", each.open_level))
        for each in config.drawers
    ]
    try:
        return open_devices(printer, drawers, _ask_person if sys.stdin.isatty() else None)
    except ValueError as wrong:
        raise BadConfiguration(f"{config.path}: printer.address or drawer.address: {wrong}") from wrong


def _ask_person(sentence: str) -> bool:
    """Let a person with the key be the drawer."""
    print(f"{sentence} [Enter when it is open, n if it is not] ", end="", file=sys.stderr, flush=True)
    return not sys.stdin.readline().strip().lower().startswith("n")
