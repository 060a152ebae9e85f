"""Every slip at every paper width, compared with files that were checked by eye.

`TILL_WRITE_GOLDEN=1 pytest tests/slips/test_golden.py` writes the files anew; look at what changed.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from hardware.document import Document
from tests.formats.day import full_day
from tests.slips.day import awkward_day, day_of_movements, whole_day
from tests.slips.rare import rare_day
from tests.slips.sales import SHOP, awkward_sales, day_of_sales
from till.slips import as_copy, slip_for
from till.slips.trials import letters_slip, trial_slip

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (32, 42, 48)
_WITHOUT_THE_RIGHT = ("opening-short", "x", "z")
_COPIED = ("z", "drop")


def _slips() -> dict[str, Document]:
    day, awkward, moves = whole_day().done, awkward_day().done, day_of_movements().done
    slips = {name: slip_for(entry, full=True) for name, entry in day.items()}
    slips |= {
        f"{name}-without-the-right": slip_for(day[name], full=False, own=True) for name in _WITHOUT_THE_RIGHT
    }
    slips |= {f"awkward-{name}": slip_for(entry, full=True) for name, entry in awkward.items()}
    slips |= {f"moves-{name}": slip_for(entry, full=True) for name, entry in moves.items()}
    sales, awkward_sold = day_of_sales().done, awkward_sales().done
    slips |= {f"sales-{name}": slip_for(entry, full=True) for name, entry in sales.items()}
    slips |= {
        f"sales-{name}-without-the-right": slip_for(sales[name], full=False, own=True) for name in ("x", "z")
    }
    slips |= {f"awkward-sales-{name}": slip_for(entry, full=True) for name, entry in awkward_sold.items()}
    others = full_day().done
    slips |= {f"external-{name}": slip_for(others[name], full=True) for name in ("x", "z")}
    blind = {name: slip_for(moves[name], full=False) for name in ("bag-received", "z-forced")}
    slips |= {f"moves-{name}-without-the-right": slip for name, slip in blind.items()}
    slips |= {f"rare-{name}": slip_for(entry, full=True) for name, entry in rare_day().done.items()}
    for currency in ("JPY", "KWD"):  # Without decimals, and with three.
        sold = day_of_sales(replace(SHOP, currency=currency)).done
        slips |= {f"{currency}-{name}": slip_for(sold[name], full=True) for name in ("mixed", "refund", "z")}
    slips |= {f"trial-{columns}": trial_slip(columns, {1: "shut"}) for columns in WIDTHS}
    slips |= {"letters": letters_slip()}
    printed = {name: slip for name, slip in slips.items() if slip is not None}
    return printed | {f"{name}-copy": as_copy(printed[name]) for name in _COPIED}


SLIPS = _slips()


def _as_file(slip: Document, columns: int) -> str:
    return "".join(f"{line.rstrip()}\n" for line in slip.to_text(columns).splitlines())


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_looks_as_it_did_when_somebody_looked_at_it(name: str, columns: int) -> None:
    file, text = GOLDEN / f"{name}.{columns}.txt", _as_file(SLIPS[name], columns)
    if os.environ.get("TILL_WRITE_GOLDEN") == "1":
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text


def test_no_file_is_left_of_a_slip_that_is_no_more() -> None:
    named = {f"{name}.{columns}.txt" for name in SLIPS for columns in WIDTHS}
    assert {file.name for file in GOLDEN.glob("*.txt")} == named
