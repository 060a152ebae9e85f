"""The gauges of the long run: quick, so that they are known to find something before an hour is spent."""

from __future__ import annotations

import os
from pathlib import Path

from tests.soak.gauges import Reading, child_of, read, verdicts


def readings(*, grows_kib: float = 0.0, leaks: float = 0.0) -> list[Reading]:
    """A run that loads for its first fifth, and then goes on."""
    return [
        Reading(at, round(min(80_000, 40_000 + at * 2_000) + at * grows_kib), round(20 + at * leaks), 9)
        for at in range(100)
    ]


def test_what_is_loaded_at_first_is_no_growth() -> None:
    assert all(verdict.well for verdict in verdicts("till", readings()))


def test_growth_of_a_tenth_and_a_leak_are_found() -> None:
    memory, descriptors, threads = verdicts("till", readings(grows_kib=130, leaks=0.1))
    assert (memory.well, descriptors.well, threads.well) == (False, False, True)
    assert str(memory).startswith("GREW till, memory in KiB: ")


def test_this_program_can_be_read(tmp_path: Path) -> None:
    before = read(os.getpid(), 1.0)
    with (tmp_path / "one").open("w"), (tmp_path / "two").open("w"):
        after = read(os.getpid(), 2.0)
    assert before is not None
    assert after is not None
    assert after.descriptors == before.descriptors + 2
    assert after.memory_kib > 10_000
    assert child_of(os.getpid(), "no such word") is None
    assert read(2**22 + 1, 0.0) is None
