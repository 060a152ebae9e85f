"""Something at the other end of a TCP connection that is not, or not quite, a back office."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Behaviour = Callable[[socket.socket], None]


def says(status: str, body: bytes = b"", *headers: str) -> Behaviour:
    """Read the request, then answer this."""

    def behave(line: socket.socket) -> None:
        _request(line)
        head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
        line.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + body)

    return behave


def says_bytes(raw: bytes) -> Behaviour:
    def behave(line: socket.socket) -> None:
        _request(line)
        line.sendall(raw)

    return behave


def hangs(line: socket.socket) -> None:
    _request(line)
    time.sleep(5)


def hangs_up(line: socket.socket) -> None:
    line.recv(10)


def _request(line: socket.socket) -> None:
    """Take the whole request: who closes a connection with some of it unread takes the answer back."""
    line.settimeout(2)
    received, length = b"", 0
    with suppress(TimeoutError, OSError):
        while b"\r\n\r\n" not in received and (part := line.recv(65536)):
            received += part
        head, _, body = received.partition(b"\r\n\r\n")
        for name, _, value in (each.partition(b":") for each in head.splitlines()):
            if name.lower() == b"content-length":
                length = int(value)
        while len(body) < length and (part := line.recv(65536)):
            body += part


@contextmanager
def far_end(behave: Behaviour, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Listen on a port of this machine and behave so on each connection."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                line, _where = listener.accept()
            except OSError:
                return
            with suppress(OSError), line:
                if tls is None:
                    behave(line)
                else:
                    with tls.wrap_socket(line, server_side=True) as wrapped:
                        behave(wrapped)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(10)
