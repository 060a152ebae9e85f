"""A TCP line between a register and its office on which everything that can go wrong does, by dice."""

from __future__ import annotations

import random
import socket
import threading
import time
from contextlib import suppress
from typing import Final

WAIT_TIMEOUT_S: Final = 30.0
FAULTS: Final = (
    "cut in mid-request",
    "answer lost",
    "sent twice",
    "sent again later",
    "delayed",
    "429",
    "500",
    "502",
    "garbage",
    "answer cut",
)


class BadLine:
    """Passes HTTP exchanges on, one a connection, to any of the servers, with a fault in some of them."""

    def __init__(self, office_ports: list[int], dice: random.Random, faulty: float = 0.25) -> None:
        self.office_ports = office_ports
        self.faulty = faulty
        self.met: dict[str, int] = dict.fromkeys(FAULTS, 0)
        self._dice = dice
        self._old: list[bytes] = []
        self._guard = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(WAIT_TIMEOUT_S)

    def _serve(self) -> None:
        while True:
            try:
                line, _where = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._exchange, args=(line,), daemon=True).start()

    def _exchange(self, line: socket.socket) -> None:
        line.settimeout(WAIT_TIMEOUT_S)
        with suppress(OSError), line:
            request = read_message(line)
            if request:
                self._pass_on(line, closing(request))

    def _pass_on(self, line: socket.socket, request: bytes) -> None:
        with self._guard:
            fault = self._dice.choice(FAULTS) if self._dice.random() < self.faulty else ""
            cut_at = self._dice.randrange(len(request))
            old = self._dice.choice(self._old) if self._old else b""
            if fault:
                self.met[fault] += 1
        if fault in ("429", "500", "502"):
            line.sendall(
                f"HTTP/1.1 {fault} Trouble\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
            )
            return
        if fault == "garbage":
            line.sendall(b"\x15\x03\x01 this is no HTTP\r\n\r\n")
            return
        if fault == "cut in mid-request":
            self._ask(request[:cut_at], whole=False)
            return
        if fault == "delayed":
            time.sleep(0.2)
        answer = self._ask(request)
        if fault == "sent twice":
            answer = self._ask(request) or answer
        if fault == "sent again later":
            self._ask(old)
        with self._guard:
            self._old = [*self._old[-5:], request]
        if fault == "answer lost":
            return
        line.sendall(answer[: len(answer) // 2] if fault == "answer cut" else answer)

    def _ask(self, request: bytes, *, whole: bool = True) -> bytes:
        if not request:
            return b""
        with self._guard:
            port = self._dice.choice(self.office_ports)
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as office:
            office.settimeout(WAIT_TIMEOUT_S)
            office.sendall(request)
            return read_message(office) if whole else b""
        return b""


def read_message(line: socket.socket) -> bytes:
    """Read one HTTP message with its body, whose length it says."""
    received = b""
    while b"\r\n\r\n" not in received:
        part = line.recv(65536)
        if not part:
            return b""
        received += part
    head, _, body = received.partition(b"\r\n\r\n")
    length = 0
    for field in head.split(b"\r\n")[1:]:
        name, _, value = field.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    parts, had = [body], len(body)
    while had < length:
        part = line.recv(1 << 20)
        if not part:
            return b""
        parts.append(part)
        had += len(part)
    return head + b"\r\n\r\n" + b"".join(parts)


def closing(request: bytes) -> bytes:
    """Ask for one exchange only: the next one may have another fate."""
    head, _, body = request.partition(b"\r\n\r\n")
    fields = [each for each in head.split(b"\r\n") if not each.lower().startswith(b"connection:")]
    return b"\r\n".join([*fields, b"Connection: close"]) + b"\r\n\r\n" + body
