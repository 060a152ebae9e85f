"""The table of faults in the README says what the tests here, and those of the workers, hold to be true."""

from __future__ import annotations

from tests.hardware.fault_table import rows
from tests.source import ROOT


def test_every_row_of_the_fault_table_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    printed = ["| " + " | ".join(cell or "–" for cell in row) + " |" for row in rows()]
    assert [row for row in printed if row not in readme] == []
