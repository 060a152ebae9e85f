"""Runs the tests with a pulled network cable: `python -m tests.cable [options of pytest]`.

Needs Linux and root, because only root may lay cables (network namespaces). The exit code is pytest's.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from tests.debian import Trouble, require_packages
from tests.source import ROOT

PACKAGES = ("iproute2",)
LIMIT_S = 300.0
TEST_LIMIT_S = 60
NOT_RUN = 70


def main(arguments: Sequence[str]) -> int:
    """Run the tests and return the exit code."""
    if os.geteuid() != 0:
        print("Only root may lay network cables: sudo make test-cable", file=sys.stderr)
        return NOT_RUN
    limit = f"-o faulthandler_timeout={TEST_LIMIT_S} -o faulthandler_exit_on_timeout=true"
    command = [sys.executable, "-m", "pytest", "-m", "cable", *limit.split(), "tests/cable", *arguments]
    try:
        require_packages(PACKAGES)
        return subprocess.run(command, check=False, cwd=ROOT, timeout=LIMIT_S).returncode
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
    except subprocess.TimeoutExpired:
        print(f"The tests did not come to their end within {LIMIT_S:.0f} s.", file=sys.stderr)
    return NOT_RUN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
