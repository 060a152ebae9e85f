"""DSFinV-K 2.4, the German set of tables for the audit of cash registers, from the journal.

Each closed shift is a cash point closing (Kassenabschluss). Its transactions (Bons) are its receipts, all
that moved its drawer, its opening and its close. A shift that is not closed is in no closing, so it is left
out. All tables begin with `Z_KASSE_ID` (the register's code), `Z_ERSTELLUNG` (when the shift was closed) and
`Z_NR` (the number of its Z).

| table | column | where it comes from |
|---|---|---|
| `cashpointclosing` | `Z_BUCHUNGSTAG` | the business date |
| | `TAXONOMIE_VERSION` | 2.4 |
| | `Z_START_ID`, `Z_ENDE_ID` | the first and the last transaction |
| | `NAME`, `STRASSE` | the organisation and its address as configured, which is one text |
| | `PLZ`, `ORT`, `LAND` | empty: they are in that text |
| | `STNR`, `USTID` | the organisation's number; empty: the register knows one number |
| | `Z_SE_ZAHLUNGEN`, `Z_SE_BARZAHLUNGEN` | the sum of all payments; of those in cash, which is the float \
left |
| `location` | `LOC_NAME`, `LOC_STRASSE` | the store and its address |
| | `LOC_PLZ`, `LOC_ORT`, `LOC_LAND`, `LOC_USTID` | empty, as above |
| `cashregister` | `KASSE_BRAND` | empty: a till runs on any machine |
| | `KASSE_MODELL`, `KASSE_SERIENNR` | the register's name, the id of its journal |
| | `KASSE_SW_BRAND`, `KASSE_SW_VERSION` | `till`, the version that exports |
| | `KASSE_BASISWAEH_CODE` | the currency |
| | `KEINE_UST_ZUORDNUNG` | 0: VAT is known at once |
| `slaves`, `pa` | all | none: the register has neither further terminals nor agencies, so `AGENTUR_ID` is \
empty |
| `tse`, `transactions_tse` | all | none: there is no TSE, and our signatures are not those of one |
| `vat` | `UST_SCHLUESSEL` | 1 for 19 %, 2 for 7 %, 5 what is no turnover, 6 turnover at 0 %; any other \
rate 1000 and \
its hundredths of a percent, as the form leaves free |
| | `UST_SATZ`, `UST_BESCHR` | the rate, what the key means |
| `businesscases` | `GV_TYP`, `GV_NAME`, `Z_UMS_BRUTTO`, `Z_UMS_NETTO`, `Z_UST` | the lines, summed up |
| `payment` | `ZAHLART_TYP`, `ZAHLART_NAME`, `Z_ZAHLART_BETRAG` | the payments, summed up |
| `cash_per_currency` | `ZAHLART_WAEH`, `ZAHLART_BETRAG_WAEH` | the currency, the cash |
| `transactions` | `BON_ID` | `R` and the receipt's number, else the id of the entry |
| | `BON_NR` | the receipt's number, else the number of the record |
| | `BON_TYP` | `Beleg`; `AVBelegabbruch` of a sale given up; `AVSonstige` of what moves nothing |
| | `BON_NAME` | what it is |
| | `TERMINAL_ID`, `BON_STORNO` | empty; 0: nothing is cancelled in place, a refund is a receipt of its own |
| | `BON_START`, `BON_ENDE` | when the first line was rung; when it was done |
| | `BEDIENER_ID`, `BEDIENER_NAME` | who did it |
| | `UMS_BRUTTO` | what its lines come to |
| | `KUNDE_*` | empty: the register knows no customers |
| | `BON_NOTIZ` | the reason or the note |
| `datapayment` | `ZAHLART_TYP`, `ZAHLART_NAME` | `Bar`, else `Unbar` with the tender's name; `Keine` \
without |
| | `ZAHLWAEH_CODE`, `ZAHLWAEH_BETRAG` | empty: there is one currency |
| | `BASISWAEH_BETRAG` | the amount; cash less change and cashback |
| `lines` | `POS_ZEILE`, `ARTIKELTEXT` | the line's number; the department's name, or what moved |
| | `GUTSCHEIN_NR` | empty: vouchers have no numbers here |
| | `GV_TYP`, `GV_NAME` | see below |
| | `POS_TERMINAL_ID`, `GTIN`, `FAKTOR`, `EINHEIT` | empty: not known |
| | `INHAUS` | 0: where it is eaten is not known; the department's rate says what was charged |
| | `P_STORNO` | 0: lines that were voided before the receipt are no lines of it |
| | `ART_NR`, `WARENGR_ID`, `WARENGR` | the department's code, its group twice |
| | `MENGE`, `STK_BR` | the quantity, the price for one as it was charged, VAT in it |
| `itemamounts` | `TYP`, `UST_SCHLUESSEL`, `PF_*` | of a line with a discount: `base_amount` and `discount` |
| `subitems`, `allocation_groups` | all | none: lines have no parts, tables have no numbers |
| `transactions_vat`, `lines_vat` | `UST_SCHLUESSEL`, `*_BRUTTO`, `*_NETTO`, `*_UST` | the VAT of each |
| `references` | `REF_TYP`, `REF_Z_KASSE_ID`, `REF_BON_ID` | of a refund `Transaktion` and the receipt it \
takes back |
| | `POS_ZEILE`, `REF_NAME`, `REF_DATUM`, `REF_Z_NR` | empty: the refund names the receipt and no more |

Kinds of business: lines sold are `Umsatz`, vouchers `MehrzweckgutscheinKauf` and, taken as a payment,
`MehrzweckgutscheinEinloesung`; what goes on account is `Forderungsentstehung`; cash rounding `Aufschlag` or
`Rabatt`. An opening is `Anfangsbestand`, over and short `DifferenzSollIst`; drops, transfers and what leaves
at the close are `Geldtransit`; all other movements, and the cash of other systems, `Einzahlung` or
`Auszahlung` by what they do to the drawer. What undoes a movement is of its kind, with the other sign. The
turnover of other systems is theirs, and the part of an adjustment that is
not cash is in the Z alone. Nothing practised is in it; addenda, bags and deposits come after the close and
are in the journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from till.domain.entries import (
    CashMoved,
    Entry,
    ExternalRecorded,
    LineRung,
    SaleCancelled,
    SaleConcluded,
    SaleRefunded,
    ShiftClosed,
    ShiftOpened,
)
from till.domain.training import is_practice
from till.formats.exports.dsfinvk_bon import Bon, bon_of
from till.formats.exports.dsfinvk_closing import Closing, closing_rows
from till.formats.exports.dsfinvk_tables import TABLES, Value
from till.formats.exports.extract import Close, Extract, Made
from till.formats.session import shift_of

Placed = tuple[str, tuple[Value, ...]]
"""A row, with the file it belongs to."""
_WANTED: Final[tuple[type[Entry], ...]] = (
    ShiftOpened,
    LineRung,
    SaleConcluded,
    SaleRefunded,
    SaleCancelled,
    CashMoved,
    ExternalRecorded,
    ShiftClosed,
)


def rows(extract: Extract, made: Made) -> Iterator[Placed]:
    """Give the rows of all tables, mixed, each as soon as it is known.

    Raises:
        NotExported: The currency has more decimals than the form.
    """
    extract.require_cents("DSFinV-K")
    closings: dict[int, Closing] = {}
    begun: dict[str, str] = {}
    for noted in extract.entries(*_WANTED):
        entry, shift = noted.entry, shift_of(noted.entry) or 0
        if is_practice(entry):
            continue
        if isinstance(entry, LineRung):
            begun.setdefault(entry.sale, entry.at)
            continue
        close = extract.closes.get(shift)
        sale: str | None = getattr(entry, "sale", None)
        started = begun.pop(sale, entry.at) if sale else entry.at
        if close is None:
            continue
        closing = closings.setdefault(shift, Closing(_key(extract, close)))
        for bon in bon_of(noted, started):
            closing.count(bon)
            yield from _bon_rows(extract, closing.key, bon)
        if isinstance(entry, ShiftClosed):
            yield from closing_rows(extract, closings.pop(shift), entry, made)


def _key(extract: Extract, close: Close) -> tuple[Value, ...]:
    return extract.settings.register.code, close.at, close.z_no


def _bon_rows(extract: Extract, key: tuple[Value, ...], bon: Bon) -> Iterator[Placed]:
    exponent = extract.exponent
    whole = (*key, bon.id)
    nobody = (None,) * 8
    head = (bon.no, bon.type, bon.name, None, "0", bon.started, bon.at, bon.by.no, bon.by.name)
    yield "transactions.csv", (*whole, *head, bon.money(bon.gross, exponent), *nobody, bon.note)
    for paid in bon.payments:
        amount = bon.money(paid.amount, exponent)
        yield "datapayment.csv", (*whole, paid.type, paid.name, None, None, amount)
    for no, line in enumerate(bon.lines, start=1):
        place = (*whole, str(no))
        named = (None, line.text, None, line.type, line.name, "0", "0", None)
        goods = (line.article, None, line.group, line.group, line.quantity, None, None)
        yield "lines.csv", (*place, *named, *goods, line.price(exponent))
        yield "lines_vat.csv", (*place, line.key, *bon.triple(line.gross, line.net, line.vat, exponent))
        for sort, gross, net, vat in line.found_price():
            yield "itemamounts.csv", (*place, sort, line.key, *bon.triple(gross, net, vat, exponent))
    for vat_key, (gross, net, vat) in sorted(bon.by_key().items()):
        yield "transactions_vat.csv", (*whole, vat_key, *bon.triple(gross, net, vat, exponent))
    if bon.takes_back is not None:
        behind = ("Transaktion", None, None, key[0], None, bon.takes_back)
        yield "references.csv", (*whole, None, *behind)


def empty_tables() -> Iterator[tuple[str, str]]:
    """Give each file with its first line."""
    return ((table.file, table.heading()) for table in TABLES.values())
