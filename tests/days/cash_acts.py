"""Acts of a day beside sales and movements: adjustments, inserts, addenda, counts with other tenders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from till.domain.commands import (
    Act,
    AddLateItem,
    AddRecount,
    CloseAside,
    ClosedShift,
    Command,
    CountAside,
    CountCash,
    DraftAdjustment,
    ParkShift,
    PostAdjustment,
)
from till.domain.money import parse_plain
from till.domain.settings import Pack, PackKind, Settings
from till.domain.state import Count, State
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType
from till.domain.why_short import candidates
from till.journal_reader import JournalReader
from till.wording.money import parse_count
from till.wording.why import candidate_words


def cash_command(state: State, read: JournalReader, act: Act, words: list[str]) -> Command | None:
    """Read an act such as `count-parked 1 200.00` or `correct cash -50.00 card 50.00 because "…"`."""
    rest = words[1:]
    acts: dict[str, Callable[[], Command]] = {
        "correct": lambda: _adjustment(state, act, rest),
        "post": lambda: PostAdjustment(act, next(iter(state.adjustments))),
        "set-aside": lambda: ParkShift(act),
        "count-parked": lambda: CountAside(act, int(rest[0]), _count(state, rest[1:])),
        "close-parked": lambda: CloseAside(act, int(rest[0]), 0, rest[2], rest[4] if rest[3:] else None),
        "late-item": lambda: AddLateItem(act, _closed(read, rest[0]), _amount(state, rest[1]), rest[2]),
        "recount": lambda: AddRecount(act, _closed(read, rest[0]), _count(state, rest[1:2]), rest[2]),
        "count-all": lambda: CountCash(act, _count(state, rest)),
    }
    made = acts.get(words[0])
    return None if made is None else made()


def why(state: State) -> list[str]:
    """Say what may explain the last count, as the screen does."""
    shift = state.shifts[1]
    return [f"> {candidate_words(each, shift, state.rules)}" for each in candidates(state, shift)]


def counting_all(rules: Settings) -> Settings:
    """Give the rules with cards counted at the close, and coins in rolls."""
    tenders = tuple(replace(each, counted=each.code == "card") for each in rules.tenders)
    return replace(rules, tenders=tenders, packs=(Pack(1_00, 50, PackKind.ROLL),))


def _adjustment(state: State, act: Act, words: list[str]) -> DraftAdjustment:
    at = words.index("because")
    pairs = zip(words[:at:2], words[1:at:2], strict=True)
    lines = tuple(TenderLine(code, _amount(state, amount)) for code, amount in pairs)
    return DraftAdjustment(act, MovementType.CORRECTION, lines, words[at + 1])


def _count(state: State, words: list[str]) -> Count:
    """Read `100x1,50x2 card 30.00`, or `150.00`."""
    rules = state.rules
    cash = (
        parse_count(words[0], rules.currency, rules.locale, rules.packs)
        if "x" in words[0]
        else Count(_amount(state, words[0]))
    )
    tenders = tuple(
        TenderLine(code, _amount(state, amount))
        for code, amount in zip(words[1::2], words[2::2], strict=True)
    )
    return replace(cash, tenders=tenders or None)


def _closed(read: JournalReader, number: str) -> ClosedShift:
    _seq, entry = read.closed_shift(int(number))
    return ClosedShift(entry.shift, entry.z_no, entry.drawer, entry.business_date)


def _amount(state: State, text: str) -> int:
    amount = parse_plain(text.removeprefix("-"), state.rules.exponent)
    return -amount if text.startswith("-") else amount
