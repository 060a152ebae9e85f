"""An Onslip `ExternalRecord` as we take it in.

| their field | here |
|---|---|
| `date` | `happened_at`; without an offset, `timezone-offset` says it |
| `type` with `batch.type`, `receipt.type`, `report.type` | `type`; a `z-report` is made by our close alone |
| `client-name` | `source`, by which and by `id` a record is taken once |
| `cashier-name`, `cashier` | `cashier` |
| `description` | `description` |
| `receipt.items` | `lines`: `product-name`, `type`, `quantity`, `price`, `vat-rate`, `discount` |
| `receipt.payments`, `batch.amounts` | `payments`, with the other sign: what comes in is negative there |
| `receipt.change`, `receipt.rounding` | `change`, `rounding` |
| `receipt.reference` | `reference` |
| `timezone-offset`, `labels`, `recipient-uri`, `control-code`, `control-unit-id` | kept in `original` |
| `receipt.tab`, `receipt.order`, `receipt.customer`, `receipt.our-reference` | kept in `original` |
| of a payment `payment-method`, `vat-rate`, `vat-amount`, `foreign-amount`, `metadata` | kept in `original` |

What is kept in `original` stands there as it came: nothing here depends on it. Their document leaves the
fields of an item to another page, so of an item the keys above are read, and others are kept. An
`ExternalRecord` has no id of its own: `receipt.id`, as their `Record` has it, is taken for it; else it is
known by a hash of all it says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import Any, Final, TypeVar

from till.domain.external_record import UNNAMED, ExternalLine, ExternalPayment, ExternalRecord, ExternalType
from till.domain.money import EXPONENTS, parse_plain
from till.domain.plain import Unreadable
from till.domain.pricing import price_of
from till.domain.settings import DepartmentKind
from till.formats import numbers
from till.formats.numbers import Number

T = TypeVar("T")
_TEXT_MAX: Final = 200
_WORDS: Final = {
    "receipt": {"sale": ExternalType.SALE, "return": ExternalType.RETURN, "credit": ExternalType.CREDIT},
    "batch": {
        "open": ExternalType.BATCH_OPEN,
        "change": ExternalType.BATCH_CHANGE,
        "close": ExternalType.BATCH_CLOSE,
    },
    "report": {"x-report": ExternalType.X_REPORT},
}
_KINDS: Final = {
    "goods": DepartmentKind.GOODS,
    "services": DepartmentKind.SERVICE,
    "liabilities": DepartmentKind.LIABILITY,
}
_RECORD_KEYS: Final = (
    "date type timezone-offset client-name cashier cashier-name description labels recipient-uri control-code"
    " control-unit-id batch receipt report"
).split()
_PART_KEYS: Final = {
    "receipt": "id type tab order items rounding payments change customer reference our-reference".split(),
    "batch": "type amounts".split(),
    "report": ["type"],
}
_PAYMENT_KEYS: Final = (
    "payment-method method amount vat-rate vat-amount foreign-amount metadata name gratuity".split()
)


def external_record(original: str, currency: str) -> ExternalRecord:
    """Read an external record in the register's currency.

    Raises:
        Unreadable: A key is missing, unknown, or not what it must be.
    """
    try:
        whole = numbers.read(original)
    except ValueError as error:
        raise Unreadable("", str(error).removeprefix("expected ")) from None
    record = _Table(whole, "", currency)
    record.only(_RECORD_KEYS)
    kind = record.word("type", {name: name for name in _WORDS})
    part = record.table(kind)
    part.only(_PART_KEYS[kind])
    wanted = part.word("type", _WORDS[kind])
    for other in sorted(_WORDS.keys() - {kind}):
        if record.has(other):
            raise Unreadable(other, f"only “{kind}” beside the type “{kind}”")
    paid = "payments" if kind == "receipt" else "amounts"
    return ExternalRecord(
        id=part.text("id") or _hash(whole),
        type=wanted,
        source=record.text("client-name") or UNNAMED,
        happened_at=record.moment(),
        cashier=record.text("cashier-name") or record.digits("cashier"),
        original=original.strip(),
        description=record.text("description") or None,
        reference=part.text("reference") or None,
        lines=tuple(_line(each) for each in part.tables("items", needed=True)) if kind == "receipt" else (),
        payments=tuple(_payment(each) for each in part.tables(paid, needed=kind == "receipt")),
        change=part.change() if kind == "receipt" else 0,
        rounding=part.amount("rounding") if part.has("rounding") else None,
    )


def _hash(whole: Mapping[str, Any]) -> str:
    """Name a record that has no id by all it says, in whatever order it says it."""
    return sha256(repr(_sorted(whole)).encode()).hexdigest()[:32]


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _sorted(value[key])) for key in sorted(value)]
    return [_sorted(part) for part in value] if isinstance(value, list) else value


def _line(item: _Table) -> ExternalLine:
    quantity = (
        item.decimal("quantity", 3, "a number of at most three decimals") if item.has("quantity") else 1000
    )
    price = item.amount("price")
    discount = item.amount("discount") if item.has("discount") else 0
    return ExternalLine(
        name=item.text("product-name", needed=True),
        kind=item.word("type", _KINDS) if item.has("type") else DepartmentKind.GOODS,
        quantity=quantity,
        price=price,
        amount=(-1 if quantity < 0 else 1) * (price_of(abs(quantity), price) - discount),
        rate=item.decimal("vat-rate", 2, "a percentage") if item.has("vat-rate") else 0,
    )


def _payment(payment: _Table) -> ExternalPayment:
    payment.only(_PAYMENT_KEYS)
    return ExternalPayment(
        code=payment.text("method", needed=True),
        name=payment.text("name"),
        amount=-payment.amount("amount"),
        gratuity=payment.amount("gratuity") if payment.has("gratuity") else 0,
    )


class _Table:
    """One object of the text, which says where a value is that cannot be read."""

    def __init__(self, value: Any, path: str, currency: str) -> None:
        if not isinstance(value, dict):
            raise Unreadable(path, "an object")
        self._values: dict[str, Any] = value
        self._path = path
        self._currency = currency

    def has(self, key: str) -> bool:
        return self._values.get(key) is not None

    def only(self, known: list[str]) -> None:
        for key in self._values:
            if key not in known:
                raise self._wrong(_shown(key), "no such key; known are " + ", ".join(known))

    def table(self, key: str) -> _Table:
        return _Table(self._value(key), self._at(key), self._currency)

    def tables(self, key: str, *, needed: bool) -> list[_Table]:
        if not needed and not self.has(key):
            return []
        values = self._value(key)
        if not isinstance(values, list):
            raise self._wrong(key, "a list")
        return [
            _Table(each, f"{self._at(key)}[{place}]", self._currency) for place, each in enumerate(values)
        ]

    def word(self, key: str, words: Mapping[str, T]) -> T:
        value = self._value(key)
        if isinstance(value, Number) or not isinstance(value, str) or value not in words:
            raise self._wrong(key, "one of " + ", ".join(f'"{each}"' for each in words))
        return words[value]

    def text(self, key: str, *, needed: bool = False) -> str:
        if not needed and not self.has(key):
            return ""
        value = self._value(key)
        plain = isinstance(value, str) and not isinstance(value, Number)
        if not plain or not value.isprintable() or len(value) > _TEXT_MAX or (needed and not value.strip()):
            raise self._wrong(key, f"a text on one line of at most {_TEXT_MAX} characters")
        return str(value).strip()

    def digits(self, key: str) -> str:
        return str(self._whole(key)) if self.has(key) else ""

    def amount(self, key: str) -> int:
        exponent = EXPONENTS[self._currency]
        return self.decimal(key, exponent, f"an amount in {self._currency} of at most {exponent} decimals")

    def change(self) -> int:
        amount = self.amount("change")
        if amount < 0:
            raise self._wrong("change", "what went back to the customer, not negative")
        return amount

    def decimal(self, key: str, places: int, expected: str) -> int:
        value = self._value(key)
        if not isinstance(value, Number):
            raise self._wrong(key, expected)
        digits = value.removeprefix("-")
        if "." in digits:
            whole, _, part = digits.partition(".")
            part = part[:places] + part[places:].rstrip("0")
            digits = f"{whole}.{part}" if part else whole
        return self._counted(key, lambda: parse_plain(digits, places), expected, minus=value.startswith("-"))

    def moment(self) -> str:
        expected = 'a date and time with offset like "2026-11-21T12:00:00+01:00"'
        value = self.text("date", needed=True)
        try:
            when = datetime.fromisoformat(value)
            if when.tzinfo is None:
                minutes = self._whole("timezone-offset")
                when = when.replace(tzinfo=timezone(timedelta(minutes=minutes)))
            return when.isoformat(timespec="milliseconds")
        except (ValueError, OverflowError) as error:
            if isinstance(error, Unreadable):
                raise
            raise self._wrong("date", expected) from None

    def _whole(self, key: str) -> int:
        return self.decimal(key, 0, "a whole number")

    def _counted(self, key: str, read: Callable[[], int], expected: str, *, minus: bool) -> int:
        try:
            found = read()
        except ValueError:
            raise self._wrong(key, expected) from None
        return -found if minus else found

    def _value(self, key: str) -> Any:
        value = self._values.get(key)
        if value is None:
            raise self._wrong(key, "this key to be there")
        return value

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _wrong(self, key: str, expected: str) -> Unreadable:
        return Unreadable(self._at(key), expected)


def _shown(key: str) -> str:
    return "".join(letter for letter in key[:40] if letter.isprintable())
