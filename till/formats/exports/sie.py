"""SIE 4, for the bookkeeping program: a verification for each closed shift, from the accounts of its Z.

SIE type 4I, the file by which a program in front of the bookkeeping hands it its verifications
(Föreningen SIE-Gruppen, file format edition 4B; file names end in `.si`).

| record | here |
|---|---|
| `#FLAGGA` | 0: not yet taken in; it must be the first record of all |
| `#PROSA` | that it is an export and not a certification: the free text of the form, so next to the first |
| `#PROGRAM` | `till` and its version |
| `#FORMAT` | `PC8`, which is code page 437; a sign that it does not have becomes `?` |
| `#GEN` | the day of the export, and who made it |
| `#SIETYP` | 4 |
| `#ORGNR` | the organisation's number, if it is configured |
| `#ADRESS` | left out: it wants a contact, a street and a town, of which only one text is known |
| `#FNAMN` | the organisation's legal name |
| `#RAR`, `#TAXAR` | left out: the register does not know the financial year, and 4I does not ask |
| `#KPTYP` | left out: the chart of accounts is the bookkeeper's |
| `#VALUTA` | the register's currency |
| `#KONTO` | each account that is booked on, named as the configuration calls what is booked there |
| `#DIM`, `#OBJEKT`, `#ENHET` | left out: the register has neither cost centres nor projects |
| `#IB`, `#UB`, `#RES` | left out: balances are the bookkeeping's; 4I has none |
| `#VER` | series `Z` and the register's number, the Z number, the business date, the shift, the day of \
the close \
and who closed it |
| `#TRANS` | an account and its amount, debits positive; no objects; zero sums are left out |
| `#RTRANS`, `#BTRANS` | left out: a Z never changes, so nothing is corrected in place |

A shift that booked on no account at all has no verification. What has no account in the configuration stands
on the one that is named for it when the export is made; without one, an export that would not balance is
none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from till.domain.entries import ShiftClosed
from till.domain.settings import Accounts
from till.formats.exports.accounts import account_names
from till.formats.exports.extract import NOT_A_CERTIFICATION, Extract, Made, NotExported

ENCODING: Final = "cp437"
END: Final = "\r\n"


def lines(extract: Extract, made: Made, rest: int | None = None) -> Iterator[str]:
    """Give the file line by line; `rest` is the account of what has none.

    Raises:
        NotExported: No accounts are configured, or a shift booked something on no account and `rest` is not
            given, or the currency has more decimals than the form.
    """
    extract.require_cents("SIE")
    accounts = _accounts(extract, rest)
    if extract.closes and not accounts and extract.settings.accounts == Accounts():
        raise NotExported(
            "No ledger accounts are configured, so the shifts booked on none: name them under [accounts], "
            "and what is closed from then on can be exported."
        )
    yield from (line + END for line in _head(extract, made))
    for no, name in accounts:
        yield f"#KONTO {no} {quoted(name)}{END}"
    for noted in extract.entries(ShiftClosed):
        assert isinstance(noted.entry, ShiftClosed)
        yield from (line + END for line in _verification(extract, noted.entry, rest))


def _head(extract: Extract, made: Made) -> Iterator[str]:
    owner = extract.settings.organisation
    yield "#FLAGGA 0"
    yield f"#PROSA {quoted(NOT_A_CERTIFICATION)}"
    yield f"#PROGRAM {quoted('till')} {quoted(made.version)}"
    yield "#FORMAT PC8"
    yield f"#GEN {_day(made.at)} {quoted(made.by.name if made.by else '')}"
    yield "#SIETYP 4"
    if owner.number:
        yield f"#ORGNR {quoted(owner.number)}"
    yield f"#FNAMN {quoted(owner.name)}"
    yield f"#VALUTA {extract.settings.currency}"


def _accounts(extract: Extract, rest: int | None) -> list[tuple[int, str]]:
    """Give the accounts that are booked on, in order, with what the configuration calls them."""
    used = {
        rest if line.account is None else line.account
        for noted in extract.entries(ShiftClosed)
        if isinstance(noted.entry, ShiftClosed)
        for line in noted.entry.figures.accounts
    }
    names = account_names(extract.settings)
    return [(no, names.get(no, "Without an account")) for no in sorted(no for no in used if no is not None)]


def _verification(extract: Extract, close: ShiftClosed, rest: int | None) -> Iterator[str]:
    sums: dict[int, int] = {}
    for line in close.figures.accounts:
        account = rest if line.account is None else line.account
        if account is None:
            raise NotExported(
                f"Z {close.z_no} booked {extract.amount(line.amount)} on no account and would not balance: "
                "configure the account, and name one for what lies behind, as --rest-account 2999."
            )
        sums[account] = sums.get(account, 0) + line.amount
    if not sums:
        return
    by = close.figures.closed_by or close.employee1
    text = quoted(f"Z {close.z_no}, shift {close.shift}, drawer {close.drawer}")
    series = f"Z{extract.settings.register.id}"
    dates = f"{_day(close.business_date)} {text} {_day(close.at)}"
    yield f"#VER {series} {close.z_no} {dates} {quoted(by.name)}"
    yield "{"
    for no, amount in sorted(sums.items()):
        if amount:
            yield f"   #TRANS {no} {{}} {extract.amount(amount)}"
    yield "}"


def _day(at: str) -> str:
    return at[:10].replace("-", "")


def quoted(text: str) -> str:
    """Give a text as a field: quotation marks are escaped, control characters become spaces."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    return '"' + printable.replace("\\", "/").replace('"', '\\"') + '"'
