"""What goes over the line."""

from __future__ import annotations

import gzip
import random
import zlib
from contextlib import suppress

import pytest

from till.domain.chain import Record
from till.domain.state import Head
from till.wire.answers import (
    Answer,
    Enrolled,
    EnrolmentWish,
    NotAnAnswer,
    Trouble,
    answer_in,
    enrolled_in,
    to_json,
    wish_in,
)
from till.wire.batches import (
    RECORDS_MAX,
    UNPACKED_BYTES_MAX,
    BatchHeader,
    NotABatch,
    TooLarge,
    pack,
    take_lines,
    unpack,
)
from till.wire.lines import line_of

AT = "2026-03-02T12:00:00.000+01:00"


def record(seq: int, body: str = '{"id":"é \u2028 \\r"}') -> Record:
    return Record(seq, AT, "cash-moved/1", body, f"{seq:064x}", "ab" * 64)


def header(records: int) -> BatchHeader:
    return BatchHeader(1, "register", Head(0, ""), Head(9, "ff" * 32), AT, records)


def test_a_batch_comes_out_as_it_was_put_in() -> None:
    records = [record(seq) for seq in range(1, 8)]
    packed = pack(header(7), [line_of(each) for each in records])
    assert unpack(packed) == (header(7), records)
    assert gzip.decompress(packed).count(b"\n") == 8


def test_a_batch_without_records_asks_what_the_office_holds() -> None:
    assert unpack(pack(header(0), [])) == (header(0), [])


def test_the_same_batch_is_the_same_bytes() -> None:
    assert pack(header(1), [line_of(record(1))]) == pack(header(1), [line_of(record(1))])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not packed",
        gzip.compress(b""),
        gzip.compress(b"{}\n"),
        gzip.compress(b"[" * 100_000),
        gzip.compress(b'{"batch":2}\n'),
        pack(header(2), [line_of(record(1))]),
        pack(header(1), [line_of(record(1))])[:-9],
        pack(header(1), [line_of(record(1))]) + b"more",
        pack(header(1), [line_of(record(1))[:-1]]),
        pack(header(1), [line_of(record(1)).replace(b'"seq"', b'"Seq"')]),
        pack(header(1), [line_of(record(1)).replace(b":1,", b": 1,")]),
        gzip.compress(b"x" * 100_000 + b"\n"),
    ],
    ids=range(13),
)
def test_what_is_no_batch_is_refused_in_a_sentence(body: bytes) -> None:
    with pytest.raises(NotABatch, match=r"\.$"):
        unpack(body)


def test_a_small_body_that_unpacks_to_a_huge_one_is_not_unpacked() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1024 * 1024)
    bomb = b"".join(packer.compress(zeros) for _ in range(UNPACKED_BYTES_MAX // len(zeros) + 2))
    with pytest.raises(TooLarge):
        unpack(bomb + packer.flush())


def test_a_batch_of_too_many_records_is_refused() -> None:
    lines = [line_of(record(seq)) for seq in range(RECORDS_MAX + 1)]
    with pytest.raises(TooLarge):
        unpack(pack(header(len(lines)), lines))


def test_no_change_of_a_byte_changes_a_record_unseen(dice: random.Random) -> None:
    packed = pack(header(3), [line_of(record(seq)) for seq in range(3)])
    for _ in range(300):
        at = dice.randrange(10, len(packed))  # The first ten are gzip's own, of which it ignores some.
        changed = packed[:at] + bytes([packed[at] ^ 1 << dice.randrange(8)]) + packed[at + 1 :]
        with suppress(NotABatch):
            # What gzip ignores, as the bits that fill up its last byte, changes nothing.
            assert unpack(changed) == unpack(packed)


def test_batches_are_bounded_but_never_empty() -> None:
    records = [record(seq, "x" * 1000) for seq in range(50)]
    assert len(take_lines(iter(records), records_max=7)) == 7
    assert len(take_lines(iter(records), bytes_aimed=3000)) == 3
    assert len(take_lines(iter(records), bytes_aimed=1)) == 1
    assert take_lines(iter(())) == []


def test_answers_and_wishes_come_back_as_they_were_written() -> None:
    fork = Answer(Head(7, "ab" * 32), Trouble.FORK, "The office holds another record 7.")
    assert answer_in(to_json(fork)) == fork
    assert answer_in(to_json(Answer(Head()))) == Answer(Head())
    wish = EnrolmentWish("CODE", "register", "REG-001", "ab" * 32, "cd" * 64)
    assert wish_in(to_json(wish)) == wish
    enrolled = Enrolled("secret", Head(3, "ab" * 32))
    assert enrolled_in(to_json(enrolled)) == enrolled


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"held":7}', b'{"trouble":"sad"}', b"[" * 100_000])
def test_what_an_office_would_not_write_is_no_answer(body: bytes) -> None:
    with pytest.raises(NotAnAnswer):
        answer_in(body)
