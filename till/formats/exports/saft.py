"""SAF-T Cash Register 1.00, the audit file of Norway's tax administration (Skatteetaten), from the journal.

The elements, their order, types and keys are those of `Norwegian_SAF-T_Cash_Register_Schema_v_1.00.xsd`, the
codes those of its code lists. What is left out here may be, by the schema. Texts that are longer than the
schema allows are cut.

| element of `auditfile` | where it comes from |
|---|---|
| `header/fiscalYear` | the year of the first date |
| `startDate`, `endDate` | the business dates, both in it |
| `curCode` | the currency |
| `dateCreated`, `timeCreated`, `userID` | when it is made, and by whom |
| `softwareDesc`, `softwareVersion`, `softwareCompanyName` | `till`, its version, `till` |
| `auditfileVersion` | 1.0 |
| `headerComment` | that it is an export and not a certification, as on the first line |
| `auditfileSender` | left out: the company sends it itself |
| `company/companyIdent`, `companyName` | the organisation's number and name |
| `taxRegistrationCountry`, `taxRegIdent` | left out: not configured |
| `streetAddress/additionalAddressDetails` | the address, which is one text in the configuration |
| `streetname`, `number`, `city`, `postalCode`, `region`, `country` | left out: they are in that text |
| `postalAddress`, `customersSuppliers` | left out: the register knows none |
| `periods/period/periodNumber/periodDesc` | left out: the register does not know the bookkeeping's periods |
| `generalLedger/ledgerAccount` | each account that is named anywhere below |
| `accID`, `accDesc` | its number, what the configuration calls what is booked there |
| `vatCodeDetails/vatCodeDetail` | the rates that Norway has a code for: 25, 15, 12, 11.11 and 0 % |
| `vatCode`, `standardVatCode`, `vatDesc` | that code, twice; the rate |
| `dateOfEntry`, `timeOfEntry` | of an employee since when; of rates and articles since the register was \
set up |
| `employees/employee` | everybody who ever was one |
| `empID`, `surName` | the number, the whole name |
| `firstName` | left out: which part of the name it is, is not known |
| `employeeRole/roleType` | the role |
| `roleTypeDesc` | left out: a role has one name |
| `articles/article` | the departments |
| `artID`, `artGroupID`, `artDesc` | the department's code, its group's, its name |
| `basics/basic` | article groups (04), kinds of line (05), of transaction (11), payment (12), event (13) |
| `basicType`, `basicID`, `predefinedBasicID`, `basicDesc` | the list, our code, theirs, what it means |
| `location/name` | the store's name, with its `streetAddress` |
| `cashregister/registerID/regDesc` | the register's code and name |

`saft_happenings.py` has the events and the reports in them, `saft_sales.py` the transactions: both in the
order of the journal. Practised sales are in the reports' training counters alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from till.domain.entries import ReportTaken, ShiftClosed
from till.domain.settings import Settings
from till.formats.exports.accounts import account_names
from till.formats.exports.extract import NOT_A_CERTIFICATION, Extract, Made
from till.formats.exports.saft_codes import (
    HAPPENINGS,
    LINES,
    STANDARD_VAT,
    TRANSACTIONS,
    Groups,
    payment_id,
    predefined_payment,
    rate,
)
from till.formats.exports.saft_happenings import happenings
from till.formats.exports.saft_sales import transactions
from till.formats.exports.xml_text import Writer

NAMESPACE: Final = "urn:StandardAuditFile-Taxation-CashRegister:NO"


def pieces(extract: Extract, made: Made) -> Iterator[str]:
    """Give the file piece by piece.

    Raises:
        NotExported: The currency has more decimals than the form.
    """
    extract.require_cents("SAF-T Cash Register")
    names = _names(extract)
    groups = names.groups
    yield f'<?xml version="1.0" encoding="UTF-8"?><!-- {NOT_A_CERTIFICATION} -->\n'
    yield f'<auditfile xmlns="{NAMESPACE}">\n'
    writer = Writer(1)
    _header(writer, extract, made)
    writer.open("company")
    _company(writer, extract, names.accounts, names.rates)
    _people(writer, extract)
    _articles(writer, extract, groups)
    _basics(writer, extract.settings, groups)
    _register(writer, extract.settings)
    yield writer.taken()
    yield from happenings(writer, extract, groups)
    yield from transactions(writer, extract, groups)
    for name in ("cashregister", "location", "company"):
        writer.shut(name)
    yield writer.taken()
    yield "</auditfile>\n"


@dataclass(frozen=True, slots=True)
class _Names:
    """What is named anywhere in the file, so that it must be explained at its beginning."""

    groups: Groups
    accounts: dict[int, str]
    rates: set[int]


def _names(extract: Extract) -> _Names:
    """Give what the settings name, and what only records still name."""
    departments = extract.settings.departments
    found = _Names(
        Groups(each.group for each in departments),
        account_names(extract.settings),
        {each.vat_rate for each in departments},
    )
    for receipt in extract.receipts():
        for line in receipt["lines"]:
            found.groups.see(line["group"], line["department"], line["name"])
            found.rates.add(line["rate"])
        for each in (*receipt["lines"], *receipt["tenders"]):
            if each.get("account") is not None:
                found.accounts.setdefault(each["account"], each["name"])
    for noted in extract.entries(ReportTaken, ShiftClosed):
        assert isinstance(noted.entry, ReportTaken | ShiftClosed)
        for total in noted.entry.figures.sales.departments.values():
            found.groups.see(total.group, total.code, total.name)
    for department in departments:
        found.groups.see(department.group, department.code, department.name)
    return found


def _header(writer: Writer, extract: Extract, made: Made) -> None:
    with writer.inside("header"):
        writer.put("fiscalYear", extract.first[:4])
        writer.put("startDate", extract.first)
        writer.put("endDate", extract.last)
        writer.put("curCode", extract.settings.currency)
        writer.put("dateCreated", made.at[:10])
        writer.put("timeCreated", made.at[11:19])
        writer.put("softwareDesc", "till")
        writer.put("softwareVersion", made.version, 20)
        writer.put("softwareCompanyName", "till")
        writer.put("auditfileVersion", "1.0")
        writer.put("headerComment", NOT_A_CERTIFICATION, 999)
        writer.put("userID", made.by.no if made.by else None)


def _company(writer: Writer, extract: Extract, accounts: dict[int, str], rates: set[int]) -> None:
    owner = extract.settings.organisation
    # The schema wants an identification, and a shop that has not configured one has none.
    writer.put("companyIdent", owner.number or "-", 35)
    writer.put("companyName", owner.name, 100)
    _address(writer, owner.address)
    if accounts:
        with writer.inside("generalLedger"):
            for no, name in sorted(accounts.items()):
                with writer.inside("ledgerAccount"):
                    writer.put("accID", no)
                    writer.put("accDesc", name, 999)
    known = sorted(rates & set(STANDARD_VAT))
    if known:
        with writer.inside("vatCodeDetails"):
            for each in known:
                with writer.inside("vatCodeDetail"):
                    writer.put("vatCode", STANDARD_VAT[each])
                    writer.put("dateOfEntry", extract.created.at[:10])
                    writer.put("vatDesc", f"VAT {rate(each)} %")
                    writer.put("standardVatCode", STANDARD_VAT[each])


def _address(writer: Writer, address: str) -> None:
    if address:
        with writer.inside("streetAddress"):
            writer.put("additionalAddressDetails", address, 100)


def _people(writer: Writer, extract: Extract) -> None:
    with writer.inside("employees"):
        for no, (employee, since) in sorted(extract.employees.items()):
            with writer.inside("employee"):
                writer.put("empID", no)
                writer.put("dateOfEntry", since[:10])
                writer.put("timeOfEntry", since[11:19])
                writer.put("surName", employee.name, 100)
                with writer.inside("employeeRole"):
                    writer.put("roleType", employee.role, 50)


def _articles(writer: Writer, extract: Extract, groups: Groups) -> None:
    with writer.inside("articles"):
        for code, (name, group) in groups.articles.items():
            with writer.inside("article"):
                writer.put("artID", code, 35)
                writer.put("dateOfEntry", extract.created.at[:10])
                writer.put("artGroupID", groups.id_of(group))
                writer.put("artDesc", name, 999)


def _basics(writer: Writer, rules: Settings, groups: Groups) -> None:
    payments = [("cash", "Cash"), *((each.code, each.name) for each in rules.tenders)]
    rows = [
        *(("04", groups.id_of(group), "04999", group) for group in groups.names),
        *(("05", code, None, words) for code, words in LINES.items()),
        *(("11", code, number, words) for code, (number, words) in TRANSACTIONS.items()),
        *(("12", payment_id(code), predefined_payment(code, rules), name) for code, name in payments),
        *(("13", code, number, words) for code, (number, words) in HAPPENINGS.items()),
    ]
    with writer.inside("basics"):
        for sort, code, number, words in rows:
            with writer.inside("basic"):
                writer.put("basicType", sort)
                writer.put("basicID", code)
                writer.put("predefinedBasicID", number)
                writer.put("basicDesc", words, 999)


def _register(writer: Writer, rules: Settings) -> None:
    writer.open("location")
    writer.put("name", rules.store.name, 100)
    _address(writer, rules.store.address)
    writer.open("cashregister")
    writer.put("registerID", rules.register.code, 100)
    writer.put("regDesc", rules.register.name, 999)
