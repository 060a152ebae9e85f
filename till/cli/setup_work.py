"""Carries out `till.ui.set_up.SetUpWork`: the printer that is being set up, and the register at the end."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from till.cli.founding import found_register
from till.cli.machine import look_around
from till.cli.setup_text import config_text
from till.config import parse_config
from till.faults import BadConfiguration, NotRecorded
from till.ui.set_up import DEVICE_TIMEOUT_S, ROUNDINGS, SetUpAnswers
from till.wording.translation import _

if TYPE_CHECKING:
    from hardware.document import Document
    from hardware.protocols import Devices
    from till.cash_register import CashRegister
    from till.news import LessonNews, News
    from till.ui.machine import PluggedIn
    from till.workers.trials import Trials

ASIDE: Final = ".before-set-up"
"""What is added to the name of a configuration that makes room for a new one."""


class ConfiguredSetUp:
    """A set-up whose configuration will stand at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._printer = ""
        self._devices: Devices | None = None
        self._trials: Trials | None = None
        self._news: list[News] = []
        # The screens ask beside themselves, and may ask again before a slow printer has answered.
        self._busy = threading.Lock()

    @property
    def place(self) -> str:
        """The file that the configuration will be written to."""
        return str(self._path)

    @property
    def aside(self) -> str:
        """Where a configuration that is there already will be moved; empty where there is none."""
        return str(self._path) + ASIDE if self._path.exists() else ""

    def proposals(self) -> SetUpAnswers:
        """Propose what can be known of this machine: its time zone, language and currency."""
        locale = _system_locale()
        currency = _currency_of(locale)
        return SetUpAnswers(
            locale=locale,
            currency=currency,
            timezone=_system_timezone(),
            cash_rounding=ROUNDINGS.get(currency, "0"),
        )

    def wrong(self, answers: SetUpAnswers) -> tuple[str, str] | None:
        """Name the key of the configuration that cannot be used, and what was expected; None if all can."""
        try:
            parse_config(config_text(answers, self._path), Path("set-up"))
        except BadConfiguration as wrong:
            key, _between, expected = str(wrong).removeprefix("set-up: ").partition(": ")
            return key, expected
        return None

    def look_around(self) -> PluggedIn:
        """Find what is plugged in."""
        return look_around()

    def identify(self, answers: SetUpAnswers) -> tuple[str, bool]:
        """Say in a sentence who the printer is and how, and whether it could be reached."""
        from hardware.protocols import Known
        from till.cli.plugged_in import ask_all

        try:
            with self._devices_of(answers) as devices:
                status = devices.printer.status()
                if status.reachable is Known.NO:
                    return status.sentence(), False
                learned = ask_all(devices)
        except (BadConfiguration, NotRecorded) as trouble:
            return str(trouble), False
        who = " ".join(learned[name] for name in ("maker", "model", "firmware") if learned.get(name))
        return f"{who or _('It does not say who it is')}. {status.sentence().rstrip('.')}.", True

    def print_trial(self, answers: SetUpAnswers, document: Document, columns: int = 0) -> str:
        """Print a slip, on paper as if `columns` wide; say what is wrong, or nothing."""
        try:
            with self._devices_of(answers):
                assert self._trials is not None
                self._trials.print_as_wide_as(document, columns or answers.columns)
                return self._heard()
        except (BadConfiguration, NotRecorded) as trouble:
            return str(trouble)

    def begin_lesson(self, answers: SetUpAnswers) -> LessonNews:
        """Begin to learn what the drawer's sensor says."""
        with self._devices_of(answers):
            assert self._trials is not None
            self._trials.begin_lesson(1)
            return self._lesson()

    def go_on_with_lesson(self) -> LessonNews:
        """Read the sensor once more; say what is next or what was learned."""
        with self._alone():
            assert self._trials is not None
            self._trials.go_on_with_lesson()
            return self._lesson()

    def found(self, answers: SetUpAnswers) -> None:
        """Make the register and write its configuration."""
        from till.domain.commands import AddEmployee
        from till.domain.entries import EmployeeAdded
        from till.workers.printer_file import keep_learned

        text = config_text(answers, self._path)
        aside = Path(self.aside) if self.aside else None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadConfiguration(f"{self._path}: cannot be written: {error.strerror}.") from error

        def add_second(register: CashRegister) -> None:
            added = register.handle(AddEmployee(register.act(1), answers.second, answers.second_role))[-1]
            assert isinstance(added, EmployeeAdded)
            register.set_pin(register.act(1), added.employee.no, answers.second_pin)

        then = add_second if answers.second else None
        config, _head = found_register(self._path, text, answers.manager, answers.pin, aside=aside, then=then)
        if self._devices is not None and self._printer == answers.printer:
            keep_learned(config.data, self._devices.learned())

    def enrol(self, answers: SetUpAnswers) -> str:
        """Make the register that was founded known at its back office; say what is wrong, or nothing."""
        from till.cash_register import CashRegister
        from till.cli.enrolling import enrol_at
        from till.config import load_config
        from till.workers.office_line import LineTrouble

        config = load_config(self._path)
        with closing(CashRegister.open(config.data, config.settings.timezone)) as register:
            try:
                enrol_at(config.peers[0], register, config.settings.register.code, answers.office_code)
            except (LineTrouble, NotRecorded) as trouble:
                return str(trouble)
        return ""

    def close(self) -> None:
        """Let go of the printer."""
        devices, self._devices = self._devices, None
        if devices is not None:
            devices.close()

    # -- the printer -----------------------------------------------------------------------------------------

    @contextmanager
    def _devices_of(self, answers: SetUpAnswers) -> Iterator[Devices]:
        """Have the printer that was chosen, with a drawer on its port."""
        from hardware import DrawerConfig, PrinterConfig, open_devices
        from till.workers.trials import Trials

        with self._alone():
            if self._devices is None or self._printer != answers.printer:
                self.close()
                try:
                    printer = PrinterConfig(answers.printer, answers.columns)
                    self._devices = open_devices(printer, [DrawerConfig(1)])
                except ValueError as wrong:
                    raise BadConfiguration(str(wrong)) from wrong
                self._printer = answers.printer
                self._trials = Trials(self._devices, self._news.append)
            yield self._devices

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._busy.acquire(timeout=DEVICE_TIMEOUT_S):
            raise NotRecorded(_("The printer is still busy with what it was asked before."))
        try:
            yield
        finally:
            self._busy.release()

    def _heard(self) -> str:
        from till.news import TrialNews

        heard = self._news.pop()
        assert isinstance(heard, TrialNews)
        return "" if heard.well else heard.words

    def _lesson(self) -> LessonNews:
        from till.news import LessonNews

        heard = self._news.pop()
        assert isinstance(heard, LessonNews)
        return heard


