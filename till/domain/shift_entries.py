"""What happened to a shift, from its float to its Z; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.figures import Figures
from till.domain.float_lines import FloatSuggestion
from till.domain.people import Person
from till.domain.places import Posting
from till.domain.settings import Heading
from till.domain.state import Count, CountLine, State
from till.domain.vocabulary import MovementType


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftOpened:
    """A drawer got an accountable person and a counted float.

    `float_carried` is what the last close left, None before the first. `difference` is counted less carried.
    """

    id: str
    at: str
    heading: Heading
    shift: int
    drawer: int
    business_date: str
    employee1: Person
    employee2: Person | None
    float_carried: int | None
    counted: Count
    difference: int
    postings: tuple[Posting, ...]
    reason: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountStarted:
    """The shift is closed to sales and movements while somebody counts."""

    id: str
    at: str
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CashCounted:
    """One attempt at counting the drawer. It says nothing about what was expected.

    `suggestion` says what of it could stay as the float that the shift began with; `aside` that the insert is
    out of the drawer.
    """

    id: str
    at: str
    heading: Heading
    shift: int
    drawer: int
    business_date: str
    attempt: int
    count: Count
    employee1: Person
    employee2: Person | None = None
    suggestion: FloatSuggestion | None = None
    training: bool = False
    aside: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAbandoned:
    """The count was left; the shift is open again. The attempts stay."""

    id: str
    at: str
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTaken:
    """An X report, whole, as it was shown and printed."""

    id: str
    at: str
    figures: Figures
    employee1: Person
    employee2: Person | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftClosed:
    """A shift is posted: the Z report whole, what left the drawer, and all that is carried forward.

    `type` and `amount` say exact, over (positive) or short (negative). `carried` is the state after this
    entry, so that starting up reads only what came later. `aside` says that its insert was out of the drawer.
    `stays` is which pieces were to stay as float, where that is what was suggested.
    """

    id: str
    at: str
    shift: int
    drawer: int
    business_date: str
    z_no: int
    type: MovementType
    amount: int
    figures: Figures
    postings: tuple[Posting, ...]
    employee1: Person
    employee2: Person | None
    carried: State
    aside: bool | None = None
    stays: tuple[CountLine, ...] | None = None
