"""What systemd hears of the till."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from till.cli.supervisor import Supervisor


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(5)
        yield listening


def surroundings(listener: socket.socket, watchdog_us: str = "20000000") -> dict[str, str]:
    return {"NOTIFY_SOCKET": str(listener.getsockname()), "WATCHDOG_USEC": watchdog_us, "WATCHDOG_PID": "1"}


def test_systemd_is_told_that_the_till_is_ready(listener: socket.socket) -> None:
    Supervisor(surroundings(listener)).ready()
    assert listener.recv(1000).startswith(b"READY=1\n")


def test_a_till_that_cannot_work_is_up_and_says_why(listener: socket.socket) -> None:
    Supervisor(surroundings(listener)).troubled("The disk is full.\nsecond line")
    assert listener.recv(1000) == b"READY=1\nSTATUS=The disk is full."


def test_the_watchdog_is_fed_twice_in_its_time_and_not_at_every_look(listener: socket.socket) -> None:
    now_s = [100.0]
    supervisor = Supervisor(surroundings(listener), clock=lambda: now_s[0])
    for now_s[0] in (100.0, 100.5, 109.0, 110.0, 110.5):
        supervisor.beat()
    supervisor.ready()
    assert [listener.recv(1000)[:10] for _ in range(3)] == [b"WATCHDOG=1", b"WATCHDOG=1", b"READY=1\nST"]


def test_programs_that_the_till_starts_cannot_speak_for_it(listener: socket.socket) -> None:
    environment = {**surroundings(listener), "TERM": "linux"}
    Supervisor(environment)
    assert environment == {"TERM": "linux"}


@pytest.mark.parametrize("address", ["", "/nowhere/at/all"])
def test_without_systemd_nobody_is_told_and_nothing_happens(address: str) -> None:
    supervisor = Supervisor({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "nonsense"})
    supervisor.ready()
    supervisor.beat()
