"""A disk with a write-back cache that loses what was not flushed when the power goes (an NBD server).

What the virtual machine writes stays in this cache until it flushes, or says that a write must last (FUA). A
power cut keeps of the rest nothing, some blocks, or some blocks torn at 512 bytes, as dice say.
"""

from __future__ import annotations

import os
import random
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

BLOCK_BYTES: Final = 4096
SECTOR_BYTES: Final = 512
OLD_MAGIC: Final = b"NBDMAGIC"
OPTION_MAGIC: Final = b"IHAVEOPT"
OPTION_REPLY: Final = 0x3E889045565A9
REQUEST: Final = 0x25609513
REPLY: Final = 0x67446698
FIXED_NEWSTYLE: Final = 1
ABORT, ASKED, GO = 2, 6, 7
ACK, TOLD, UNSUPPORTED = 1, 3, 0x80000001
READ, WRITE, DISCONNECT, FLUSH = 0, 1, 2, 3
FUA: Final = 1
FLAGS: Final = 1 | 4 | 8
"""Has flags, knows flush, knows FUA."""
IO_ERROR: Final = 5
LENGTH_MAX: Final = 64 * 1024 * 1024


class Disk:
    """An image behind a cache that forgets; `flushes` counts what the machine asked to last."""

    def __init__(self, image: Path) -> None:
        self._file = os.open(image, os.O_RDWR)
        self.bytes = os.fstat(self._file).st_size
        self._cache: dict[int, bytes] = {}
        self._lock = threading.Lock()
        self.flushes = 0

    @property
    def unflushed(self) -> int:
        """How many blocks would be lost if the power went now."""
        return len(self._cache)

    def read(self, offset: int, length: int) -> bytes:
        """Read what was written, flushed or not."""
        with self._lock:
            stored = os.pread(self._file, length, offset)
            if not self._cache:
                return stored
            first, last = offset // BLOCK_BYTES, (offset + length - 1) // BLOCK_BYTES
            found = [no for no in range(first, last + 1) if no in self._cache]
            if not found:
                return stored
            patched = bytearray(stored)
            for no in found:
                begin = no * BLOCK_BYTES - offset
                low, high = max(begin, 0), min(begin + BLOCK_BYTES, length)
                patched[low:high] = self._cache[no][low - begin : high - begin]
            return bytes(patched)

    def write(self, offset: int, content: bytes, *, lasting: bool = False) -> None:
        """Keep a write in the cache; with `lasting` it is on the disk when this returns."""
        with self._lock:
            for no, begin, part in _blocks(offset, content):
                whole = part
                if len(part) < BLOCK_BYTES:
                    before = self._cache.get(no) or os.pread(self._file, BLOCK_BYTES, no * BLOCK_BYTES)
                    whole = before[:begin] + part + before[begin + len(part) :]
                if lasting:
                    self._cache.pop(no, None)
                    os.pwrite(self._file, whole, no * BLOCK_BYTES)
                else:
                    self._cache[no] = whole

    def flush(self) -> None:
        """Let all that was written last."""
        with self._lock:
            for no, content in self._cache.items():
                os.pwrite(self._file, content, no * BLOCK_BYTES)
            self._cache.clear()
            self.flushes += 1

    def cut(self, dice: random.Random) -> str:
        """Take the power away, and say what became of what was not flushed."""
        with self._lock:
            way = dice.choice(["nothing", "some", "torn"])
            kept = 0
            for no, content in self._cache.items():
                if way == "nothing" or dice.random() < 0.5:
                    continue
                kept += 1
                length = dice.randrange(0, BLOCK_BYTES, SECTOR_BYTES) if way == "torn" else BLOCK_BYTES
                os.pwrite(self._file, content[:length], no * BLOCK_BYTES)
            lost = len(self._cache) - kept
            self._cache.clear()
            return f"{lost} blocks lost, {kept} {'torn' if way == 'torn' else 'kept'}"

    def close(self) -> None:
        """Let go of the image."""
        os.close(self._file)


def _blocks(offset: int, content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Divide a write into blocks: for each its number, where in it the part begins, and the part."""
    at = 0
    while at < len(content):
        no, begin = divmod(offset + at, BLOCK_BYTES)
        part = content[at : at + BLOCK_BYTES - begin]
        yield no, begin, part
        at += len(part)


class DiskServer:
    """Serves one disk on a Unix socket, one connection after the other."""

    def __init__(self, disk: Disk, path: Path) -> None:
        self._disk = disk
        path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(path))
        self._listener.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Serve nobody any more."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _where = self._listener.accept()
            except OSError:
                return
            with suppress(OSError, EOFError), line:
                if _greet(line, self._disk.bytes):
                    _answer_requests(line, self._disk)


def _greet(line: socket.socket, size: int) -> bool:
    """Go through the handshake; say whether the disk is wanted."""
    line.sendall(OLD_MAGIC + OPTION_MAGIC + struct.pack(">H", FIXED_NEWSTYLE))
    _received(line, 4)
    while True:
        magic, option, length = struct.unpack(">8sII", _received(line, 16))
        if magic != OPTION_MAGIC or length > BLOCK_BYTES:
            return False
        _received(line, length)
        if option in (GO, ASKED):
            _reply_option(line, option, TOLD, struct.pack(">HQH", 0, size, FLAGS))
            _reply_option(line, option, TOLD, struct.pack(">HIII", 3, 1, BLOCK_BYTES, LENGTH_MAX))
            _reply_option(line, option, ACK)
            if option == GO:
                return True
        elif option == ABORT:
            _reply_option(line, option, ACK)
            return False
        else:
            _reply_option(line, option, UNSUPPORTED)


def _reply_option(line: socket.socket, option: int, kind: int, content: bytes = b"") -> None:
    line.sendall(struct.pack(">QIII", OPTION_REPLY, option, kind, len(content)) + content)


def _answer_requests(line: socket.socket, disk: Disk) -> None:
    while True:
        magic, flags, kind, handle, offset, length = struct.unpack(">IHHQQI", _received(line, 28))
        if magic != REQUEST or length > LENGTH_MAX or kind == DISCONNECT:
            return
        content, error = b"", 0
        if kind == READ:
            content = disk.read(offset, length)
        elif kind == WRITE:
            disk.write(offset, _received(line, length), lasting=bool(flags & FUA))
        elif kind == FLUSH:
            disk.flush()
        else:
            error = IO_ERROR
        line.sendall(struct.pack(">IIQ", REPLY, error, handle) + content)


def _received(line: socket.socket, length: int) -> bytes:
    received = bytearray()
    while len(received) < length:
        part = line.recv(length - len(received))
        if not part:
            raise EOFError
        received += part
    return bytes(received)
