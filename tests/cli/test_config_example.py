"""config.example.toml says every key there is, with its true default."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, Field, fields
from typing import Any

import pytest

from tests.source import ROOT
from till.backup_table import BackupTable
from till.config import (
    ReasonTable,
    RegisterTable,
    RoleTable,
    load_config,
)
from till.device_tables import DrawerTable, PrinterTable, ScreensTable
from till.domain.people import Right
from till.domain.settings import Accounts, Organisation, PinRules, ReceiptRules, Store, Tender
from till.office_tables import OfficeTable, PeerTable
from till.sale_tables import DepartmentTable

EXAMPLE = ROOT / "config.example.toml"
TABLES: dict[str, type] = {
    "organisation": Organisation,
    "store": Store,
    "register": RegisterTable,
    "pin": PinRules,
    "printer": PrinterTable,
    "drawer": DrawerTable,
    "role": RoleTable,
    "pay_out_reason": ReasonTable,
    "no_sale_reason": ReasonTable,
    "cash_in_reason": ReasonTable,
    "tender": Tender,
    "department": DepartmentTable,
    "receipt": ReceiptRules,
    "accounts": Accounts,
    "office": OfficeTable,
    "peer": PeerTable,
    "backup": BackupTable,
    "screens": ScreensTable,
}
KEY = re.compile(r"(?P<off># )?(?P<key>[a-z_]+) = (?P<value>.+?)\s+# (?P<comment>.+)")
MULTILINE = re.compile(r"(?P<key>rights) = \[\s+# (?P<comment>.+)")


def documented() -> dict[tuple[str, str], tuple[str, bool, str]]:
    """Give for each table and key of the example its value, whether it is commented out, and its comment."""
    found: dict[tuple[str, str], tuple[str, bool, str]] = {}
    table = ""
    for line in EXAMPLE.read_text().splitlines():
        if header := re.match(r"\[+([a-z_]+)\]+", line):
            table = header[1]
        elif many := MULTILINE.fullmatch(line):
            found.setdefault((table, many["key"]), ("[]", False, many["comment"]))
        elif match := KEY.fullmatch(line):
            value = (match["value"], match["off"] is not None, match["comment"])
            found.setdefault((table, match["key"]), value)
    return found


def all_keys() -> list[tuple[str, Field[Any]]]:
    # The three tables of reasons are one; the first of them in the file explains the keys.
    return [
        (table, field)
        for table, of in TABLES.items()
        if table not in ("no_sale_reason", "cash_in_reason")
        for field in fields(of)
    ]


def default_in_words(field: Field[Any]) -> str:
    """Write the code's default as TOML does; "no default" for what must be given."""
    if field.default_factory is not MISSING:
        return "{}"
    if field.default is MISSING:
        return "no default"
    if field.default is None:
        return "none"
    if isinstance(field.default, bool):
        return str(field.default).lower()
    if field.default == ():
        return "[]"
    return str(field.default) if isinstance(field.default, int) else f'"{field.default}"'


@pytest.mark.parametrize(("table", "field"), all_keys(), ids=lambda part: getattr(part, "name", part))
def test_every_key_stands_in_the_example_with_its_default(table: str, field: Field[Any]) -> None:
    value, commented_out, comment = documented()[table, field.name]
    default = default_in_words(field)
    if commented_out:
        assert value == default
    elif default == "no default":
        assert comment.endswith("no default")
    else:
        assert re.search(rf"default {re.escape(default)}(,|$)", comment), (comment, default)


def test_the_example_names_no_key_that_there_is_not() -> None:
    known = {(table, field.name) for table, of in TABLES.items() for field in fields(of)}
    assert set(documented()) - known == set()


def test_the_example_names_every_table_and_every_right() -> None:
    text = EXAMPLE.read_text()
    assert set(tomllib.loads(text)) == {*TABLES, "keys"}
    listed = text.partition("Rights: ")[2].partition(".\n")[0].replace("\n#", "")
    assert [Right(word.strip()) for word in listed.split(",")] == list(Right)


def test_the_example_itself_can_be_used() -> None:
    settings = load_config(EXAMPLE).settings
    assert settings.drawer_limit == 5000_00
    assert [role.name for role in settings.roles] == ["cashier", "supervisor", "manager"]


def test_what_is_commented_out_can_be_said(tmp_path_factory: pytest.TempPathFactory) -> None:
    said = re.sub(r"(?m)^# ([a-z_]+ = )", r"\1", EXAMPLE.read_text())
    path = tmp_path_factory.mktemp("example") / "config.toml"
    path.write_text(said)
    assert load_config(path).settings == load_config(EXAMPLE).settings
