"""However many entries a shift has, the interfaces hold no more of it than a page."""

from __future__ import annotations

import subprocess
import sys

from tests.source import ROOT

FEW, MANY = "100", "4100"
TIMEOUT_S = 300


def test_answers_about_a_long_shift_take_no_more_memory_than_those_about_a_short_one() -> None:
    """A slice of `make test-interfaces`, which asks about a million."""
    words = [sys.executable, "-m", "tests.interfaces.million", MANY, FEW]
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"MiB for {MANY} entries" in ended.stdout
