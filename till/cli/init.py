"""`till init`: writes the configuration, the database and the register's key."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from till.cli.options import Command
from till.cli.wishes import wishes_of

_TEXT: Final = """\
# The configuration of one register. Every key, its default and its unit: config.example.toml.

[organisation]
name = {organisation}

[store]
name = {store}

[register]
id = 1
code = {code}
currency = {currency}
locale = {locale}
timezone = {timezone}
data = {data}

[printer]
address = {printer}
columns = {columns}

# What the drawer is opened and paid for; the cashier chooses from these.
[[pay_out_reason]]
code = "supplies"
name = "Supplies"

[[no_sale_reason]]
code = "change"
name = "Change"

[[cash_in_reason]]
code = "change"
name = "Change from the bank"
"""


@click.command("init", cls=Command)
@click.option("--register-code", "code", required=True, metavar="CODE", help="As on slips: REG-001.")
@click.option("--currency", required=True, metavar="ISO", help="ISO 4217: SEK, EUR, JPY.")
@click.option(
    "--manager", required=True, metavar="NAME", help="Who manages the people; the PIN is in $TILL_PIN."
)
@click.option("--data", default="data", show_default=True, help="The folder of database and key.")
@click.option("--organisation", default="My shop", show_default=True, help="The legal owner's name.")
@click.option("--store", default="Main store", show_default=True, help="The store's name.")
@click.option("--locale", default="en_US", show_default=True, help="For numbers and dates: sv_SE.")
@click.option("--timezone", default="UTC", show_default=True, help="IANA: Europe/Stockholm.")
@click.option("--printer", default="none", show_default=True, metavar="ADDRESS", help="tcp:192.0.2.9:9100.")
@click.option("--columns", type=int, default=42, show_default=True, help="Characters on a line of paper.")
def init(manager: str, columns: int, **keys: str) -> int:
    """Set up a register: write its configuration (--config FILE), database and key."""
    from till.cli.answers import Exit, answer
    from till.cli.founding import found_register, quoted
    from till.cli.pins import PIN, new_pin
    from till.config import parse_config
    from till.faults import BadConfiguration

    named = wishes_of().config
    if named is None:
        raise click.UsageError("Say where the configuration shall be: --config FILE.")
    path = Path(named)
    if path.exists():
        raise BadConfiguration(f"{path}: is there already; till init never overwrites a configuration.")
    text = _TEXT.format(columns=columns, **{key: quoted(value) for key, value in keys.items()})
    parse_config(text, path)  # Before anybody is asked for a PIN.
    pin = new_pin(manager, PIN)
    config, head = found_register(path, text, manager, pin or "")
    plain = {
        "config": str(path),
        "data": str(config.data),
        "register": {"id": 1, "code": config.settings.register.code},
        "manager": {"no": 1, "name": manager.strip()},
        "head": {"records": head.records, "seal": head.seal},
    }
    words = f"{path} and {config.data} are ready. {manager.strip()} is employee 1. Next: till --config {path}"
    answer(plain, words)
    return Exit.DONE
