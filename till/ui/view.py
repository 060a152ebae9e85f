"""What all screens draw from: one frozen picture of the register, its devices and the person in front."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from till.domain.entries import Entry
    from till.domain.people import Employee, Person
    from till.domain.settings import Settings
    from till.domain.state import Shift, State
    from till.jobs import Job
    from till.news import DeviceNews, LessonNews, OfficeNews
    from till.ui.openings import Opening


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was told: a sentence, and whether it is good news."""

    words: str
    well: bool


@dataclass(frozen=True, slots=True)
class View:
    """The picture. `state` is None until the journal is open; `now` is the register's time (RFC 3339).

    `person` is who is signed in at these screens, `drawer` the number of the drawer they act on,
    `slips` are the ones that wait or are in doubt, oldest first. `asked` is what a person is to do for the
    devices now; `lesson` is how far a lesson about a drawer is; `secret` is the register's, for what is
    said to a blind cashier; `openings` are the newest ones of the drawers.
    """

    settings: Settings
    state: State | None = None
    now: str = ""
    person: int | None = None
    drawer: int = 1
    devices: DeviceNews | None = None
    slips: tuple[Job, ...] = ()
    notice: Notice | None = None
    asked: str = ""
    lesson: LessonNews | None = None
    offices: tuple[OfficeNews, ...] = ()
    secret: bytes = b""
    openings: tuple[Opening, ...] = ()

    def heard(self, news: OfficeNews) -> View:
        """Give the picture after news of a back office."""
        others = tuple(office for office in self.offices if office.peer != news.peer)
        return replace(self, offices=tuple(sorted((*others, news), key=lambda office: office.peer)))

    @property
    def shift(self) -> Shift | None:
        """The shift of the drawer, open or being counted."""
        return None if self.state is None else self.state.shifts.get(self.drawer)

    def counted(self, aside: int | None = None) -> tuple[State, Shift] | None:
        """Give the shift that is counted, and the state as it sees it.

        It is the one of the drawer, or the one with the number `aside` whose insert is out.
        """
        from till.domain.aside import standing_in

        if self.state is None:
            return None
        shift = self.shift if aside is None else self.state.aside.get(aside)
        return None if shift is None else (standing_in(self.state, shift), shift)

    @property
    def employee(self) -> Employee | None:
        """Who is signed in at these screens."""
        if self.state is None or self.person is None:
            return None
        return self.state.employees.get(self.person)

    @property
    def counting(self) -> bool:
        """Whether the drawer is being counted."""
        return self.shift is not None and self.shift.status == "COUNTING"

    @property
    def own_drawer(self) -> int:
        """The drawer of the person's own shift; where they have none, the one that was acted on."""
        shifts = {} if self.state is None else self.state.shifts
        own = [no for no, shift in shifts.items() if shift.opened_by.no == self.person]
        return self.drawer if not own or self.drawer in own else own[0]

    @property
    def training(self) -> bool:
        """Whether somebody practises."""
        return self.state is not None and self.state.training

    @property
    def sees_expected(self) -> bool:
        """Whether the person may know what must be in the drawer."""
        from till.domain.figures import may_see_expected

        return self.state is not None and may_see_expected(self.state, self.person)

    def knows_amount(self, mover: Person) -> bool:
        """Say whether the person may know an amount that `mover` moved."""
        from till.domain.own import may_see_amount

        return self.state is not None and may_see_amount(self.state, mover, self.person)

    def may_read(self, entry: Entry) -> bool:
        """Say whether the person may read the slip of an entry."""
        from till.domain.own import may_see_slip

        return self.state is not None and may_see_slip(self.state, entry, self.person)

    @property
    def slips_in_doubt(self) -> tuple[Job, ...]:
        """The slips that a person must look for."""
        return tuple(slip for slip in self.slips if slip.status == "unknown")

    @property
    def slips_waiting(self) -> tuple[Job, ...]:
        """The slips that wait for the printer."""
        return tuple(slip for slip in self.slips if slip.status != "unknown")

    def money(self, amount: int, *, sign: bool = False) -> str:
        """Write an amount as the register's locale does."""
        from till.wording.money import money

        return money(amount, self.settings.currency, self.settings.locale, sign=sign)

    def age(self, at: str) -> str:
        """Say how long ago something was."""
        from till.domain.clock import milliseconds_between
        from till.wording.dates import duration

        return duration(milliseconds_between(at, self.now) // 1000)
