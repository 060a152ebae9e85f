"""What to leave in the drawer as the next float, piece by piece, out of what was counted."""

from __future__ import annotations

from math import gcd
from typing import Final

from till.domain.state import CountLine

STEPS_MAX: Final = 200_000
"""The most steps of the smallest coin that a float may be made of; beyond it, no suggestion."""


def suggest_float(lines: tuple[CountLine, ...], target: int) -> tuple[CountLine, ...] | None:
    """Choose pieces that are worth exactly `target` minor units, small ones first: they give change.

    None when the counted pieces cannot make that amount.
    """
    usable = sorted((line for line in lines if line.number > 0), key=lambda line: line.value)
    step = gcd(target, *(line.value for line in usable))
    if target < 0 or step == 0 or target // step > STEPS_MAX:
        return () if target == 0 else None
    return _choose(usable, target, step)


def _choose(lines: list[CountLine], target: int, step: int) -> tuple[CountLine, ...] | None:
    """Take as many small pieces as still leave a way to the target with the larger ones."""
    reachable = [_reachable(lines[at:], target, step) for at in range(len(lines) + 1)]
    chosen, rest = [], target // step
    for at, line in enumerate(lines):
        value = line.value // step
        for number in range(min(line.number, rest // value), -1, -1):
            if reachable[at + 1][rest - number * value]:
                if number:
                    chosen.append(CountLine(line.value, number))
                rest -= number * value
                break
        else:
            return None
    return tuple(reversed(chosen)) if rest == 0 else None


def _reachable(lines: list[CountLine], target: int, step: int) -> list[bool]:
    """Say for each amount up to the target whether these pieces can make it exactly."""
    possible = [True] + [False] * (target // step)
    for line in lines:
        value = line.value // step
        used = [0] * len(possible)
        for amount in range(value, len(possible)):
            before = amount - value
            if not possible[amount] and possible[before] and used[before] < line.number:
                possible[amount] = True
                used[amount] = used[before] + 1
    return possible
