"""The journal as Onslip's `Record`s.

| field | here |
|---|---|
| `date` | when it happened, by the register's clock |
| `currency`, `locale`, `timezone-offset` | the register's; the offset in minutes, out of `date` |
| `type` | `receipt`, `report`, `batch`, `cash-drawer`, `usage`, `card-transaction`, `tab`, \
`invalid-payload` |
| `batch-id` | one more than the number of the last Z |
| `copy-of`, `copy-from` | of a receipt's copy: the id of the record it is of, and this register |
| `training` | what was done in training mode |
| `copies` | 0 when a record is written, 1 in the record of a copy: no record is changed afterwards |
| `external` | true for what other systems did |
| `queued` | when it was recorded, while the office has not acknowledged it |
| `location`, `client`, `client-name` | the store's number, the register's number and name; of what another \
system did its own name |
| `cashier`, `cashier-name` | who did it; 0 and no name where the drawer itself moved; of another system \
whom \
it names, with no number of ours |
| `control-code`, `control-unit-id` | the record's signature and the key it can be checked with |
| `description` | the reason or note that was given |
| `company-name`, `org-number`, `address`, `phone-number`, `web-address`, `email` | the organisation |
| `store-name`, `store-address` | the store |
| `receipt-header`, `receipt-footer` | the texts of a receipt, line by line |
| `batch` | a float counted, a movement with an amount, a close; see `reports.py` |
| `cash-drawer` | `open` for each kick that opened it or may have, and each opening without one; `close` |
| `receipt` | sales, refunds, copies, and receipts of other systems; see `receipts.py` |
| `report` | X and Z; see `reports.py` |
| `card-transaction` | each payment by the tender `card`, as a `card-receipt` |
| `tab` | a sale that was parked: its name and what it came to |
| `usage` | sign-ins, locks, new PINs, parked sales that went on or came to an end, vouchers sold and taken |
| `invalid-payload` | a record that this program cannot read |
| `accounting` | what a receipt or a report books on the configured accounts |
| `id` | a thousand times the record's number, and one more for each of several that come of it |
| `created`, `updated-from` | when it was recorded, and the register |

Not applicable: `updated`, `deleted`, `updated-by`, `tags` and `labels`, because no record is ever changed
or marked; `recipient-uri`, because receipts are printed; `entertainment-bill` with `original-receipt-id`,
because there are no such bills; `order-ticket`, `delivery-date` and `kitchen`, because there is no kitchen;
`product`, `product-update`, `product-created`, `product-updated`, `product-deleted`,
`product-group-created`, `product-group-updated` and `product-group-deleted`, because there is no catalogue
and they are deprecated there.

Of usage, `product-create`, `product-delete`, `product-group-create`, `product-group-update`,
`product-group-delete`, `inventory-adjustment`, `inventory-adjustment-create`,
`inventory-adjustment-update`, `inventory-adjustment-delete` and `stock-balance-transaction` belong to a
catalogue; `tab-merge` to tabs that can be joined; `voucher-update` and `voucher-delete` to vouchers kept by
number; `password-reset-challenge` and `shift-history` to their back office.

Of a payment, `metadata`, `foreign-amount`, `vat-rate` and `vat-amount`: there is one currency, and no way
to pay bears VAT. Of a card transaction, `card-batch-summary`: no terminal is attached, so none reports its
batch, and neither `acquirers-transaction-summary` nor `status` of one is known.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from till.domain.chain import Record
from till.domain.codec import decode
from till.domain.entries import (
    Entry,
    RegisterCreated,
    SaleCancelled,
    SaleConcluded,
    SaleParked,
    SettingsChanged,
    ShiftClosed,
)
from till.domain.money import EXPONENTS
from till.domain.people import Employee, Person
from till.domain.settings import Heading, Settings
from till.domain.training import is_practice
from till.formats.onslip.contents import Content, contents
from till.formats.onslip.shapes import Amounts, Shape

PARTS_MAX: Final = 1000
"""An id there is so many times the number of our record, and one more for each of several that come of it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What must be known of the journal before a record: the shop, the last Z, whose journal it is.

    `tabs` are the sales that were parked and are neither paid nor given up.
    """

    rules: Settings | None = None
    z_no: int = 0
    public_key: str = ""
    tabs: frozenset[str] = frozenset()


def records(
    record: Record, before: Standing, *, queued: bool = False, originals: Mapping[int, int] | None = None
) -> tuple[list[Shape], Standing]:
    """Give what one record of the journal is there, and the standing after it; most records are nothing.

    `queued` says that the office has not acknowledged it; `originals` are the records of receipts by number,
    for the copies among them.
    """
    try:
        entry = decode(record.kind, record.body)
    except ValueError:
        content = Content("invalid-payload", _unreadable(record, before))
        return [_record(record, None, content, before, 0, queued=queued)], before
    after = standing_after(entry, before)
    rules = after.rules
    if rules is None:
        return [], after
    amounts = Amounts(EXPONENTS[rules.currency], (tender.code for tender in rules.tenders))
    ended = isinstance(entry, SaleConcluded | SaleCancelled) and entry.sale in before.tabs
    found = contents(entry, amounts, rules, ends_tab=ended)
    # A close still belongs to the batch that it ends.
    standing = replace(after, z_no=before.z_no)
    shapes = [_record(record, entry, each, standing, no, queued=queued) for no, each in enumerate(found)]
    for shape, content in zip(shapes, found, strict=True):
        original = (originals or {}).get(content.copy_of or 0)
        if original is not None:
            shape["copy-of"] = original * PARTS_MAX
    return shapes, after


def standing_after(entry: Entry, before: Standing) -> Standing:
    """Say what is known of the journal after an entry."""
    if isinstance(entry, RegisterCreated):
        return replace(before, public_key=entry.public_key)
    if isinstance(entry, SettingsChanged):
        return replace(before, rules=entry.settings)
    if isinstance(entry, SaleParked):
        return replace(before, tabs=before.tabs | {entry.sale})
    if isinstance(entry, SaleConcluded | SaleCancelled):
        return replace(before, tabs=before.tabs - {entry.sale})
    return replace(before, z_no=entry.z_no) if isinstance(entry, ShiftClosed) else before


def _unreadable(record: Record, before: Standing) -> Shape:
    return {
        "content-type": f"application/json; kind={record.kind}",
        "data": record.body,
        "key-id": before.public_key,
        "hmac": base64.b64encode(bytes.fromhex(record.seal)).decode(),
    }


def _record(
    record: Record, entry: Entry | None, content: Content, standing: Standing, no: int, *, queued: bool
) -> Shape:
    at = record.recorded_at if entry is None else entry.at
    heading = None if standing.rules is None else standing.rules.heading
    heading = _own_heading(entry) or heading
    person = _person(entry)
    shape: Shape = {
        "date": at,
        "timezone-offset": _offset_minutes(at),
        "type": content.type,
        "batch-id": standing.z_no + 1,
        "training": entry is not None and is_practice(entry),
        "copies": 0,
        **({"external": True} if content.external else {}),
        **({"queued": record.recorded_at} if queued else {}),
        **({} if heading is None else _whose(heading)),
        "cashier": person.no,
        "cashier-name": person.name,
        "control-code": record.signature,
        "control-unit-id": standing.public_key,
        **({"description": content.description} if content.description else {}),
        content.type: content.shape,
        **content.more,
        "id": record.seq * PARTS_MAX + no,
        "created": record.recorded_at,
    }
    if heading is not None:
        shape["updated-from"] = heading.register.id
    if content.copy_of is not None and heading is not None:
        shape |= {"copies": 1, "copy-from": heading.register.id}
    return shape


def _own_heading(entry: Entry | None) -> Heading | None:
    """Give the heading that the entry itself carries, if it does."""
    for part in ("receipt", "original", "figures", None):
        holder: Any = entry if part is None else getattr(entry, part, None)
        found = getattr(holder, "heading", None)
        if isinstance(found, Heading):
            return found
    return None


def _whose(heading: Heading) -> Shape:
    organisation, store, register = heading.organisation, heading.store, heading.register
    shape = {
        "currency": heading.currency,
        "locale": heading.locale,
        "location": store.location,
        "client": register.id,
        "client-name": register.name or register.code,
        "company-name": organisation.name,
        "org-number": organisation.number,
        "address": organisation.address,
        "phone-number": organisation.phone,
        "web-address": organisation.web,
        "email": organisation.email,
        "store-name": store.name,
        "store-address": store.address or organisation.address,
    }
    optional = ("phone-number", "web-address", "email")
    return {name: value for name, value in shape.items() if value or name not in optional}


def _person(entry: Entry | None) -> Person:
    for field in ("employee1", "employee", "by"):
        found = getattr(entry, field, None)
        if isinstance(found, Person):
            return found
        if isinstance(found, Employee):
            return found.person
        if isinstance(found, int):
            return Person(found, "")
    return Person(0, "")


def _offset_minutes(at: str) -> int:
    offset = datetime.fromisoformat(at).utcoffset()
    return 0 if offset is None else int(offset.total_seconds()) // 60
