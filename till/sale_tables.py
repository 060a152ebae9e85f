"""The tables of the configuration that say what is sold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from till.domain.money import parse_plain
from till.domain.settings import CASH, Department, DepartmentKind, Tender
from till.faults import BadConfiguration


def wrong(path: Path, key: str, expected: str) -> BadConfiguration:
    """Give the refusal of one key of the file."""
    return BadConfiguration(f"{path}: {key}: expected {expected}.")


@dataclass(frozen=True, slots=True)
class DepartmentTable:
    """One table `[[department]]`; `vat_rate` is in percent, `price` in the major unit, both as text."""

    code: str
    name: str
    group: str = ""
    kind: DepartmentKind = DepartmentKind.GOODS
    vat_rate: str = "0"
    price: str = ""
    account: int | None = None
    key: int | None = None


def departments(
    path: Path, tables: tuple[DepartmentTable, ...], amount: Callable[[str, str], int]
) -> tuple[Department, ...]:
    """Check the departments; `amount` reads a price and names its key where it cannot.

    Raises:
        BadConfiguration: A key has a value that cannot be used.
    """
    codes = [table.code.casefold() for table in tables]
    keys = [table.key for table in tables]
    for at, table in enumerate(tables):
        where = f"department[{at}]"
        # On the command line a department is a word, and what follows it are numbers.
        if not re.fullmatch(r"[a-z][a-z0-9_-]{0,31}", table.code, re.ASCII) or table.code in codes[:at]:
            raise wrong(path, f"{where}.code", 'a code of its own like "coffee": small letters and digits')
        if not table.name.strip() or not (table.name + table.group).isprintable():
            raise wrong(path, f"{where}.name", "a name on one line")
        if table.key is not None and (not 1 <= table.key <= 99 or table.key in keys[:at]):
            raise wrong(path, f"{where}.key", "a number of 1 to 99 that no other department has")
        if table.kind is DepartmentKind.LIABILITY and _rate(path, where, table.vat_rate):
            raise wrong(path, f"{where}.vat_rate", '"0": VAT is due when the voucher is used')
    return tuple(
        Department(
            table.code,
            table.name,
            table.group or table.name,
            table.kind,
            _rate(path, f"department[{at}]", table.vat_rate),
            amount(f"department[{at}].price", table.price) if table.price else None,
            table.account,
            table.key,
        )
        for at, table in enumerate(tables)
    )


def _rate(path: Path, where: str, text: str) -> int:
    """Read a percentage into hundredths of a percent."""
    try:
        rate = parse_plain(text, 2)
    except ValueError:
        rate = -1
    if not 0 <= rate <= 100_00:
        raise wrong(path, f"{where}.vat_rate", 'a percentage like "25.00"')
    return rate


def tenders(path: Path, tables: tuple[Tender, ...]) -> tuple[Tender, ...]:
    """Check the ways to pay.

    Raises:
        BadConfiguration: A key has a value that cannot be used.
    """
    codes = [tender.code for tender in tables]
    for at, tender in enumerate(tables):
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,31}", tender.code, re.ASCII) or tender.code == CASH:
            raise wrong(path, f"tender[{at}].code", 'lower-case letters like "card"; cash is always there')
        if not tender.name.strip() or tender.code in codes[:at]:
            raise wrong(path, f"tender[{at}]", "a code of its own and a name")
    return tables
