"""A small shop's network on this machine: a register, a switch and a printer, with cables that can be pulled.

Each is a network namespace; the cables are veth pairs. Nothing is said when one is pulled: no FIN, no RST.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

_IP_TIMEOUT_S = 10.0
_CLONE_NEWNET = 0x40000000
_NAMESPACES = Path("/run/netns")

Made = TypeVar("Made")


class End(StrEnum):
    """The end of the way from the register to the printer at which a cable is pulled."""

    REGISTER = "register"  # The register's own socket is without a cable, and its kernel knows.
    PRINTER = "printer"  # A switch stands between: the register's kernel knows nothing.


ADDRESSES = {End.REGISTER: ("192.0.2.1", "2001:db8::1"), End.PRINTER: ("192.0.2.2", "2001:db8::2")}


class Network:
    """The cables of one test."""

    def __init__(self) -> None:
        self._switch = f"till-switch-{os.getpid()}"
        self._ends = {end: f"till-{end}-{os.getpid()}" for end in End}

    def lay(self) -> None:
        """Lay the cables and plug all of them in."""
        for namespace in (self._switch, *self._ends.values()):
            _ip("netns", "add", namespace)
            _ip("-n", namespace, "link", "set", "dev", "lo", "up")
        _ip("-n", self._switch, "link", "add", "name", "switch", "type", "bridge", "stp_state", "0")
        _ip("-n", self._switch, "link", "set", "dev", "switch", "up")
        for end, namespace in self._ends.items():
            cable = f"name to-{end} type veth peer name cable netns {namespace}"
            _ip("-n", self._switch, "link", "add", *cable.split())
            _ip("-n", self._switch, "link", "set", "dev", f"to-{end}", "master", "switch")
            ipv4, ipv6 = ADDRESSES[end]
            _ip("-n", namespace, "address", "add", f"{ipv4}/24", "dev", "cable")
            _ip("-n", namespace, "address", "add", f"{ipv6}/64", "dev", "cable", "nodad")
            _ip("-n", namespace, "link", "set", "dev", "cable", "up")
            self.plug_in(end)

    def take_up(self) -> None:
        """Take the cables away, as far as they were laid."""
        for namespace in (self._switch, *self._ends.values()):
            if (_NAMESPACES / namespace).exists():
                _ip("netns", "delete", namespace)

    def pull(self, end: End) -> None:
        """Pull the cable out of the switch that leads to `end`."""
        _ip("-n", self._switch, "link", "set", "dev", f"to-{end}", "down")

    def plug_in(self, end: End) -> None:
        """Plug it in again."""
        _ip("-n", self._switch, "link", "set", "dev", f"to-{end}", "up")

    @contextmanager
    def at(self, end: End) -> Iterator[None]:
        """Be at `end`: sockets that this thread opens, and threads it starts, belong there."""
        with Path("/proc/thread-self/ns/net").open("rb") as before:
            _enter(_NAMESPACES / self._ends[end])
            try:
                yield
            finally:
                _enter(Path(f"/proc/self/fd/{before.fileno()}"))

    def made_at(self, end: End, make: Callable[[], Made]) -> Made:
        """Return what `make` makes in a thread of its own at `end`."""
        made: list[Made] = []

        def work() -> None:
            with self.at(end):
                made.append(make())

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        return made[0]


def _ip(*arguments: str) -> None:
    done = subprocess.run(
        ["ip", *arguments],
        check=False,  # The assertion says more.
        timeout=_IP_TIMEOUT_S,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, f"`ip {' '.join(arguments)}`: {done.stdout} Is this run as root?"


def _enter(namespace: Path) -> None:
    """Move this thread into a network namespace (setns, which Python has from 3.12 on)."""
    libc = ctypes.CDLL(None, use_errno=True)
    with namespace.open("rb") as opened:
        if libc.setns(opened.fileno(), _CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), f"cannot enter {namespace}")
