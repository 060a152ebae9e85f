"""The clock on the wall beside the machine's steady one: before each act it is seen whether it was set."""

from __future__ import annotations

from dataclasses import dataclass, replace

from till.clock import Clock, TicksNow
from till.domain.clock import set_from
from till.domain.commands import Act, NoticeClock
from till.domain.ids import derived
from till.domain.state import State


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks at both clocks at one moment."""

    clock: Clock
    ticks: TicksNow

    def noticing(self, state: State, act: Act) -> NoticeClock | None:
        """Give what is to be noted before `act`, if the clock was set since the last one."""
        ticks = self.ticks()
        # An act may have been begun a while ago, so beside the steady clock the time is read anew.
        at = act.at if ticks is None else self.clock()
        if set_from(state, at, ticks) is None:
            return None
        return NoticeClock(replace(act, id=derived(act.id, "clock"), at=at), ticks)
