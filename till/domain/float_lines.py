"""What to leave in the drawer as the next float, piece by piece, out of what was counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import gcd
from typing import Final

from till.domain.settings import Settings
from till.domain.state import Count, CountLine

STEPS_MAX: Final = 200_000
"""The most steps of the smallest coin that a float may be made of; beyond it, no suggestion."""


@dataclass(frozen=True, slots=True)
class FloatSuggestion:
    """What could stay in the drawer and what could go to the safe, piece by piece.

    `low` names the notes and coins of which fewer would stay than the shop wants (minor units).
    """

    left: int
    stays: tuple[CountLine, ...]
    goes: tuple[CountLine, ...]
    low: tuple[int, ...] = ()


def suggestion(rules: Settings, counted: Count, target: int) -> FloatSuggestion | None:
    """Divide what was counted by denomination: as near below `target` as the pieces allow stays."""
    left = min(target, counted.amount)
    stays = suggest_float(counted.lines, left)
    if stays is None and counted.lines:
        left = _nearest_below(counted.lines, left)
        stays = suggest_float(counted.lines, left)
    if stays is None or not counted.lines:
        return None
    kept = {(line.value, line.pieces): line.number for line in stays}
    rest = [
        replace(line, number=line.number - kept.get((line.value, line.pieces), 0)) for line in counted.lines
    ]
    return FloatSuggestion(left, stays, tuple(line for line in rest if line.number), low_on(rules, stays))


def low_on(rules: Settings, lines: tuple[CountLine, ...]) -> tuple[int, ...]:
    """Name the notes and coins of which these are fewer than the shop wants, largest first."""
    pieces = dict.fromkeys(rules.low_below, 0)
    for line in lines:
        if line.value in pieces:
            pieces[line.value] += line.number * (line.pieces or 1)
    return tuple(sorted((value for value, no in pieces.items() if no < rules.low_below[value]), reverse=True))


def _nearest_below(lines: tuple[CountLine, ...], target: int) -> int:
    usable = [line for line in lines if line.number > 0]
    step = gcd(*(_worth(line) for line in usable)) if usable else 0
    if step == 0 or target // step > STEPS_MAX:
        return 0
    possible = _reachable(usable, target // step * step, step)
    return max(at for at, can in enumerate(possible) if can) * step


def _worth(line: CountLine) -> int:
    """Say what one piece, roll or bag of a row is worth."""
    return line.value * (line.pieces or 1)


def suggest_float(lines: tuple[CountLine, ...], target: int) -> tuple[CountLine, ...] | None:
    """Choose pieces that are worth exactly `target` minor units, small ones first: they give change.

    None when the counted pieces cannot make that amount.
    """
    usable = sorted((line for line in lines if line.number > 0), key=_worth)
    step = gcd(target, *(_worth(line) for line in usable))
    if target < 0 or step == 0 or target // step > STEPS_MAX:
        return () if target == 0 else None
    return _choose(usable, target, step)


def _choose(lines: list[CountLine], target: int, step: int) -> tuple[CountLine, ...] | None:
    """Take as many small pieces as still leave a way to the target with the larger ones."""
    reachable = [_reachable(lines[at:], target, step) for at in range(len(lines) + 1)]
    chosen, rest = [], target // step
    for at, line in enumerate(lines):
        value = _worth(line) // step
        for number in range(min(line.number, rest // value), -1, -1):
            if reachable[at + 1][rest - number * value]:
                if number:
                    chosen.append(replace(line, number=number))
                rest -= number * value
                break
        else:
            return None
    return tuple(reversed(chosen)) if rest == 0 else None


def _reachable(lines: list[CountLine], target: int, step: int) -> list[bool]:
    """Say for each amount up to the target whether these pieces can make it exactly."""
    possible = [True] + [False] * (target // step)
    for line in lines:
        value = _worth(line) // step
        used = [0] * len(possible)
        for amount in range(value, len(possible)):
            before = amount - value
            if not possible[amount] and possible[before] and used[before] < line.number:
                possible[amount] = True
                used[amount] = used[before] + 1
    return possible
