"""The disk that forgets does so as a disk would: what was flushed lasts, the rest may not."""

from __future__ import annotations

import random
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.boot.disk import BLOCK_BYTES, FLUSH, FUA, GO, READ, REQUEST, WRITE, Disk, DiskServer

SIZE = 64 * BLOCK_BYTES


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    image = tmp_path / "disk.img"
    image.write_bytes(b"." * SIZE)
    made = Disk(image)
    yield made
    made.close()


def test_what_was_written_is_read_before_and_after_a_flush(disk: Disk) -> None:
    disk.write(BLOCK_BYTES - 3, b"seven!!")
    assert disk.unflushed == 2
    assert disk.read(BLOCK_BYTES - 5, 11) == b"..seven!!.."
    disk.flush()
    assert disk.unflushed == 0
    assert disk.read(BLOCK_BYTES - 5, 11) == b"..seven!!.."


@pytest.mark.parametrize("seed", range(8))
def test_a_cut_takes_only_what_was_not_flushed(disk: Disk, seed: int) -> None:
    disk.write(0, b"a" * BLOCK_BYTES)
    disk.flush()
    disk.write(BLOCK_BYTES, b"b" * BLOCK_BYTES, lasting=True)
    disk.write(2 * BLOCK_BYTES, b"c" * 8 * BLOCK_BYTES)
    disk.cut(random.Random(seed))
    assert disk.read(0, 2 * BLOCK_BYTES) == b"a" * BLOCK_BYTES + b"b" * BLOCK_BYTES
    assert set(disk.read(2 * BLOCK_BYTES, 8 * BLOCK_BYTES)) <= set(b"c.")


def test_some_cuts_lose_and_some_tear(tmp_path: Path) -> None:
    ways = set()
    for seed in range(12):
        image = tmp_path / "disk.img"
        image.write_bytes(b"." * SIZE)
        disk = Disk(image)
        disk.write(0, b"c" * 16 * BLOCK_BYTES)
        disk.cut(random.Random(seed))
        blocks = [disk.read(no * BLOCK_BYTES, BLOCK_BYTES) for no in range(16)]
        ways |= {"lost" if set(each) == {ord(".")} else "torn" if b"." in each else "kept" for each in blocks}
        disk.close()
    assert ways == {"lost", "kept", "torn"}


def test_the_emulator_is_answered_by_the_protocol(disk: Disk, tmp_path: Path) -> None:
    server = DiskServer(disk, tmp_path / "socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(120)
        line.connect(str(tmp_path / "socket"))
        read = line.makefile("rb")
        assert read.read(18) == b"NBDMAGICIHAVEOPT\x00\x01"
        line.sendall(struct.pack(">I8sII", 1, b"IHAVEOPT", GO, 6) + bytes(6))
        assert read.read(20)[12:16] == struct.pack(">I", 3)
        assert struct.unpack(">HQH", read.read(12))[1] == SIZE
        read.read(20 + 14 + 20)

        def ask(kind: int, offset: int, length: int, content: bytes = b"", flags: int = 0) -> bytes:
            line.sendall(struct.pack(">IHHQQI", REQUEST, flags, kind, 7, offset, length) + content)
            _magic, error, handle = struct.unpack(">IIQ", read.read(16))
            assert (error, handle) == (0, 7)
            return read.read(length) if kind == READ else b""

        ask(WRITE, 10, 4, b"four")
        assert disk.unflushed == 1
        assert ask(READ, 9, 6) == b".four."
        ask(FLUSH, 0, 0)
        assert disk.unflushed == 0
        ask(WRITE, 10, 4, b"FOUR", flags=FUA)
        assert disk.unflushed == 0
    server.close()
