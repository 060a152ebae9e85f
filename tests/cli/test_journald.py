"""The machine's log hears of troubles when they begin and when they are over, and of nobody's money."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from till.cli.journald import MachineJournal
from till.jobs import Job, JobKind, JobStatus
from till.news import DeviceNews, JobNews, OfficeNews

Fields = list[dict[str, str]]


class Listener:
    """journald's end of the socket."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._socket.setblocking(False)

    @property
    def heard(self) -> Fields:
        found = []
        with suppress(BlockingIOError):
            while True:
                found.append(_fields(self._socket.recv(65536)))
        return found

    def close(self) -> None:
        self._socket.close()


def _fields(written: bytes) -> dict[str, str]:
    """Read the native protocol: a line a field, or a name, a length and the value."""
    found = {}
    while written:
        line, _, rest = written.partition(b"\n")
        name, equals, value = line.partition(b"=")
        if not equals:
            length = int.from_bytes(rest[:8], "little")
            value, rest = rest[8 : 8 + length], rest[8 + length + 1 :]
        found[name.decode()] = value.decode()
        written = rest
    return found


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    made = Listener(tmp_path / "socket")
    yield made
    made.close()


def slip(status: JobStatus) -> JobNews:
    job = Job(
        id="a-print",
        kind=JobKind.PRINT,
        act="a",
        created_at="2026-03-02T12:00:00.000+00:00",
        title="RECEIPT 7 for Eva Berg 1234.50",
        drawer=1,
        document=json.dumps({"lines": ["Eva Berg 1234.50"]}),
        shift=1,
        employee=2,
        no_sale=False,
        expires_at=None,
        status=status,
        attempts=1,
        cause="Eva Berg",
    )
    return JobNews(job, "Did the slip for Eva Berg print?", well=False)


def test_a_trouble_is_told_once_when_it_begins_and_once_when_it_is_over(listener: Listener) -> None:
    machine = MachineJournal(listener.path)
    bad = DeviceNews(False, "The printer is out of paper.\nPut in a new roll.", {})
    for news in (bad, bad, DeviceNews(True, "", {}), DeviceNews(True, "", {})):
        machine.tell(news)
    first, second = listener.heard
    assert (first["TILL_SUBJECT"], first["TILL_WELL"], first["PRIORITY"]) == ("printer", "no", "4")
    assert first["MESSAGE"] == "The printer is out of paper.\nPut in a new roll."
    assert second["TILL_WELL"] == "yes"


def test_an_office_is_told_of_with_what_waits(listener: Listener) -> None:
    machine = MachineJournal(listener.path)
    machine.tell(OfficeNews("office", 3, None, "office.example cannot be reached."))
    machine.tell(OfficeNews("office", 4, None, "office.example cannot be reached."))
    (heard,) = listener.heard
    assert (heard["TILL_SUBJECT"], heard["TILL_WAITING"]) == ("office office", "3")


@pytest.mark.parametrize("status", list(JobStatus))
def test_nobodys_name_and_no_amount_is_written(listener: Listener, status: JobStatus) -> None:
    MachineJournal(listener.path).tell(slip(status))
    heard = json.dumps(listener.heard)
    assert "Eva" not in heard
    assert "1234" not in heard
    assert ("slip" in heard) == (status in (JobStatus.UNKNOWN, JobStatus.FAILED))


def test_without_a_log_the_till_works_on(tmp_path: Path) -> None:
    machine = MachineJournal(tmp_path / "nobody")
    machine.started("0.1.0", 7)
    machine.stopped_by("JournalBroken")
    machine.tell(DeviceNews(False, "The printer is off.", {}))
