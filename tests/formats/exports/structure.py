"""The published structure of a SAF-T Cash Register file, as a schema that a validator can use.

`saft_structure.txt` says it element by element, in order, as Norwegian_SAF-T_Cash_Register_Schema_v_1.00.xsd
has it: name, type, and how often (`?` at most once, `*` any number, `+` at least once). Blocks that the till
never writes (customers, senders, postal addresses) are not in it, so that writing one would be found.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from till.formats.exports.saft import NAMESPACE

XSD = "http://www.w3.org/2001/XMLSchema"
TABLE = Path(__file__).with_name("saft_structure.txt")
OFTEN = {"?": ("0", "1"), "*": ("0", "unbounded"), "+": ("1", "unbounded"), "": ("1", "1")}
TYPES: dict[str, tuple[str, dict[str, object]]] = {
    "Amount2decimals": ("decimal", {"totalDigits": 20, "fractionDigits": 2}),
    "Amount6decimals": ("decimal", {"totalDigits": 20, "fractionDigits": 6}),
    "Decimal8": ("decimal", {"totalDigits": 8, "fractionDigits": 3, "minInclusive": 0}),
    "Nonnegativeinteger10": ("nonNegativeInteger", {"totalDigits": 10}),
    "Nonnegativeinteger3": ("nonNegativeInteger", {"totalDigits": 3}),
    "Currencycode": ("string", {"pattern": "[A-Z]{3}"}),
    "Countrycode": ("string", {"pattern": "[A-Z]{2}"}),
    "Debitcredittype": ("string", {"pattern": "[CD]"}),
    "Reporttype": ("string", {"pattern": "(X|Z) report"}),
    "IdentificationString35": ("string", {"maxLength": 35}),
    **{f"String{length}": ("string", {"maxLength": length}) for length in (9, 20, 50, 100, 999, 9999)},
}
CT = "location/cashregister/cashtransaction"
REPORT = "location/cashregister/event/eventReport"
KEYS = {
    "account": ("generalLedger/ledgerAccount", "accID"),
    "basic": ("basics/basic", "basicID"),
    "report": (REPORT, "reportID"),
    "employee": ("employees/employee", "empID"),
    "article": ("articles/article", "artID"),
}
REFERENCES = [
    *(("account", f"{CT}/{name}", "accID") for name in ("vat", "discount", "rounding", "payment")),
    *(("account", f"{CT}/ctLine/{name}", "accID") for name in ("vat", "discount")),
    ("account", f"{CT}/ctLine", "lineAmntInAccID"),
    ("basic", "location/cashregister/event", "eventType"),
    ("basic", f"{CT}/ctLine", "lineType"),
    ("employee", "location/cashregister/event", "empID"),
    ("employee", CT, "empID"),
    ("employee", f"{CT}/ctLine", "empID"),
    ("employee", f"{REPORT}/reportEmpOpeningChangeFloats/reportEmpOpeningChangeFloat", "empID"),
    ("article", f"{CT}/ctLine", "artID"),
]
Rows = list[tuple[int, str, str, str]]


def schema() -> Any:
    """Give the validator."""
    return etree.XMLSchema(etree.fromstring(schema_text()))


def schema_text() -> str:
    """Write the schema."""
    rows: Rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        name, *more = line.split()
        often = more.pop() if more and more[-1] in "?*+" else ""
        rows.append(((len(line) - len(line.lstrip())) // 2, name, more[0] if more else "", often))
    kinds = "".join(
        f'<x:simpleType name="{name}"><x:restriction base="x:{base}">'
        + "".join(f'<x:{rule} value="{value}"/>' for rule, value in rules.items())
        + "</x:restriction></x:simpleType>"
        for name, (base, rules) in TYPES.items()
    )
    return (
        f'<x:schema xmlns:x="{XSD}" xmlns:t="{NAMESPACE}" targetNamespace="{NAMESPACE}" '
        f'elementFormDefault="qualified">{kinds}{_element(rows, 0, keys())}</x:schema>'
    )


def _element(rows: Rows, at: int, more: str = "") -> str:
    depth, name, type_, often = rows[at]
    low, high = OFTEN[often]
    many = f' minOccurs="{low}" maxOccurs="{high}"' if depth else ""
    if type_:
        return f'<x:element name="{name}" type="{"t:" if type_ in TYPES else "x:"}{type_}"{many}/>'
    inside, next_ = [], at + 1
    while next_ < len(rows) and rows[next_][0] > depth:
        if rows[next_][0] == depth + 1:
            inside.append(_element(rows, next_))
        next_ += 1
    parts = "".join(inside)
    return (
        f'<x:element name="{name}"{many}><x:complexType><x:sequence>{parts}</x:sequence></x:complexType>'
        f"{more}</x:element>"
    )


def keys() -> str:
    """Write what must be there once, and what must point to it."""
    found = [
        f'<x:key name="{name}"><x:selector xpath="{_path(where)}"/><x:field xpath="t:{what}"/></x:key>'
        for name, (where, what) in KEYS.items()
    ]
    found += [
        f'<x:keyref name="r{no}" refer="t:{name}"><x:selector xpath="{_path(where)}"/>'
        f'<x:field xpath="t:{what}"/></x:keyref>'
        for no, (name, where, what) in enumerate(REFERENCES)
    ]
    return "".join(found)


def _path(where: str) -> str:
    return "/".join(["t:company", *(f"t:{step}" for step in where.split("/"))])
