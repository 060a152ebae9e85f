"""What a shop configures and the rules read; a copy stands in the journal, so that a fold needs no file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from till.domain.money import EXPONENTS
from till.domain.people import Role

CASH: Final = "cash"
"""The code of the tender that every register takes; the others are configured."""


class SessionPolicy(StrEnum):
    """How many shifts a drawer may have on one business date: any number, or one."""

    SHIFT = "shift"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Organisation:
    """The legal owner, as it must stand on slips."""

    name: str
    number: str = ""
    address: str = ""
    phone: str = ""
    web: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Store:
    """The shop the register stands in; `location` is its number in the chain."""

    name: str
    address: str = ""
    location: int = 1


@dataclass(frozen=True, slots=True)
class Register:
    """The register's own names."""

    id: int
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A configured reason; `account` is the ledger account it is booked on, if any."""

    code: str
    name: str
    account: int | None = None


class PackKind(StrEnum):
    """How coins come from the bank."""

    ROLL = "roll"
    BAG = "bag"


@dataclass(frozen=True, slots=True)
class Pack:
    """A roll or a bag of one coin: the coin's value in minor units, and how many there are in it."""

    value: int
    pieces: int
    kind: PackKind


class TenderKind(StrEnum):
    """What a way to pay is to the books: money, a voucher sold before, or a debt of the customer."""

    MONEY = "money"
    VOUCHER = "voucher"
    """A sum without numbers: several registers sell and take vouchers, and one that works without a network
    cannot know what is left on which. Sold less taken is the liability."""
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Tender:
    """A configured way to pay that is not cash; `counted` says that its slips are added up at the close."""

    code: str
    name: str
    account: int | None = None
    counted: bool = False
    kind: TenderKind = TenderKind.MONEY


class DepartmentKind(StrEnum):
    """What a department sells: goods, services, or vouchers, which are owed until somebody pays with them."""

    GOODS = "goods"
    SERVICE = "service"
    LIABILITY = "liability"


class Prices(StrEnum):
    """Whether typed prices have the VAT in them, or it comes on top."""

    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"


class ReceiptCode(StrEnum):
    """What the QR code on a receipt says: nothing, the number and the total, or the journal's seal too."""

    NONE = "none"
    NUMBER = "number"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class Department:
    """What is sold by one key. `vat_rate` is in hundredths of a percent (2500 is 25 %)."""

    code: str
    name: str
    group: str
    kind: DepartmentKind
    vat_rate: int
    price: int | None = None
    account: int | None = None
    key: int | None = None


@dataclass(frozen=True, slots=True)
class ReceiptRules:
    """What a shop adds to its receipts."""

    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    code: ReceiptCode = ReceiptCode.NONE


@dataclass(frozen=True, slots=True)
class Accounts:
    """The ledger accounts of what has no account of its own in the configuration."""

    cash: int | None = None
    vat: int | None = None
    rounding: int | None = None
    difference: int | None = None
    transit: int | None = None
    staff: int | None = None
    outside: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """Who and where, copied into each entry that is printed, so that a copy needs nothing else."""

    organisation: Organisation
    store: Store
    register: Register
    currency: str
    locale: str


@dataclass(frozen=True, slots=True)
class PinRules:
    """How wrong PINs are answered: delays grow from the third, then a lock-out (seconds).

    `badge_needs_pin` lets a badge say who somebody is, and no more.
    """

    attempts_max: int = 5
    register_attempts_max: int = 15
    lockout_s: int = 300
    badge_needs_pin: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """The rules of one shop. Amounts are minor units of `currency`.

    `open_levels` gives for each drawer what its sensor says when it is open: low, high or none.
    """

    organisation: Organisation
    store: Store
    register: Register
    currency: str
    locale: str
    timezone: str
    business_day_starts: str
    session_policy: SessionPolicy
    cash_rounding: int
    drawer_limit: int | None
    shift_alarm_hours: int
    difference_limit: int
    count_attempts_max: int
    denominations: tuple[int, ...]
    drawers: tuple[int, ...]
    roles: tuple[Role, ...]
    pay_out_reasons: tuple[Reason, ...]
    no_sale_reasons: tuple[Reason, ...]
    cash_in_reasons: tuple[Reason, ...]
    pin: PinRules
    paper_columns: int
    no_sale_slip: bool
    lock_after_s: int
    drawer_alarm_s: int = 60
    no_sale_limit: int = 0
    refusals_max: int = 3
    clock_gap_hours: int = 120
    shared_drawers: tuple[int, ...] = ()
    training_opens_drawer: bool = False
    tenders: tuple[Tender, ...] = ()
    departments: tuple[Department, ...] = ()
    prices: Prices = Prices.INCLUSIVE
    receipt: ReceiptRules = ReceiptRules()
    accounts: Accounts = Accounts()
    wait_for_drawer: bool = False
    packs: tuple[Pack, ...] = ()
    low_below: dict[int, int] = field(default_factory=dict)
    open_levels: dict[int, str] = field(default_factory=dict)

    @property
    def counted_tenders(self) -> tuple[Tender, ...]:
        """The tenders beside cash whose takings are counted at the close."""
        return tuple(tender for tender in self.tenders if tender.counted)

    @property
    def exponent(self) -> int:
        """Decimals of the currency."""
        return EXPONENTS[self.currency]

    @property
    def heading(self) -> Heading:
        """The copy that goes into entries that are printed."""
        return Heading(self.organisation, self.store, self.register, self.currency, self.locale)

    def role(self, name: str) -> Role:
        """Find a role by name; a name that is configured no more may do nothing."""
        return next((role for role in self.roles if role.name == name), Role(name, (), {}))
