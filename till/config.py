"""config.toml to frozen dataclasses; what is unknown or wrong is named with file and key."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from till.backup_table import Backups, BackupTable, backups
from till.cash_tables import denominations, low_below, packs
from till.config_names import check_names
from till.device_tables import DrawerTable, PrinterTable, ScreensTable, check_devices
from till.domain.money import EXPONENTS, parse_plain
from till.domain.people import Right, Role, default_roles
from till.domain.plain import Unreadable, from_plain
from till.domain.settings import (
    Accounts,
    Organisation,
    PinRules,
    Prices,
    Reason,
    ReceiptRules,
    Register,
    SessionPolicy,
    Settings,
    Store,
    Tender,
)
from till.faults import BadConfiguration
from till.office_tables import OfficeTable, Peer, PeerTable, peers
from till.sale_tables import DepartmentTable, departments, tenders
from till.sale_tables import wrong as _wrong
from till.wording.locales import is_locale

SEARCHED: Final = (Path("config.toml"), Path("/etc/till/config.toml"))
"""Where the configuration is looked for when neither --config nor $TILL_CONFIG names it."""

_LEAST: Final = {
    **dict.fromkeys(("no_sale_limit", "refusals_max", "clock_gap_hours"), 0),
    **dict.fromkeys(("count_attempts_max", "shift_alarm_hours", "lock_after_s", "drawer_alarm_s"), 1),
}


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """The table `[register]`. Amounts are texts in the currency's major unit (“12.50”)."""

    id: int
    code: str
    currency: str
    data: str
    name: str = ""
    locale: str = "en_US"
    timezone: str = "UTC"
    business_day_starts: str = "04:00"
    session_policy: SessionPolicy = SessionPolicy.SHIFT
    cash_rounding: str = "0"
    drawer_limit: str = ""
    difference_limit: str = "0"
    count_attempts_max: int = 3
    shift_alarm_hours: int = 14
    denominations: tuple[str, ...] = ()
    rolls: tuple[str, ...] = ()
    bags: tuple[str, ...] = ()
    low_below: tuple[str, ...] = ()
    no_sale_slip: bool = True
    lock_after_s: int = 300
    drawer_alarm_s: int = 60
    no_sale_limit: int = 0
    refusals_max: int = 3
    clock_gap_hours: int = 120
    prices: Prices = Prices.INCLUSIVE
    wait_for_drawer: bool = False
    training_opens_drawer: bool = False


