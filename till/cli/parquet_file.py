"""The journal's money as Parquet, by pyarrow: an extra of its own, because it is larger than the till."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO, Final

from till.formats.exports.extract import NOT_A_CERTIFICATION, NotExported
from till.formats.exports.rows import AMOUNTS, COLUMNS, RATES, WHOLE, Row

ROWS_AT_ONCE: Final = 5_000
"""So many rows are a group in the file, and are held at once."""
_DIGITS: Final = 20
"""Digits of an amount; ours have at most 11, and sums of a place a few more."""


def require_pyarrow() -> Any:
    """Give the library.

    Raises:
        NotExported: It is not installed.
    """
    try:
        import pyarrow  # noqa: ICN001 -- no name is shortened here
        import pyarrow.parquet
    except ImportError as missing:
        raise NotExported(
            "Parquet needs pyarrow, which is not installed here: pip install --require-hashes "
            "-r requirements/parquet.lock, or take --form csv, which has the same columns."
        ) from missing
    return pyarrow


def write_parquet(file: BinaryIO, found: Iterable[Row], exponent: int) -> None:
    """Write the table to a file; that it is no certification stands in the metadata of its schema."""
    arrow = require_pyarrow()
    types = {
        **dict.fromkeys(COLUMNS, arrow.string()),
        **dict.fromkeys(WHOLE, arrow.int64()),
        **dict.fromkeys(AMOUNTS, arrow.decimal128(_DIGITS, exponent)),
        **{name: arrow.decimal128(_DIGITS, places) for name, places in RATES.items()},
    }
    schema = arrow.schema(
        [arrow.field(name, types[name]) for name in COLUMNS], metadata={"note": NOT_A_CERTIFICATION}
    )
    rows = iter(found)
    with arrow.parquet.ParquetWriter(file, schema) as writer:
        while group := list(islice(rows, ROWS_AT_ONCE)):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))
