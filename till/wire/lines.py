"""A record as one line of JSON, in an export as on the line to the office; read back strictly.

A line is exactly what `line_of` writes, so there is one way to write a record and a byte that is different
anywhere is found, in the framing as well as in the content.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from till.domain.chain import Record

LINE_BYTES_MAX: Final = 64 * 1024 * 1024
"""The longest line that is read; a Z of a long shift carries every movement (bytes)."""
_FIELDS: Final = ("seq", "recorded_at", "kind", "body", "seal", "signature")
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PLAIN: Final = r'[^"\\\x00-\x1f]*'
_HEAD: Final = re.compile(
    rf'{{"seq":(0|[1-9][0-9]{{0,18}}),"recorded_at":"({_PLAIN})","kind":"({_PLAIN})","body":(?=")'
)
_TAIL: Final = re.compile(r',"seal":"([0-9a-f]{64})","signature":"([0-9a-f]{128})"}\n')
_TAIL_LENGTH: Final = len(',"seal":"","signature":""}\n') + 64 + 128


class NotARecord(Exception):
    """A line is not one that an export has; `line_no` counts from 1."""

    def __init__(self, line_no: int, how: str) -> None:
        super().__init__(how)
        self.line_no = line_no


def line_of(record: Record) -> bytes:
    """Write a record as one line."""
    # Text by text: a whole object takes the encoder three times as long, and a long queue is many lines.
    return (
        f'{{"seq":{record.seq},"recorded_at":{_dumps(record.recorded_at)},"kind":{_dumps(record.kind)},'
        f'"body":{_dumps(record.body)},"seal":{_dumps(record.seal)},"signature":{_dumps(record.signature)}}}\n'
    ).encode()


def records_in(file: BinaryIO) -> Iterator[Record]:
    """Read an export record by record, never more than one line at a time.

    Raises:
        NotARecord: A line is not exactly as `line_of` writes it, or the last one has no end.
    """
    line_no = 0
    while line := file.readline(LINE_BYTES_MAX + 1):
        line_no += 1
        if not line.endswith(b"\n"):
            how = (
                "the line is too long" if len(line) > LINE_BYTES_MAX else "the file ends in the middle of it"
            )
            raise NotARecord(line_no, how)
        yield record_of(line, line_no)


def record_of(line: bytes, line_no: int) -> Record:
    """Read one line, which ends in a line break.

    Raises:
        NotARecord: It is not exactly as `line_of` writes it.
    """
    return _at_once(line) or _step_by_step(line, line_no)


def _at_once(line: bytes) -> Record | None:
    """Read a line that is plainly as `line_of` writes it; None of any other, which is looked at closely."""
    try:
        text = line.decode()
        head, tail = _HEAD.match(text), _TAIL.fullmatch(text, max(0, len(text) - _TAIL_LENGTH))
        if head is None or tail is None:
            return None
        as_written = text[head.end() : tail.start()]
        body = json.loads(as_written)
        if type(body) is not str or "\n" in body or _dumps(body) != as_written:
            return None
    except (ValueError, RecursionError):
        return None
    return Record(int(head[1]), head[2], head[3], body, tail[1], tail[2])


def _step_by_step(line: bytes, line_no: int) -> Record:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise NotARecord(line_no, "the line is not a JSON object in UTF-8") from None
    if not isinstance(fields, dict) or tuple(fields) != _FIELDS:
        raise NotARecord(line_no, "the line does not have the fields of a record")
    seq, texts = fields["seq"], [fields[name] for name in _FIELDS[1:]]
    if type(seq) is not int or not all(isinstance(text, str) and "\n" not in text for text in texts):
        raise NotARecord(line_no, "a field of the line is not of its type")
    record = Record(**fields)
    if not is_hexadecimal(record.seal, 64) or not is_hexadecimal(record.signature, 128):
        raise NotARecord(line_no, "its seal or its signature is not written in hexadecimal digits")
    try:
        as_written = line_of(record)
    except UnicodeEncodeError:
        as_written = b""
    if as_written != line:
        raise NotARecord(line_no, "the line is not written as an export writes it")
    return record


def is_hexadecimal(text: str, length: int) -> bool:
    """Say whether `text` is `length` digits 0 to 9 and a to f."""
    return len(text) == length and re.fullmatch("[0-9a-f]+", text, re.ASCII) is not None
