"""What the state keeps of the clock: how it stands beside the steady one, and whether it was set."""

from __future__ import annotations

from dataclasses import replace

from till.domain import tally
from till.domain.clock import is_forward, moved_with_clock
from till.domain.entries import ClockChanged, ClockDoubted, ProgramStarted
from till.domain.state import Failures, State
from till.domain.ticks import ClockDoubt, Ticking


def started(state: State, entry: ProgramStarted) -> State:
    """Remember how the two clocks stood when the till came up."""
    return state if entry.ticks is None else replace(state, ticking=Ticking(entry.ticks, entry.at))


def changed(state: State, entry: ClockChanged) -> State:
    """Move lock-outs with the clock: what was left of each of them is left, and not a day more or less."""

    def moved(failures: Failures) -> Failures:
        return replace(failures, until=moved_with_clock(failures.until, entry.before, entry.at))

    state = replace(
        state,
        failures={no: moved(failures) for no, failures in state.failures.items()},
        register_failures=moved(state.register_failures),
        ticking=None if entry.ticks is None else Ticking(entry.ticks, entry.at),
        clock_doubt=ClockDoubt(entry.before, entry.at, True),
    )
    forward = is_forward(entry)
    return tally.count(state, None, clock_changes=not forward, clock_forward=forward)


def doubted(state: State, entry: ClockDoubted) -> State:
    """Remember that the clock may be wrong."""
    return replace(state, clock_doubt=ClockDoubt(entry.before, entry.at, False))
