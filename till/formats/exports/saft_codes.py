"""The codes of a SAF-T Cash Register file: those of Skatteetaten's lists, and ours that point to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from till.domain.money import plain
from till.domain.settings import CASH, Settings, TenderKind
from till.formats.exports.xml_text import cut

STANDARD_VAT: Final = {25_00: "3", 15_00: "31", 12_00: "33", 11_11: "32", 0: "0"}
"""Norway's standard VAT codes, by rate (hundredths of a percent)."""
LINES: Final = {"L-SALE": "Line sold", "L-RETURN": "Line taken back"}
"""Kinds of line; the code list has none."""
TRANSACTIONS: Final = {"T-SALE": ("11001", "Cash sale"), "T-RETURN": ("11006", "Return payment")}
"""Kinds of transaction, with the predefined codes. At a till all that is paid at once is a cash sale."""
HAPPENINGS: Final = {
    "E-START": ("13001", "Program started"),
    "E-STOP": ("13002", "Program stopped"),
    "E-LOGIN": ("13003", "Signed in"),
    "E-LOGOUT": ("13004", "Signed out"),
    "E-OPEN": ("13005", "Drawer opened"),
    "E-SHUT": ("13006", "Drawer shut"),
    "E-X": ("13008", "X report"),
    "E-Z": ("13009", "Z report"),
    "E-PARK": ("13010", "Sale suspended"),
    "E-RESUME": ("13011", "Sale resumed"),
    "E-SALE": ("13012", "Sales receipt"),
    "E-RETURN": ("13013", "Return receipt"),
    "E-COPY": ("13014", "Copy of a receipt"),
    "E-TAKEN": ("13019", "Cash taken out of the drawer"),
    "E-EXPORT": ("13020", "Journal exported"),
    "E-TRAIN": ("13023", "Training mode on"),
    "E-TRAINED": ("13024", "Training mode off"),
    "E-NOPRINT": ("13030", "Concluded sale without receipt printed"),
    "E-OTHER": ("13999", "Other"),
}
"""Kinds of event, with the predefined codes."""


class Groups:
    """The article groups and articles of an export: names that may be any length get short codes."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names: dict[str, None] = dict.fromkeys(names)
        self.articles: dict[str, tuple[str, str]] = {}

    def see(self, group: str, code: str, name: str) -> None:
        """Note a group and an article; the newest name of an article counts."""
        self.names.setdefault(group)
        self.articles[cut(code, 35)] = (name, group)

    def id_of(self, group: str) -> str:
        """Give the code of a group."""
        return f"G-{list(self.names).index(group) + 1}"


def payment_id(code: str) -> str:
    """Give the code of a way to pay."""
    return cut(f"P-{code}", 35)


def predefined_payment(code: str, rules: Settings) -> str:
    """Give the predefined code of a way to pay, as far as the configuration says what it is."""
    if code == CASH:
        return "12001"
    kind = next((each.kind for each in rules.tenders if each.code == code), None)
    return "12005" if kind is TenderKind.VOUCHER else "12999"


def rate(hundredths: int) -> str:
    """Write a rate in percent."""
    return plain(hundredths, 2)


def debit_or_credit(amount: int) -> str:
    """Say on which side an amount of a sale stands: turnover is credit, what is taken back debit."""
    return "D" if amount < 0 else "C"