@dataclass(frozen=True, slots=True)
class RoleTable:
    """One table `[[role]]`: a name, its rights, and limits above which it needs approval."""

    name: str
    rights: tuple[Right, ...]
    limits: dict[Right, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReasonTable:
    """One table of reasons; `account` is a ledger account."""

    code: str
    name: str
    account: int | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """The whole file as it is written."""

    organisation: Organisation
    store: Store
    register: RegisterTable
    pin: PinRules = field(default_factory=PinRules)
    printer: PrinterTable = field(default_factory=PrinterTable)
    drawer: tuple[DrawerTable, ...] = ()
    role: tuple[RoleTable, ...] = ()
    pay_out_reason: tuple[ReasonTable, ...] = ()
    no_sale_reason: tuple[ReasonTable, ...] = ()
    cash_in_reason: tuple[ReasonTable, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)
    tender: tuple[Tender, ...] = ()
    department: tuple[DepartmentTable, ...] = ()
    receipt: ReceiptRules = field(default_factory=ReceiptRules)
    accounts: Accounts = field(default_factory=Accounts)
    office: OfficeTable | None = None
    peer: tuple[PeerTable, ...] = ()
    backup: BackupTable | None = None
    screens: ScreensTable = field(default_factory=ScreensTable)


@dataclass(frozen=True, slots=True)
class Config:
    """What the program needs: where the data is, the rules, the devices, and who gets the journal."""

    path: Path
    data: Path
    settings: Settings
    printer: PrinterTable
    drawers: tuple[DrawerTable, ...]
    keys: dict[str, str] = field(default_factory=dict)
    peers: tuple[Peer, ...] = ()
    backups: Backups | None = None
    touch: bool = False


def find_config(named: str | None) -> Path:
    """Say which file is the configuration.

    Raises:
        BadConfiguration: There is none.
    """
    chosen = named or os.environ.get("TILL_CONFIG")
    if chosen:
        return Path(chosen)
    for path in SEARCHED:
        if path.exists():
            return path
    raise BadConfiguration(
        "There is no configuration: neither --config nor $TILL_CONFIG names one, and there is no "
        + " or ".join(str(path) for path in SEARCHED)
        + ". Run “till setup”, or “till init” without a terminal, to make one."
    )


def load_config(path: Path) -> Config:
    """Read and check a configuration file.

    Raises:
        BadConfiguration: It cannot be read, or a key is unknown, missing, or has a value that cannot be used.
    """
    try:
        text = path.read_bytes().decode()
    except OSError as error:
        raise BadConfiguration(f"{path}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadConfiguration(f"{path}: is not UTF-8 text.") from error
    return parse_config(text, path)


def parse_config(text: str, path: Path) -> Config:
    """Check the text of a configuration file; `path` is for messages and relative folders.

    Raises:
        BadConfiguration: As `load_config`.
    """
    try:
        tables = from_plain(Tables, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadConfiguration(f"{path}: is not TOML: {error}.") from error
    except Unreadable as wrong:
        raise BadConfiguration(f"{path}: {wrong.path}: expected {wrong.expected}.") from wrong
    tables = _with_default_drawer(tables)
    check_devices(path, tables.printer, tables.drawer)
    for key in ("attempts_max", "register_attempts_max", "lockout_s"):
        _check_positive(path, f"pin.{key}", getattr(tables.pin, key))
    check_names(path, tables)
    return Config(
        path=path,
        data=(path.parent / tables.register.data).absolute(),
        settings=_settings(path, tables),
        printer=tables.printer,
        drawers=tables.drawer,
        keys=tables.keys,
        peers=peers(path, tables.office, tables.peer),
        backups=backups(path, tables.backup),
        touch=tables.screens.touch,
    )


def _with_default_drawer(tables: Tables) -> Tables:
    """Give a shop that names no drawer one on its printer; without a printer there is nothing to open."""
    default = DrawerTable(1) if tables.printer.address != "none" else DrawerTable(1, address="none")
    return tables if tables.drawer else replace(tables, drawer=(default,))


def _settings(path: Path, tables: Tables) -> Settings:
    register = tables.register
    _check_register(path, register)
    amount = partial(_amount, path, register.currency)
    values = denominations(path, amount, register.currency, register.denominations)
    return Settings(
        organisation=tables.organisation,
        store=tables.store,
        register=Register(register.id, register.code, register.name),
        currency=register.currency,
        locale=register.locale,
        timezone=register.timezone,
        business_day_starts=register.business_day_starts,
        session_policy=register.session_policy,
        cash_rounding=amount("register.cash_rounding", register.cash_rounding),
        drawer_limit=_optional(amount, "register.drawer_limit", register.drawer_limit),
        shift_alarm_hours=register.shift_alarm_hours,
        difference_limit=amount("register.difference_limit", register.difference_limit),
        count_attempts_max=register.count_attempts_max,
        denominations=values,
        packs=packs(path, amount, register.currency, (register.rolls, register.bags), values),
        low_below=low_below(path, amount, register.low_below, values),
        drawers=tuple(drawer.id for drawer in tables.drawer),
        roles=_roles(path, amount, tables),
        pay_out_reasons=_reasons(path, "pay_out_reason", tables.pay_out_reason),
        no_sale_reasons=_reasons(path, "no_sale_reason", tables.no_sale_reason),
        cash_in_reasons=_reasons(path, "cash_in_reason", tables.cash_in_reason),
        pin=tables.pin,
        paper_columns=tables.printer.columns,
        no_sale_slip=register.no_sale_slip,
        lock_after_s=register.lock_after_s,
        drawer_alarm_s=register.drawer_alarm_s,
        no_sale_limit=register.no_sale_limit,
        refusals_max=register.refusals_max,
        clock_gap_hours=register.clock_gap_hours,
        shared_drawers=tuple(drawer.id for drawer in tables.drawer if drawer.shared),
        open_levels={drawer.id: drawer.open_level for drawer in tables.drawer},
        tenders=tenders(path, tables.tender),
        departments=departments(path, tables.department, amount),
        prices=register.prices,
        receipt=tables.receipt,
        accounts=tables.accounts,
        wait_for_drawer=register.wait_for_drawer,
        training_opens_drawer=register.training_opens_drawer,
    )


def _amount(path: Path, currency: str, key: str, text: str) -> int:
    try:
        return parse_plain(text, EXPONENTS[currency])
    except ValueError as error:
        example = ("12", "12.5", "12.50", "12.500", "12.5000")[EXPONENTS[currency]]
        raise _wrong(path, key, f'an amount like "{example}"') from error


def _optional(amount: Callable[[str, str], int], key: str, text: str) -> int | None:
    return amount(key, text) if text else None


def _check_register(path: Path, register: RegisterTable) -> None:
    if register.currency not in EXPONENTS:
        raise _wrong(path, "register.currency", 'an ISO 4217 code like "SEK"')
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", register.business_day_starts, re.ASCII):
        raise _wrong(path, "register.business_day_starts", 'a time like "04:00"')
    if not is_locale(register.locale):
        raise _wrong(path, "register.locale", 'a locale like "en_SE"')
    if not register.code.strip() or not register.code.isprintable() or len(register.code) > 16:
        raise _wrong(path, "register.code", 'a designation of at most 16 characters like "REG-001"')
    try:
        ZoneInfo(register.timezone)
    except (ValueError, OSError, KeyError) as error:  # ZoneInfoNotFoundError is a KeyError.
        raise _wrong(path, "register.timezone", 'an IANA time zone like "Europe/Stockholm"') from error
    if not register.data.strip() or not register.data.isprintable():
        raise _wrong(path, "register.data", 'a folder like "/var/lib/till"')
    for key, least in _LEAST.items():
        _check_positive(path, f"register.{key}", getattr(register, key), least)


def _check_positive(path: Path, key: str, number: int, least: int = 1) -> None:
    if number < least:
        raise _wrong(path, key, f"a number of {least} or more")


def _roles(path: Path, amount: Callable[[str, str], int], tables: Tables) -> tuple[Role, ...]:
    if not tables.role:
        return default_roles(pay_out_limit=2000)
    if len({role.name for role in tables.role}) != len(tables.role):
        raise _wrong(path, "role.name", "a name of its own for each role")
    if not any(role.name == "manager" and Right.EMPLOYEES in role.rights for role in tables.role):
        raise _wrong(path, "role", 'one named "manager" with the right "employees"')
    return tuple(
        Role(
            role.name,
            role.rights,
            {right: amount(f"role.{role.name}.limits.{right}", text) for right, text in role.limits.items()},
        )
        for role in tables.role
    )


def _reasons(path: Path, key: str, tables: tuple[ReasonTable, ...]) -> tuple[Reason, ...]:
    codes = [table.code for table in tables]
    for at, table in enumerate(tables):
        if not table.code.strip() or not table.name.strip() or table.code in codes[:at]:
            raise _wrong(path, f"{key}[{at}]", "a code of its own and a name")
    return tuple(Reason(table.code, table.name, table.account) for table in tables)
