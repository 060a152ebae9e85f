"""A simulated printer in a process of its own, reached over TCP, with its control socket."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from hardware.simulators.control import SimulatorControl
from tests.durable.zygote import ROOT

END_TIMEOUT_S: Final = 10.0


@contextmanager
def simulator() -> Iterator[tuple[str, SimulatorControl]]:
    """Run a printer with a drawer; give its address and the way to turn its knobs."""
    command = [sys.executable, "-m", "hardware", "simulate", "--tcp", "127.0.0.1:0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        ports = json.loads(program.stdout.readline())
        host, _, port = ports["control"].rpartition(":")
        control = SimulatorControl(host, int(port))
        try:
            yield ports["address"], control
        finally:
            control.close()
            program.terminate()
            program.wait(END_TIMEOUT_S)


def until(
    control: SimulatorControl, wanted: Callable[[dict[str, Any]], bool], timeout_s: float
) -> dict[str, Any]:
    """Look at the printer until it is as wanted; give its state."""
    deadline_s = time.monotonic() + timeout_s
    while not wanted(state := control.state()):
        assert time.monotonic() < deadline_s, f"not within {timeout_s} s: {state['paper'][-400:]}"
        time.sleep(0.01)
    return state
