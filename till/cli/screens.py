"""`till` without a command: the screens, with the configured devices."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import click

from till.cli.answers import Exit, warn
from till.cli.configured import configuration, configured_devices
from till.faults import BadConfiguration, JournalBroken, NotRecorded

if TYPE_CHECKING:
    from types import FrameType

    from hardware.protocols import Devices
    from till.cash_register import CashRegister
    from till.config import Config
    from till.news import DeviceWork, News
    from till.ui.desk import Desk

SWITCH_S: Final = 0.0005
"""How long a thread computes before another may: the kick must not wait for the picture to be drawn."""


def require_terminal() -> None:
    """See that there is somebody who can look at screens and press keys.

    Raises:
        click.UsageError: Standard input or output is not a terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("The screens need a terminal. Without one, use a command; see till --help.")


def run_configured() -> int:
    """Run the screens of the configured register; give the exit code."""
    require_terminal()
    config = configuration()
    return run_screens(
        config,
        lambda ask_person: configured_devices(config, ask_person),
        check=lambda: configured_devices(config).close(),
    )


def run_screens(
    config: Config,
    build: Callable[[Callable[[str], bool]], Devices],
    *,
    check: Callable[[], None] = lambda: None,
    hint: str = "",
    desk: Desk | None = None,
) -> int:
    """Run the screens until somebody leaves; the journal is opened after their first paint.

    `build` is given a way to ask the person at the screens; it waits for the answer. `check` finds wrong
    addresses before anything is recorded.
    """
    # All that is loaded until the journal is open stays until the end: to look for garbage in it is lost time.
    gc.disable()
    from till.ui.app import TillApp

    faults: list[Exception] = []

    def open_register() -> CashRegister:
        from till.cash_register import CashRegister

        try:
            check()
            return CashRegister.open(config.data, config.settings.timezone)
        except (BadConfiguration, JournalBroken, NotRecorded) as fault:
            # The screens show it; the exit code says it to whoever started them.
            faults.append(fault)
            raise

    def start_devices(register: CashRegister, tell: Callable[[News], None]) -> DeviceWork:
        from till.workers.device_thread import DeviceThread
        from till.workers.person import PersonAtRegister

        person = PersonAtRegister(tell)
        thread = DeviceThread(config.data, register, lambda: build(person), tell, person)
        thread.start()
        gc.freeze()
        gc.enable()
        return thread

    app = TillApp(open_register, start_devices, config.settings, hint=hint, desk=desk)

    def leave(number: int, _frame: FrameType | None) -> None:
        app.exit(return_code=128 + number)

    # Whoever ends the program, or closes its window, lets it note its end and clear up.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    sys.setswitchinterval(SWITCH_S)
    app.run()
    for fault in faults:
        warn(str(fault))
    return app.return_code or (_code_of(faults[0]) if faults else Exit.DONE)


def _code_of(fault: Exception) -> Exit:
    return Exit.USAGE if isinstance(fault, BadConfiguration) else Exit.DISK
