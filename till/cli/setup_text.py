"""The configuration that a set-up writes: what was answered, with comments for who reads it later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from till.cli.founding import quoted
from till.ui.set_up import REASONS
from till.wording.translation import _

if TYPE_CHECKING:
    from till.ui.set_up import SetUpAnswers


_TABLES: Final = """\
# The configuration of one register, written by "till setup". Every key, its default and its unit:
# config.example.toml. What a manager changes at the register is changed here; comments stay.

[organisation]                  # the legal owner, as it stands on slips
name = {organisation}
number = {number}
address = {address}

[store]
name = {store}

[register]
id = 1
code = {code}
currency = {currency}                # it can never be changed
locale = {locale}
timezone = {timezone}
data = {data}                   # folder of database and key, from this file's folder: back it up
cash_rounding = {cash_rounding}           # the smallest step of cash; "0" for none

[printer]                       # "till devices" lists what is plugged in
address = {printer}
columns = {columns}                    # characters on a line of paper

[[drawer]]
id = 1
address = {drawer}
open_level = {open_level}           # of its sensor
"""


def config_text(answers: SetUpAnswers, path: Path) -> str:
    """Write the configuration file that is to stand at `path`."""
    data = "/var/lib/till" if path.parent == Path("/etc/till") else "data"
    written = {
        "organisation": answers.organisation,
        "number": answers.number,
        "address": answers.address,
        "store": answers.store,
        "code": answers.code,
        "currency": answers.currency,
        "locale": answers.locale,
        "timezone": answers.timezone,
        "data": data,
        "cash_rounding": answers.cash_rounding,
        "printer": answers.printer or "none",
        "drawer": answers.drawer or "none",
        "open_level": answers.open_level if answers.drawer == "printer" else "none",
    }
    values = {key: quoted(value) for key, value in written.items()}
    office = [f"[office]\nurl = {quoted(answers.office_url)}\n"] if answers.office_url else []
    return "\n".join([_TABLES.format(columns=answers.columns, **values), *office, *_reason_tables(answers)])


def _reason_tables(answers: SetUpAnswers) -> Iterator[str]:
    reasons = [(code, _(words)) for code, words in REASONS if code in answers.reasons]
    if answers.own_reason:
        reasons.append(("own", answers.own_reason))
    lists = (
        ("pay_out_reason", "What is paid for out of the drawer; the cashier chooses from these.", reasons),
        (
            "no_sale_reason",
            "Why the drawer is opened without a sale.",
            [("change", _("Change for a customer")), ("wrong-key", _("Wrong key pressed"))],
        ),
        (
            "cash_in_reason",
            "What cash is put in for; the cashier's own words do as well.",
            [("change", _("Change from the bank"))],
        ),
    )
    for table, comment, rows in lists:
        if rows:
            yield f"# {comment}"
        for code, name in rows:
            yield f"[[{table}]]\ncode = {quoted(code)}\nname = {quoted(name)}\n"
