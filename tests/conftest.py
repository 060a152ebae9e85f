"""What every test has in common: a seed that is printed, so that a failure can be had again, and English."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator

import pytest

from till.wording.translation import use

# Where systemd is not, nobody can say what it would make of its units.
collect_ignore = [] if shutil.which("systemd-analyze") else ["test_units.py"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run name the printer that is really there, for `-m hardware`."""
    parser.addoption(
        "--printer", metavar="ADDRESS", help="a printer with a person beside it, for -m hardware"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose the seed once, before workers start, so that all of them and the report name the same one."""
    os.environ.setdefault("TILL_TEST_SEED", str(random.SystemRandom().randrange(2**32)))


def pytest_report_header() -> str:
    """Name the seed in the first lines of the report."""
    return f"seed: TILL_TEST_SEED={os.environ['TILL_TEST_SEED']}"


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """Randomness of this test's own: the same for the same seed, whatever runs before or beside it."""
    return random.Random(f"{os.environ['TILL_TEST_SEED']}:{request.node.nodeid}")


@pytest.fixture(autouse=True)
def _english() -> None:
    """Begin each test in English: the language in use is one for the whole program."""
    use("en_US")


@pytest.fixture(autouse=True, scope="session")
def pins_are_hashed_cheaply() -> Iterator[None]:
    """Let hashes of PINs cost next to nothing: they took a tenth of the time of all tests.

    What one costs whoever guesses is looked at in tests/test_pins.py, in a program of its own.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("till.pins._ROUNDS", 1)
        patch.setattr("till.pins._MEMORY_KIB", 8)
        yield


@pytest.fixture
def tireless_drawer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give drawers a coil that needs no rest between two pulses, where a test is about something else."""
    monkeypatch.setattr("hardware.drawer._rest_s", lambda pulse_ms: 0.0)
