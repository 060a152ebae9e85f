"""What happened: the facts of the journal, past tense. Each has a versioned kind in `codec.py`.

`id` is a UUID, `at` the register's local time with offset (RFC 3339), amounts are minor units.
"""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.bag_entries import BagReceived as BagReceived  # noqa: PLC0414 -- also found here
from till.domain.bag_entries import CashDeposited as CashDeposited  # noqa: PLC0414 -- also found here
from till.domain.figures import Figures
from till.domain.people import Employee, Person
from till.domain.places import Posting
from till.domain.settings import Heading, Settings
from till.domain.state import Count, State
from till.domain.vocabulary import Confirmation, KickOutcome, MovementType, PinPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCreated:
    """The first record: whose journal this is. `public_key` verifies every signature after it."""

    id: str
    at: str
    register_id: str
    public_key: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged:
    """The configuration differs from what the journal knew; the new one, whole."""

    id: str
    at: str
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramStarted:
    """The till came up."""

    id: str
    at: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramStopped:
    """The till went down in good order."""

    id: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChanged:
    """The clock went back by more than the tolerance between two acts."""

    id: str
    at: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeAdded:
    """Somebody may work here from now on."""

    id: str
    at: str
    employee: Employee
    by: Person | None = None
    approved_by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeChanged:
    """Name, role or activity of an employee are different now."""

    id: str
    at: str
    employee: Employee
    by: Person
    approved_by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PinSet:
    """Somebody got a new PIN. The PIN itself is never in the journal."""

    id: str
    at: str
    employee: Person
    by: Person | None = None
    approved_by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PinRefused:
    """A wrong PIN; `until` is set when no PIN is taken for a while."""

    id: str
    at: str
    employee: Person
    purpose: PinPurpose
    failures: int
    register_failures: int
    until: str = ""
    register_until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinAccepted:
    """A right PIN after wrong ones, or for an approval: the failures are forgotten."""

    id: str
    at: str
    employee: Person
    purpose: PinPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Somebody stands at the register."""

    id: str
    at: str
    employee: Person
    online: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut:
    """Nobody stands at the register any more."""

    id: str
    at: str
    employee: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenLocked:
    """The screens wait for the PIN of who is signed in; `idle` says that nobody asked for it."""

    id: str
    at: str
    employee: Person
    idle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenUnlocked:
    """Whoever is signed in is back."""

    id: str
    at: str
    employee: Person


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
class CashMoved:
    """Cash moved in or out of a drawer, or the drawer was opened for no sale.

    `amount` is signed as Toast signs it: positive adds to the drawer. `undoes` is the id of the
    entry that this one reverses. `staff` is who was paid or paid in, `advance` the entry that a settlement
    settles, `pair` the other half of a transfer; a swap says what was `given` out and `taken` in.
    """

    id: str
    at: str
    heading: Heading
    type: MovementType
    amount: int
    postings: tuple[Posting, ...]
    drawer: int
    shift: int
    business_date: str
    employee1: Person
    employee2: Person | None = None
    reason: str = ""
    reason_code: str | None = None
    payee: str | None = None
    voucher: str | None = None
    bag: str | None = None
    note: str | None = None
    undoes: str | None = None
    staff: Person | None = None
    advance: str | None = None
    pair: str | None = None
    given: Count | None = None
    taken: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountStarted:
    """The shift is closed to sales and movements while somebody counts."""

    id: str
    at: str
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CashCounted:
    """One attempt at counting the drawer. It says nothing about what was expected."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAbandoned:
    """The count was left; the shift is open again. The attempts stay."""

    id: str
    at: str
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTaken:
    """An X report, whole, as it was shown and printed."""

    id: str
    at: str
    figures: Figures
    employee1: Person
    employee2: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftClosed:
    """A shift is posted: the Z report whole, what left the drawer, and all that is carried forward.

    `type` and `amount` say exact, over (positive) or short (negative). `carried` is the state after this
    entry, so that starting up reads only what came later.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipCopied:
    """A slip of an earlier record was asked for again; it is marked as a copy."""

    id: str
    at: str
    seq: int
    kind: str
    employee1: Person
    employee2: Person | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerKicked:
    """What became of one attempt to open a drawer; `act` is the entry that asked, `cause` a sentence."""

    id: str
    at: str
    job: str
    act: str
    drawer: int
    outcome: KickOutcome
    no_sale: bool
    employee: int | None = None
    shift: int | None = None
    cause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerOpened:
    """A proven sensor saw a drawer open; not `explained` by a kick shortly before, it was a key or force."""

    id: str
    at: str
    drawer: int
    explained: bool
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerShut:
    """A proven sensor saw a drawer shut again, after `open_s` seconds."""

    id: str
    at: str
    drawer: int
    open_s: int
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerLeftOpen:
    """A drawer stood open for longer than the configured time; said once each time."""

    id: str
    at: str
    drawer: int
    open_s: int
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterChanged:
    """The printer became able or unable to print, as far as it tells; `words` say how it is."""

    id: str
    at: str
    well: bool | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPrinted:
    """A slip came out, as far as the printer tells: see Confirmation."""

    id: str
    at: str
    job: str
    act: str
    confirmation: Confirmation
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipWaiting:
    """A slip could not be printed and waits; said once a slip. `cause` is a sentence."""

    id: str
    at: str
    job: str
    act: str
    cause: str
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipInDoubt:
    """Some of a slip may have been printed; only a person can tell. `cause` is a sentence."""

    id: str
    at: str
    job: str
    act: str
    cause: str
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipAnswered:
    """A person said whether a doubtful slip was printed; if not, it is printed again, marked as a copy."""

    id: str
    at: str
    job: str
    printed: bool
    employee1: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipCancelled:
    """A person decided that a waiting slip shall not be printed."""

    id: str
    at: str
    job: str
    employee1: Person
    employee2: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalExported:
    """The journal was written to a file, up to record `records`."""

    id: str
    at: str
    records: int
    seal: str
    employee1: Person
    employee2: Person | None = None


Entry = (
    RegisterCreated
    | SettingsChanged
    | ProgramStarted
    | ProgramStopped
    | ClockChanged
    | EmployeeAdded
    | EmployeeChanged
    | PinSet
    | PinRefused
    | PinAccepted
    | SignedIn
    | SignedOut
    | ScreenLocked
    | ScreenUnlocked
    | ShiftOpened
    | CashMoved
    | BagReceived
    | CashDeposited
    | CountStarted
    | CashCounted
    | CountAbandoned
    | ReportTaken
    | ShiftClosed
    | SlipCopied
    | DrawerKicked
    | DrawerOpened
    | DrawerShut
    | DrawerLeftOpen
    | PrinterChanged
    | SlipPrinted
    | SlipWaiting
    | SlipInDoubt
    | SlipAnswered
    | SlipCancelled
    | JournalExported
)
"""Every fact there is. A `match` on one ends in `assert_never`."""


_MOVES_MONEY = ShiftOpened | CashMoved | BagReceived | CashDeposited | ShiftClosed


def postings(entry: Entry) -> tuple[Posting, ...]:
    """Give the postings of any entry; they sum to zero. There is no second arithmetic anywhere."""
    return entry.postings if isinstance(entry, _MOVES_MONEY) else ()