def proposed_place(named: str | None) -> Path:
    """Say where the configuration will stand: where it was named, else where the till looks first."""
    from till.config import SEARCHED

    chosen = named or os.environ.get("TILL_CONFIG")
    return Path(chosen) if chosen else SEARCHED[0]


def require_no_register(path: Path) -> None:
    """See that no register is configured at `path` yet: settings are changed at the register.

    Raises:
        BadConfiguration: There is one.
    """
    from till.config import load_config
    from till.store.engine import DATABASE

    if not path.exists():
        return
    try:
        config = load_config(path)
    except BadConfiguration:
        return  # No register can run with it; it is kept beside the new one.
    if (config.data / DATABASE).exists():
        raise BadConfiguration(
            f"{path}: there is a register already, in {config.data}. Start it with “till”; what can be "
            "changed is under “Printer and drawer”. "
            "For another register name another file: till --config FILE setup."
        )


def _system_timezone() -> str:
    """Find the time zone of the machine; UTC where it cannot be told."""
    candidates = [os.environ.get("TZ", "").removeprefix(":")]
    _before, _between, linked = os.path.realpath("/etc/localtime").partition("zoneinfo/")
    candidates.append(linked)
    try:
        candidates.append(Path("/etc/timezone").read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        candidates.append("")
    for name in candidates:
        try:
            if name:
                ZoneInfo(name)
                return "UTC" if name in ("Etc/UTC", "UCT", "Zulu") else name
        except (ValueError, OSError, KeyError):
            continue
    return "UTC"


def _system_locale() -> str:
    """Find the language and country of the machine; en_US where they cannot be told."""
    from till.wording.locales import known

    for variable in ("LC_ALL", "LC_MONETARY", "LANG"):
        name = os.environ.get(variable, "").partition(".")[0].partition("@")[0]
        try:
            if len(name) > 1 and name != "POSIX":
                known(name)
                return name
        except ValueError:
            continue
    return "en_US"


def _currency_of(locale: str) -> str:
    """Give the currency of the locale's country; EUR where it names none that we know."""
    from babel.numbers import get_territory_currencies

    from till.domain.money import EXPONENTS

    country = locale.rpartition("_")[2] if "_" in locale else ""
    if not country or (locale == "en_US" and not os.environ.get("LANG", "").startswith("en_US")):
        return "EUR"
    found = [each for each in get_territory_currencies(country) if each in EXPONENTS]
    return found[-1] if found else "EUR"
