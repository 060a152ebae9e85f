"""What happens to a shop in the long run: the printer fails and is mended, the office goes and comes."""

from __future__ import annotations

import random
from collections import Counter
from typing import Final

from hardware.simulators.control import SimulatorControl
from tests.sync.office_program import OfficeProgram

_FAULTY: Final = 0.04
"""How often, before an act, something happens to the printer."""
_MENDED: Final = 0.25
_UP_S: Final = (20.0, 60.0)
_DOWN_S: Final = (5.0, 20.0)


class Trouble:
    """Decides by dice what fails; `pass_time` is asked before every act."""

    def __init__(self, printer: SimulatorControl, office: OfficeProgram, dice: random.Random) -> None:
        self.printer, self.office, self.dice = printer, office, dice
        self.happened: Counter[str] = Counter()
        self._office_up = True
        self._broken = False
        self._turns_at_s = dice.uniform(*_UP_S)

    def pass_time(self, at_s: float) -> None:
        """Let happen what happens."""
        if at_s >= self._turns_at_s:
            self._turn_office()
            self._turns_at_s = at_s + self.dice.uniform(*(_UP_S if self._office_up else _DOWN_S))
        if self._broken and self.dice.random() < _MENDED:
            self.mend()
        elif self.dice.random() < _FAULTY:
            self._break()

    def end(self) -> None:
        """Mend everything."""
        self.mend()
        if not self._office_up:
            self._turn_office()

    def mend(self) -> None:
        """Undo everything that can be undone at the printer."""
        self._broken = False
        do = self.printer.do
        do("switch_on")
        do("load_paper")
        for knob in ("cover_open", "offline", "jam_cutter", "mute", "drawer_stuck"):
            do(knob, on=False)
        do("slow", bytes_s=None)
        do("cut_off_after", bytes_left=1 << 40)

    def _turn_office(self) -> None:
        if self._office_up:
            self.office.kill()
        else:
            self.office.start()
        self._office_up = not self._office_up
        self.happened["office up" if self._office_up else "office down"] += 1

    def _break(self) -> None:
        faults: dict[str, dict[str, object]] = {
            "paper_out": {},
            "out_of_paper_after": {"lines": self.dice.randrange(24)},
            "cover_open": {},
            "offline": {},
            "jam_cutter": {},
            "switch_off": {},
            "power_cycle": {},
            "mute": {},
            "slow": {"bytes_s": self.dice.choice([5_000, 20_000])},
            "cut_off": {},
            "cut_off_after": {"bytes_left": self.dice.randrange(1, 900)},
            "drawer_stuck": {},
        }
        knob = self.dice.choice(list(faults))
        self.printer.do(knob, **faults[knob])
        self.happened[knob] += 1
        self._broken = True
