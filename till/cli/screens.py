"""`till` without a command: the screens, with the configured devices."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from till.cli.answers import Exit, warn
from till.cli.configured import configuration, configured_devices, open_configured
from till.cli.supervisor import Supervisor
from till.config import find_config, load_config
from till.domain.refused import Refused
from till.faults import BadConfiguration, JournalBroken, NotRecorded

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from hardware.protocols import Devices
    from till.cash_register import CashRegister
    from till.cli.wishes import Wishes
    from till.config import Config
    from till.news import DeviceWork, News
    from till.ui.app import TillApp
    from till.ui.desk import Desk

TROUBLE: Final = "last-trouble.txt"
"""The file in the data folder that says where the screens stopped at something nobody foresaw."""
SWITCH_S: Final = 0.0005
"""How long a thread computes before another may: the kick must not wait for the picture to be drawn."""


def require_terminal() -> None:
    """See that there is somebody who can look at screens and press keys.

    Raises:
        click.UsageError: Standard input or output is not a terminal.
    """
    in_browser = "web_driver" in os.environ.get("TEXTUAL_DRIVER", "")  # As till serve-ui starts it.
    if not in_browser and not (sys.stdin.isatty() and sys.stdout.isatty()):
        import click

        raise click.UsageError("The screens need a terminal. Without one, use a command; see till --help.")


def run_configured(wishes: Wishes) -> int:
    """Run the screens of the configured register; give the exit code. Without one, offer to set it up."""
    require_terminal()
    named = wishes.config
    if missing := _missing(named):
        from till.cli.setup import offer_setup

        code = offer_setup(missing, named)
        return Exit.USAGE if code is None else code
    return run_screens_of(configuration(wishes))


def _missing(named: str | None) -> str:
    """Say that there is no configuration; empty where there is one, also one that cannot be used."""
    try:
        path = find_config(named)
    except BadConfiguration as missing:
        return str(missing)
    return "" if path.exists() else f"There is no configuration at {path} yet."


def run_screens_of(config: Config) -> int:
    """Run the screens of the register that this configuration is of."""
    return run_screens(
        config,
        lambda ask_person: configured_devices(load_config(config.path), ask_person),
        check=lambda: configured_devices(config).close(),
    )


def _sync_program(config: Config) -> list[str]:
    """Give what sends the journal while these screens are open."""
    return [sys.executable, "-m", "till", "--config", str(config.path), "sync", "run", "--beside"]


def run_screens(
    config: Config,
    build: Callable[[Callable[[str], bool]], Devices],
    *,
    check: Callable[[], None] = lambda: None,
    hint: str = "",
    desk: Desk | None = None,
) -> int:
    """Run the screens until somebody leaves; the journal is opened after their first paint.

    `build` is given a way to ask the person at the screens; it waits for the answer. It is called again
    when the configuration was changed from the screens. `check` finds wrong addresses before anything is
    recorded.
    """
    # The framework draws at most so often a second; a change that is due shall not wait for its turn.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    # All that is loaded until the journal is open stays until the end: no garbage is looked for in it.
    gc.disable()
    from till.ui.app import TillApp

    def open_register() -> CashRegister:
        check()
        return open_configured(config)

    def start_devices(register: CashRegister, tell: Callable[[News], None]) -> DeviceWork:
        from till.cli.machine import ConfiguredMachine
        from till.workers.beside import DevicesAndSync
        from till.workers.person import PersonAtRegister

        person = PersonAtRegister(tell)
        hear = tell if desk is not None else _heard_by_machine(register, tell)
        thread = DevicesAndSync(
            config.data,
            register,
            lambda: build(person),
            hear,
            person,
            peers=config.peers,
            sync_program=_sync_program(config),
        )
        thread.start()
        app.machine = ConfiguredMachine(config.path)
        gc.freeze()
        gc.enable()
        return thread

    def keep(fault: Exception) -> str:
        # A demonstration throws its folder away, and is no trouble of this machine's.
        return keep_trouble(config.data, fault) if desk is None else ""

    settings, overseer = config.settings, Supervisor()
    app = TillApp(open_register, start_devices, settings, hint=hint, desk=desk, keep=keep, overseer=overseer)
    app.touch = config.touch or is_touch_wanted()
    if config.keys:
        from till.ui.keys import checked_keys

        app.set_keymap(checked_keys(config.keys, str(config.path)))
    return _run(app)


def is_touch_wanted() -> bool:
    """Say whether whoever started the program knows that its screens are touched."""
    return os.environ.get("TILL_TOUCH", "") not in ("", "0")


def _heard_by_machine(register: CashRegister, tell: Callable[[News], None]) -> Callable[[News], None]:
    """Let the machine's own log hear what the screens are told of devices and offices."""
    from till import __version__
    from till.cli.journald import MachineJournal

    machine = MachineJournal()
    machine.started(__version__, register.state.head.records)

    def both(news: News) -> None:
        machine.tell(news)
        tell(news)

    return both


def _run(app: TillApp) -> int:
    def leave(number: int, _frame: FrameType | None) -> None:
        app.exit(return_code=128 + number)

    # Whoever ends the program, or closes its window, lets it note its end and clear up.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    sys.setswitchinterval(SWITCH_S)
    app.run()
    if app.fault is None:
        return app.return_code or Exit.DONE
    code = code_of(app.fault)
    if code is not Exit.UNFORESEEN and not app.said:
        warn(str(app.fault))  # The screens showed it and are gone.
    return code


def code_of(fault: Exception) -> Exit:
    """Give the exit code that says why the screens ended."""
    match fault:
        case BadConfiguration():
            return Exit.USAGE
        case JournalBroken() | NotRecorded():
            return Exit.DISK
        case Refused():
            return Exit.REFUSED
        case _:
            return Exit.UNFORESEEN


def keep_trouble(folder: Path, fault: Exception) -> str:
    """Write where something happened into a file that only its owner reads; give its name, or nothing.

    The file holds the newest only, and none of the values in memory.
    """
    import os
    import traceback

    from till.cli.journald import MachineJournal

    MachineJournal().stopped_by(type(fault).__name__)
    path = folder / TROUBLE
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write("".join(traceback.format_exception(fault)))
    except OSError:
        return ""
    return str(path)
