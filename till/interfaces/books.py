"""Where interfaces get shifts and records from: an office's journals, or a register's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from till.domain.chain import Record
from till.domain.settings import Heading
from till.domain.state import State

PAGE: Final = 500
"""So many records are read at once."""


class Unavailable(Exception):
    """The books cannot be read now; the text says why."""


@dataclass(frozen=True, slots=True)
class RegisterCard:
    """A register as it is named: `key` finds its journal, `heading` says who and where it is now."""

    key: int
    heading: Heading

    @property
    def number(self) -> int:
        """Its configured number, by which other systems know it."""
        return self.heading.register.id


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """Where a shift stands in its register's journal; one that runs has no end yet."""

    register: RegisterCard
    shift: int
    business_date: str
    drawer: int
    opened_at: str
    opened_seq: int
    closed_at: str | None = None
    closed_seq: int | None = None

    @property
    def closed(self) -> bool:
        """Whether it is posted."""
        return self.closed_seq is not None


class Order(StrEnum):
    """What shifts can be put in order by; equal ones go by register and number."""

    NUMBER = "number"
    BUSINESS_DATE = "business_date"
    OPENED_AT = "opened_at"
    CLOSED_AT = "closed_at"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class ShiftQuestion:
    """Which shifts are wanted, in which order; dates are YYYY-MM-DD, both ends in it.

    `after` is the shift, by the key of its register and its number, behind which the page begins.
    """

    registers: Collection[RegisterCard]
    closed: bool | None = None
    first_date: str | None = None
    last_date: str | None = None
    order: Order = Order.NUMBER
    descending: bool = False
    limit: int = 50
    skip: int = 0
    after: tuple[int, int] | None = None


class Books(Protocol):
    """The journals that interfaces are answered from. Any thread may ask; what it raises is Unavailable."""

    def registers(self) -> Sequence[RegisterCard]:
        """List the registers whose settings are known."""

    def shifts(self, question: ShiftQuestion) -> list[ShiftRow]:
        """List one page of shifts."""

    def number_of_shifts(self, question: ShiftQuestion) -> int:
        """Count the shifts on all pages."""

    def shift(self, register: RegisterCard, shift: int) -> ShiftRow | None:
        """Find a shift."""

    def records(
        self,
        register: RegisterCard,
        after: int = 0,
        until: int | None = None,
        kinds: Collection[str] = (),
        *,
        newest_first: bool = False,
    ) -> Iterator[Record]:
        """Read records with a number above `after` up to `until`, of these kinds, holding few at a time."""

    def state(self, register: RegisterCard) -> State:
        """Give the register as the books know it now, without what is practised."""

    def acknowledged(self, register: RegisterCard) -> int:
        """Say up to which record all whom the register forwards to have its journal."""


def in_pages(
    page: Callable[[int, int | None, int], list[Record]], after: int, until: int | None, *, newest_first: bool
) -> Iterator[Record]:
    """Read the records above `after` up to `until`, holding a page at a time.

    `page` gives at most so many of those between two numbers, in the order that is wanted.
    """
    size = 1
    while True:
        found = page(after, until, size)
        yield from found
        if len(found) < size:
            return
        # Often the first few are all that is wanted.
        size = min(PAGE, size * 4)
        if newest_first:
            until = found[-1].seq - 1
        else:
            after = found[-1].seq
