import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.answers import (
    Answer,
    AnswerReader,
    AutomaticAnswer,
    BlockAnswer,
    RealTimeAnswer,
    SingleAnswer,
    status_of,
)
from hardware.protocols import Known, Paper, PrinterStatus


def read(code: str) -> list[Answer]:
    return AnswerReader().feed(bytes.fromhex(code))


def test_each_kind_of_answer_is_known_by_its_fixed_bits() -> None:
    assert read("16") == [RealTimeAnswer(0x16)]
    assert read("14 00 00 0F") == [AutomaticAnswer(bytes.fromhex("14 00 00 0F"))]
    assert read("37 22 30 30 34 32 00") == [BlockAnswer(b"\x37\x220042")]
    assert read("5F 45 50 53 4F 4E 00") == [BlockAnswer(b"_EPSON")]
    assert read("0C") == [SingleAnswer(0x0C)]


def test_kinds_are_told_apart_in_one_stream() -> None:
    assert read("16 14 00 03 0F 12 37 25 00 00 1E") == [
        RealTimeAnswer(0x16),
        AutomaticAnswer(bytes.fromhex("14 00 03 0F")),
        RealTimeAnswer(0x12),
        BlockAnswer(b"\x37\x25"),
        SingleAnswer(0x00),
        RealTimeAnswer(0x1E),
    ]


def test_flow_control_between_answers_is_not_an_answer() -> None:
    assert read("13 16 11") == [RealTimeAnswer(0x16)]
    assert read("14 13 00 00 11 0F") == [AutomaticAnswer(bytes.fromhex("14 00 00 0F"))]


def test_nothing_inside_a_block_is_taken_for_a_status() -> None:
    assert read("5F 16 14 12 00 16") == [BlockAnswer(b"_\x16\x14\x12"), RealTimeAnswer(0x16)]


def test_an_automatic_status_that_is_cut_short_does_not_eat_the_next_answer() -> None:
    assert read("14 00 16") == [RealTimeAnswer(0x16)]


def test_a_block_without_an_end_is_given_up() -> None:
    reader = AnswerReader()
    assert reader.feed(b"\x5f" + b"a" * 500) != [BlockAnswer(b"_" + b"a" * 500)]
    assert reader.feed(b"\x00\x16")[-1] == RealTimeAnswer(0x16)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 60))
def test_pieces_make_the_same_answers_as_the_whole(stream: bytes, cut_at: int) -> None:
    reader = AnswerReader()
    assert reader.feed(stream[:cut_at]) + reader.feed(stream[cut_at:]) == AnswerReader().feed(stream)


@pytest.mark.parametrize(
    ("bits", "sentence"),
    [
        ({1: 0x16, 2: 0x12, 3: 0x12, 4: 0x12}, "Printer ready"),
        ({1: 0x16, 2: 0x12, 3: 0x12, 4: 0x1E}, "Printer ready. Paper is low."),
        ({1: 0x1E, 2: 0x32, 3: 0x12, 4: 0x72}, "The printer is out of paper. Put in a new roll."),
        ({1: 0x1E, 2: 0x32}, "The printer is out of paper. Put in a new roll."),
        ({1: 0x1E, 2: 0x16, 3: 0x12, 4: 0x12}, "The printer's cover is open. Close it."),
        (
            {1: 0x1E, 2: 0x52, 3: 0x1A, 4: 0x12},
            "The printer's cutter is jammed. Open the cover and take out the paper.",
        ),
        (
            {1: 0x1E, 2: 0x52, 3: 0x32, 4: 0x12},
            "The printer has failed. Switch it off, wait a moment, and switch it on.",
        ),
        (
            {1: 0x1E, 2: 0x52, 3: 0x52, 4: 0x12},
            "The printer reports an error. Open and close the cover, or switch it off and on.",
        ),
        (
            {1: 0x1E, 2: 0x12, 3: 0x12, 4: 0x12},
            "The printer is off-line. Press its FEED button, or switch it off and on.",
        ),
        ({}, "The printer does not say how it is."),
    ],
)
def test_a_status_is_said_in_words_that_say_what_to_do(bits: dict[int, int], sentence: str) -> None:
    assert status_of(bits).sentence() == sentence


def test_what_was_not_answered_is_unknown() -> None:
    assert status_of({}) == PrinterStatus()
    status = status_of({1: 0x16})
    assert (status.online, status.paper, status.cover_open) == (Known.YES, Paper.UNKNOWN, Known.UNKNOWN)
