"""The configuration of the call, and the devices it names."""

from __future__ import annotations

import re
import select
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from till.cli.wishes import Wishes, wishes_of
from till.config import Config, find_config, load_config
from till.faults import BadConfiguration
from till.wording.translation import use
from till.workers.printer_file import learned_of

if TYPE_CHECKING:
    from hardware import WideScript
    from hardware.protocols import Devices
    from hardware.simulators.drawer import OpenLevel
    from till.cash_register import CashRegister
    from till.domain.state import State

PERSON_TIMEOUT_S: Final = 30.0
"""How long a command waits for the person who opens the drawer with the key."""

PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM")
"""What the files of pictures begin with."""


def configuration(wishes: Wishes | None = None) -> Config:
    """Read the configuration that this call means, and speak its language from now on.

    Raises:
        BadConfiguration: There is none, or it cannot be used.
    """
    chosen = wishes or wishes_of()
    config = load_config(find_config(chosen.config))
    chosen.locale = config.settings.locale
    use(config.settings.locale)
    if config.keys:
        from till.ui.keys import checked_keys

        checked_keys(config.keys, str(config.path))
    return config


def open_configured(config: Config) -> CashRegister:
    """Open the register that the configuration names.

    Raises:
        BadConfiguration: The journal in its data folder is that of another register, or in other money.
        JournalBroken: The journal cannot be trusted.
    """
    from till.cash_register import CashRegister

    register = CashRegister.open(config.data, config.settings.timezone)
    try:
        _require_its_own(config, register.state)
    except BadConfiguration:
        register.close()
        raise
    return register


def _require_its_own(config: Config, state: State) -> None:
    if state.identity is None:
        return
    told, known = config.settings, state.rules
    for key, given, founded in (
        ("register.id", told.register.id, known.register.id),
        ("register.code", told.register.code, known.register.code),
        ("register.currency", told.currency, known.currency),
    ):
        if given != founded:
            expected = f'"{founded}"' if isinstance(founded, str) else founded
            raise BadConfiguration(
                f"{config.path}: {key}: expected {expected}, as the journal in {config.data} has it; "
                "for another register name another folder in register.data."
            )


def configured_devices(config: Config, ask_person: Callable[[str], bool] | None = None) -> Devices:
    """Build the drivers of the configured devices without touching one.

    What an earlier program learned of the printer is believed. `ask_person` puts a sentence to whoever
    stands at the register; without it the terminal does, if there is one.

    Raises:
        BadConfiguration: An address cannot be used.
    """
    from hardware import DrawerConfig, PrinterConfig, open_devices
    from hardware.addresses import parse_printer_address

    table = config.printer
    printer = PrinterConfig(
        table.address,
        table.columns,
        table.timeout_s,
        keep_open=table.keep_open,
        code_pages=table.code_pages,
        # `open_devices` refuses what is none of the scripts; the levels have been checked already.
        wide_script=cast("WideScript", table.wide_script),
        text_as_image=table.text_as_image,
        font=_file(config, "font"),
        logo=_logo(config),
    )
    drawers = [
        DrawerConfig(
            each.id,
            each.address,
            each.pin,
            cast("OpenLevel", each.open_level),
            each.on_ms,
            each.off_ms,
            _motion_timeout_s(config, at, each.motion_timeout_s),
        )
        for at, each in enumerate(config.drawers)
    ]
    ask = ask_person or (_ask_person if sys.stdin.isatty() else None)
    key = "printer.address"
    try:
        parse_printer_address(table.address)
        key = "printer"
        open_devices(printer).close()
        key = "drawer"
        return open_devices(printer, drawers, ask, learned=learned_of(config.data))
    except ValueError as wrong:
        raise BadConfiguration(f"{config.path}: {key}: {wrong}") from wrong


def _motion_timeout_s(config: Config, at: int, text: str) -> float:
    if not re.fullmatch(r"\d{1,2}(\.\d{1,3})?", text, re.ASCII) or not 0.1 <= float(text) <= 10:
        key = f"drawer[{at}].motion_timeout_s"
        raise BadConfiguration(f'{config.path}: {key}: expected seconds from "0.1" to "10".')
    return float(text)


def _file(config: Config, key: str) -> str:
    """Return the path of a file that `[printer]` names, from the configuration's folder; "" if it names none.

    Raises:
        BadConfiguration: There is no such file.
    """
    named = str(getattr(config.printer, key))
    path = config.path.parent / named
    if named and not path.is_file():
        raise BadConfiguration(f"{config.path}: printer.{key}: expected a file, and there is no {path}.")
    return str(path) if named else ""


def _logo(config: Config) -> str:
    """Return the path of the logo; only its first bytes are read, as drawing it would delay every start.

    Raises:
        BadConfiguration: There is no such file, or it does not begin as a picture does.
    """
    path = _file(config, "logo")
    if path:
        try:
            with Path(path).open("rb") as file:
                is_picture = file.read(8).startswith(PICTURES)
        except OSError as error:
            raise BadConfiguration(f"{path}: printer.logo: cannot be read: {error.strerror}.") from error
        if not is_picture:
            raise BadConfiguration(
                f"{config.path}: printer.logo: expected a PNG, JPEG, GIF or BMP picture, and {path} is none."
            )
    return path


def _ask_person(sentence: str) -> bool:
    """Let a person with the key be the drawer."""
    from hardware.errors import OutcomeUnknown

    print(f"{sentence} [Enter when it is open, n if it is not] ", end="", file=sys.stderr, flush=True)
    if not select.select([sys.stdin], [], [], PERSON_TIMEOUT_S)[0]:
        print(file=sys.stderr)
        raise OutcomeUnknown("Nobody said whether the drawer was opened. Look at the drawer.")
    return not sys.stdin.readline().strip().lower().startswith("n")
