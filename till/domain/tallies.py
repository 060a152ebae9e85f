"""The running sums of a shift, as the state keeps them; `tally.py` adds to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from till.domain.people import Person
from till.domain.places import Place
from till.domain.totals import ExternalTally, SalesTally, Total

UNDO_KEY: Final = ":undo"
"""What the key of an undone movement's sum ends in, in `Tally.movements`."""


@dataclass(frozen=True, slots=True)
class CashierTally:
    """What one person did in the shift."""

    person: Person
    movements: int = 0
    no_sales: int = 0
    openings: int = 0
    sales: Total = field(default_factory=Total)
    refunds: Total = field(default_factory=Total)
    voids: Total = field(default_factory=Total)


@dataclass(frozen=True, slots=True)
class Control:
    """The counters that show how a drawer was handled; each is a number of times, but for the seconds
    and what was practised (minor units, without sign)."""

    openings: int = 0
    openings_without_sale: int = 0
    openings_unexplained: int = 0
    left_open: int = 0
    longest_open_s: int = 0
    kicks_failed: int = 0
    kicks_unverified: int = 0
    copies: int = 0
    pins_refused: int = 0
    approvals: int = 0
    undone: int = 0
    clock_changes: int = 0
    slips_waiting: int = 0
    slips_in_doubt: int = 0
    training: int = 0
    training_amount: int = 0
    copies_amount: int = 0
    receipts_unprinted: int = 0
    emergencies: int = 0
    refusals: int = 0
    clock_forward: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """The running sums of a shift. Movements are keyed by type, undone ones by type and `:undo`.

    `taken` is what the shift took by other tenders than cash, by code (minor units).
    `places` is what moved in each place; it is kept where ledger accounts are configured.
    """

    movements: dict[str, Total] = field(default_factory=dict)
    no_sale_reasons: dict[str, int] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    cashiers: dict[int, CashierTally] = field(default_factory=dict)
    control: Control = Control()
    sales: SalesTally = field(default_factory=SalesTally)
    places: dict[Place, int] = field(default_factory=dict)
    external: ExternalTally = field(default_factory=ExternalTally)
