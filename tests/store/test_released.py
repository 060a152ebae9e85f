"""The journal of every released version opens in this one, says the same, and goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.folder import SetClock
from tests.store.released import Released, released
from till import __version__
from till.cash_register import CashRegister
from till.cli.verify import check_database
from till.domain.clock import later
from till.domain.commands import StartProgram

VERSIONS = released()


def test_the_version_that_is_being_made_is_kept_too() -> None:
    assert __version__ in {each.version for each in VERSIONS}


@pytest.mark.parametrize("kept", VERSIONS, ids=lambda each: each.version)
def test_a_released_journal_opens_says_the_same_and_goes_on(kept: Released, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    kept.unpack(folder)
    clock = SetClock()
    register = CashRegister.open(folder, "Europe/Stockholm", clock)
    try:
        assert (register.state.head.records, register.state.head.seal) == (kept.records, kept.seal)
        clock.at = later(register.state.last_at, 60)
        register.handle(StartProgram(register.act(), __version__, register.state.rules))
    finally:
        register.close()
    verdict = check_database(folder, kept.seal[:16]).verdict
    assert verdict.intact, str(verdict)
    assert verdict.head.records == kept.records + 1
