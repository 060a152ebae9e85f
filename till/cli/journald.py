"""What the till tells the machine's own log: starts, troubles and their end; never who bought what.

The fields go to journald by its native protocol (systemd.journal-fields(7)), and nowhere where it is not.
`journalctl -u till -o json` shows them; a program that watches shops looks for TILL_SUBJECT and TILL_WELL.
"""

from __future__ import annotations

import socket
import struct
from pathlib import Path
from typing import Final

from till.jobs import JobKind, JobStatus
from till.news import DeviceNews, JobNews, News, OfficeNews

SOCKET: Final = Path("/run/systemd/journal/socket")
_NOTICE, _WARNING, _INFORMATION = 5, 4, 6
"""syslog(3)'s levels."""
_TROUBLES: Final = (JobStatus.UNKNOWN, JobStatus.FAILED)


class MachineJournal:
    """Writes what changed, once; `tell` can be asked with every news of the devices and offices."""

    def __init__(self, path: Path = SOCKET) -> None:
        self._path = path
        self._said: dict[str, str] = {}

    def started(self, version: str, records: int) -> None:
        """Say that the journal is open."""
        self._write("till", "The till is open for work.", _INFORMATION, version=version, records=str(records))

    def stopped_by(self, trouble: str) -> None:
        """Say what ended the program; `trouble` is the name of a kind, as values may be somebody's."""
        self._write("till", f"The till stopped: {trouble}.", _WARNING, well="no", kind=trouble)

    def tell(self, news: News) -> None:
        """Write down a trouble of a device or an office when it begins and when it is over."""
        match news:
            case DeviceNews():
                well = news.printer_well
                self._change("printer", "" if well is None or well else news.printer_words)
            case OfficeNews():
                self._change(f"office {news.peer}", news.words, waiting=str(news.waiting))
            case JobNews() if news.job.status in _TROUBLES:
                what = "slip" if news.job.kind is JobKind.PRINT else "drawer"
                words = f"A {what} came to {news.job.status.value}."
                self._write(what, words, _WARNING, well="no", kind=news.job.status.value)
            case _:
                return

    def _change(self, subject: str, trouble: str, **more: str) -> None:
        before = self._said.get(subject, "")
        if trouble == before:
            return
        self._said[subject] = trouble
        if trouble:
            self._write(subject, trouble, _WARNING, well="no", **more)
        else:
            self._write(subject, f"The {subject} is well again.", _NOTICE, well="yes", **more)

    def _write(self, subject: str, message: str, level: int, *, well: str = "yes", **more: str) -> None:
        fields = {
            "MESSAGE": message,
            "PRIORITY": str(level),
            "SYSLOG_IDENTIFIER": "till",
            "TILL_SUBJECT": subject,
            "TILL_WELL": well,
            **{f"TILL_{name.upper()}": value for name, value in more.items()},
        }
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            line.setblocking(False)
            try:
                line.sendto(b"".join(_field(*each) for each in fields.items()), str(self._path))
            except OSError:
                return  # There is no journald, or it is busy: the till does not wait for a log.


def _field(name: str, value: str) -> bytes:
    """Write a field; one whose value has lines is written with its length."""
    encoded = value.encode()
    if b"\n" not in encoded:
        return name.encode() + b"=" + encoded + b"\n"
    return name.encode() + b"\n" + struct.pack("<Q", len(encoded)) + encoded + b"\n"
