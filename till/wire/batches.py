"""A batch: records that follow each other, as the register stored them, behind a line that says whose."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

from till.domain.chain import Record
from till.domain.plain import Unreadable, from_plain, to_plain
from till.domain.state import Head
from till.wire.lines import LINE_BYTES_MAX, NotARecord, line_of, record_of

FORMAT: Final = 1
"""The version of the form of a batch."""
RECORDS_MAX: Final = 2_000
"""The most records in a batch."""
AIMED_BYTES: Final = 2 * 1024 * 1024
"""A batch is closed when its lines have come to this length; one long record makes a longer one (bytes)."""
UNPACKED_BYTES_MAX: Final = LINE_BYTES_MAX + AIMED_BYTES
"""The longest batch that is unpacked (bytes)."""
PACKED_BYTES_MAX: Final = 32 * 1024 * 1024
"""The longest body that is taken from the line (bytes)."""
HEADER_BYTES_MAX: Final = 4096
CONTENT_TYPE: Final = "application/x-ndjson"
_GZIP: Final = 31  # zlib's word for a gzip stream with the largest window.
_QUICK: Final = 1  # JSON packs to a sixth at the quickest level; the slow ones gain little and cost the kick.
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class NotABatch(ValueError):
    """A body is not a batch; the text says why."""


class TooLarge(NotABatch):
    """A body unpacks to more than a batch may have."""


@dataclass(frozen=True, slots=True)
class BatchHeader:
    """Whose records come, and how the register stands.

    `after` is the record that the first one follows, as the register has it; `head` the register's newest
    record. `sent_at` is the register's time (RFC 3339). A batch without records asks what the office holds.
    """

    batch: int
    register: str
    after: Head
    head: Head
    sent_at: str
    records: int


def pack(header: BatchHeader, lines: Iterable[bytes]) -> bytes:
    """Write a batch as a gzip stream, the same bytes for the same batch."""
    packer = zlib.compressobj(_QUICK, zlib.DEFLATED, _GZIP)
    text = b"".join([_dumps(to_plain(header)).encode(), b"\n", *lines])
    return packer.compress(text) + packer.flush()


def unpack(body: bytes) -> tuple[BatchHeader, list[Record]]:
    """Read a batch, never unpacking more than a batch may have.

    Raises:
        TooLarge: It is longer.
        NotABatch: It is no batch, or a line of it is no record.
    """
    first, _, rest = _unpacked(body).partition(b"\n")
    header = _header(first)
    lines = _split(rest)
    if len(lines) > RECORDS_MAX:
        raise TooLarge(f"A batch has at most {RECORDS_MAX} records.")
    if len(lines) != header.records:
        raise NotABatch(f"The batch says it has {header.records} records and has {len(lines)}.")
    try:
        return header, [record_of(line, line_no) for line_no, line in zip(count(2), lines, strict=False)]
    except NotARecord as wrong:
        raise NotABatch(f"Line {wrong.line_no} of the batch is no record: {wrong}.") from wrong


def _split(text: bytes) -> list[bytes]:
    """Divide at line feeds alone: `splitlines` knows other ends of lines too."""
    parts = text.split(b"\n")
    whole = [part + b"\n" for part in parts[:-1]]
    return [*whole, parts[-1]] if parts[-1] else whole


def _unpacked(body: bytes) -> bytes:
    unpacker = zlib.decompressobj(_GZIP)
    try:
        text = unpacker.decompress(body, UNPACKED_BYTES_MAX + 1)
    except zlib.error as wrong:
        raise NotABatch("The body is not a gzip stream.") from wrong
    if len(text) > UNPACKED_BYTES_MAX:
        raise TooLarge(f"A batch unpacks to at most {UNPACKED_BYTES_MAX} bytes.")
    if not unpacker.eof or unpacker.unused_data:
        raise NotABatch("The gzip stream of the body has no end, or more behind it.")
    return text


def _header(line: bytes) -> BatchHeader:
    if len(line) > HEADER_BYTES_MAX:
        raise NotABatch("The first line of the batch is too long.")
    try:
        header = from_plain(BatchHeader, json.loads(line))
    except Unreadable as wrong:
        raise NotABatch(f"The first line of the batch: {wrong}.") from wrong
    except (ValueError, RecursionError) as wrong:
        raise NotABatch("The first line of the batch is not JSON.") from wrong
    if header.batch != FORMAT:
        raise NotABatch(f"Batches of form {header.batch} are not known here.")
    return header


def take_lines(
    records: Iterator[Record], records_max: int = RECORDS_MAX, bytes_aimed: int = AIMED_BYTES
) -> list[bytes]:
    """Write the first records of a journal as the lines of one batch; at least one if there is one."""
    lines: list[bytes] = []
    length = 0
    for record in records:
        lines.append(line_of(record))
        length += len(lines[-1])
        if len(lines) >= records_max or length >= bytes_aimed:
            break
    return lines
