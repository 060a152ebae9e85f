"""The names in the configuration, as they come onto slips and screens: one line, and not endless."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from till.faults import BadConfiguration

NAME_MAX: Final = 100
"""The longest name or line (characters); wider paper than 64 columns there is none."""
_JOINERS: Final = "\u200c\u200d"
"""What joins letters, or keeps them apart, as the writing of some languages needs."""


def check_names(path: Path, tables: Any) -> None:
    """See that every name in the file is one line that steers neither a printer nor a screen.

    Raises:
        BadConfiguration: One is not; a needed one is missing.
    """
    for key, text in (
        ("organisation.name", tables.organisation.name),
        ("store.name", tables.store.name),
    ):
        if not text.strip():
            raise BadConfiguration(f"{path}: {key}: expected a name.")
    for key, text in _texts(tables):
        if len(text) > NAME_MAX:
            raise BadConfiguration(f"{path}: {key}: expected at most {NAME_MAX} characters, not {len(text)}.")
        if not all(each.isprintable() or each in _JOINERS for each in text):
            raise BadConfiguration(
                f"{path}: {key}: expected one line of text, without signs that steer or turn it round."
            )


def _texts(tables: Any) -> Iterator[tuple[str, str]]:
    organisation = tables.organisation
    for field in ("name", "number", "address", "phone", "web", "email"):
        yield f"organisation.{field}", getattr(organisation, field)
    yield "store.name", tables.store.name
    yield "store.address", tables.store.address
    yield "register.name", tables.register.name
    for at, role in enumerate(tables.role):
        yield f"role[{at}].name", role.name
    for key in ("pay_out_reason", "no_sale_reason", "cash_in_reason"):
        for at, reason in enumerate(getattr(tables, key)):
            yield f"{key}[{at}].code", reason.code
            yield f"{key}[{at}].name", reason.name
    for at, tender in enumerate(tables.tender):
        yield f"tender[{at}].name", tender.name
    for at, department in enumerate(tables.department):
        yield f"department[{at}].name", department.name
        yield f"department[{at}].group", department.group
    for field in ("header", "footer"):
        for at, line in enumerate(getattr(tables.receipt, field)):
            yield f"receipt.{field}[{at}]", line
