"""A real printer with a person beside it, who does what simulators do by themselves, and says what they see.

`pytest -m hardware --printer=ADDRESS` runs those tests of the suite that a person can help with.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from hardware import DrawerConfig, PrinterConfig, open_devices
from hardware.printer import EscPosPrinter
from hardware.protocols import Confirmation, Known
from hardware.simulators.printer import SimulatedPrinter
from tests.hardware.roads import COLUMNS, OpenRoad, Road

TIMEOUT_S = 3.0
Ask = Callable[[str], str]


def ask_at_the_terminal(question: str) -> str:
    """Put a question to whoever sits there, past pytest, which keeps the usual ways for itself."""
    with open("/dev/tty", "r+b", buffering=0) as terminal:
        terminal.write(f"\n{question} ".encode())
        return terminal.readline().decode(errors="replace").strip()


@dataclass(frozen=True, eq=False)
class Paper:
    """The paper of one test, which only eyes can read."""

    ask: Ask

    def __eq__(self, expected: object) -> bool:
        text = expected if isinstance(expected, str) else "\n".join(map(str, cast(list[str], expected)))
        shown = textwrap.indent(text, "    | ", lambda _: True) if text else "    (nothing)"
        return not self.ask(f"Is this, and nothing else, on the paper?\n{shown}\n[Enter, or n]").startswith(
            "n"
        )

    def __hash__(self) -> int:
        return 0

    def __len__(self) -> int:
        return _number(self.ask, "How many slips were cut off?")


class PersonAtThePrinter:
    """Turns the knobs that hands can turn, and looks; a part of what a `SimulatedPrinter` offers."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    @property
    def paper(self) -> Paper:
        """What was printed in this test, cut marks included."""
        return Paper(self._ask)

    @property
    def slips(self) -> Paper:
        """The slips that were cut off in this test."""
        return Paper(self._ask)

    @property
    def kicks(self) -> int:
        """How often the printer pulsed the drawer in this test."""
        return _number(self._ask, "How often did the printer open the drawer, or click at it, in this test?")

    def paper_out(self) -> None:
        """Take the paper out."""
        self._do("Take out the paper and close the cover.")

    def load_paper(self) -> None:
        """Put it in again."""
        self._do("Put the paper in and close the cover.")

    def cover_open(self, on: bool = True) -> None:
        """Open the cover, or close it."""
        self._do("Open the cover." if on else "Close the cover.")

    def switch_off(self) -> None:
        """Switch the printer off."""
        self._do("Switch the printer off.")

    def switch_on(self) -> None:
        """Switch it on."""
        self._do("Switch the printer on, and wait until it is ready.")

    def power_cycle(self) -> None:
        """Switch it off and on."""
        self._do("Switch the printer off and on, and wait until it is ready.")

    def shut_drawer(self) -> None:
        """Shut the drawer."""
        self._do("Shut the drawer.")

    def open_drawer_with_key(self) -> None:
        """Open it without the printer."""
        self._do("Open the drawer with its key.")

    def drawer_stuck(self) -> None:
        """Lock it."""
        self._do("Shut the drawer and lock it with its key.")

    def _do(self, instruction: str) -> None:
        self._ask(f"{instruction} [Enter]")


def _number(ask: Ask, question: str) -> int:
    while not (answer := ask(f"{question} [number]")).isdecimal():
        continue
    return int(answer)


HANDS = frozenset(name for name in vars(PersonAtThePrinter) if not name.startswith("_"))


def a_person_can_help_with(test: Callable[..., object]) -> bool:
    """Say whether a test uses nothing of the simulator that hands and eyes cannot do."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(test)))
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "simulator"]
    known = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in HANDS and node.value in uses
    ]
    return len(uses) == len(known)


@contextmanager
def beside_a_person(address: str, ask: Ask = ask_at_the_terminal) -> Iterator[OpenRoad]:
    """Open roads to a real printer."""
    opened = []
    ask("The next test. Tear off the paper and shut the drawer. [Enter]")

    def open_road(*drawers: DrawerConfig, keep_open: bool = True) -> Road:
        devices = open_devices(PrinterConfig(address, COLUMNS, TIMEOUT_S, keep_open), drawers)
        opened.append(devices)
        person = cast(SimulatedPrinter, PersonAtThePrinter(ask))
        return Road(devices, person, best_confirmation(devices.printer))

    yield open_road
    for devices in opened:
        devices.close()


def best_confirmation(printer: object) -> Confirmation:
    """Find out how this printer can vouch for a slip."""
    if isinstance(printer, EscPosPrinter):
        learned = printer.find_out()
        if learned.process_id is Known.YES:
            return Confirmation.PRINTED
        if learned.transmit_status is Known.YES:
            return Confirmation.PROCESSED
    return Confirmation.SENT
