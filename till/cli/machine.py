"""Carries out `till.ui.machine.Machine`: what is plugged in, and the configuration file of this till."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from till.config import Config, load_config
from till.ui.machine import Finding, PluggedIn

if TYPE_CHECKING:
    from till.cli.config_file import ConfigDraft


class ConfiguredMachine:
    """The machine whose till is configured in the file at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def look_around(self) -> PluggedIn:
        """Find what is plugged in."""
        return look_around()

    def config(self) -> Config:
        """Read the configuration as it is now."""
        return load_config(self._path)

    def draft(self, changes: Mapping[str, object]) -> ConfigDraft:
        """Give the configuration with other values for some keys."""
        from till.cli.config_file import draft

        return draft(self._path, changes)


def look_around() -> PluggedIn:
    """Find what is plugged in; it may take its time."""
    from hardware.discover import discover

    found, troubles = discover()
    return PluggedIn(tuple(Finding(each.address, each.name, each.note) for each in found), tuple(troubles))
