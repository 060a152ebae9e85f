"""Who may print: whoever is in the group lp (a serial line: dialout), without any rule of our own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.source import ROOT
from tests.usb_vm.conftest import lp_address, usb_address
from tests.usb_vm.simulator import UsbSimulator

pytestmark = pytest.mark.usb

LIMIT_S = 60.0
ASK_FOR_THE_STATUS = """
import sys
from hardware.__main__ import main
for address in sys.argv[1:]:
    main(["status", "--address", address])
"""


def status_as_nobody(groups: list[str], *addresses: str) -> list[str]:
    """Run `python -m hardware status` as a user who is only in these groups; return its sentences."""
    done = subprocess.run(
        [sys.executable, "-c", ASK_FOR_THE_STATUS, *addresses],
        check=False,
        cwd=ROOT,
        user="nobody",
        group="nogroup",
        extra_groups=groups,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LIMIT_S,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    # Each status is three lines, of which the first is the sentence.
    return done.stdout.splitlines()[::3]


def test_a_user_in_group_lp_may_print_over_usb(plugged: UsbSimulator, adapter: UsbSimulator) -> None:
    addresses = lp_address(plugged), usb_address(plugged), f"serial:{adapter.node}"
    lp, usb, serial = status_as_nobody(["lp"], *addresses)
    assert (lp, usb) == ("Printer ready", "Printer ready")
    assert "group dialout" in serial


def test_a_user_in_group_dialout_may_print_over_a_serial_line(
    plugged: UsbSimulator, adapter: UsbSimulator
) -> None:
    addresses = lp_address(plugged), usb_address(plugged), f"serial:{adapter.node}"
    lp, usb, serial = status_as_nobody(["dialout"], *addresses)
    assert "group lp" in lp
    assert "group lp" in usb
    assert serial == "Printer ready"
