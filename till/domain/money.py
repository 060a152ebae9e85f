"""Amounts are integers in minor units of one currency; this file knows what a minor unit is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

AMOUNT_MAX: Final = 99_999_999_999
"""The largest amount one act may have, in minor units (999 999 999.99 in a currency with cents)."""

# ISO 4217 list one (active currencies), by number of decimals where it is not two.
_EXPONENT_0: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_EXPONENT_3: Final = "BHD IQD JOD KWD LYD OMR TND"
_EXPONENT_4: Final = "CLF UYW"
_EXPONENT_2: Final = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
    "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD XCG YER "
    "ZAR ZMW ZWG"
)
EXPONENTS: Final[dict[str, int]] = {
    code: exponent
    for exponent, codes in enumerate((_EXPONENT_0, "", _EXPONENT_2, _EXPONENT_3, _EXPONENT_4))
    for code in codes.split()
}
"""Decimals of every active ISO 4217 currency."""

# Notes and coins in common use, in minor units, largest first; from the central banks' lists of legal tender.
DENOMINATIONS: Final[dict[str, tuple[int, ...]]] = {
    "AUD": (10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5),
    "CAD": (10000, 5000, 2000, 1000, 500, 200, 100, 25, 10, 5),
    "CHF": (100000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5),
    "CZK": (500000, 200000, 100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100),
    "DKK": (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50),
    "EUR": (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "GBP": (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "ISK": (10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1),
    "JPY": (10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1),
    "KWD": (20000, 10000, 5000, 1000, 500, 250, 100, 50, 20, 10, 5),
    "MXN": (100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50),
    "NOK": (100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 100),
    "NZD": (10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10),
    "PLN": (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "SEK": (100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100),
    "USD": (10000, 5000, 2000, 1000, 500, 200, 100, 50, 25, 10, 5, 1),
}

ROLLS: Final[dict[str, dict[int, int]]] = {
    "AUD": {200: 25, 100: 20, 50: 20, 20: 20, 10: 40, 5: 40},
    "CAD": {200: 25, 100: 25, 25: 40, 10: 50, 5: 40},
    "EUR": {200: 25, 100: 25, 50: 40, 20: 40, 10: 40, 5: 50, 2: 50, 1: 50},
    "JPY": {500: 50, 100: 50, 50: 50, 10: 50, 5: 50, 1: 50},
    "USD": {100: 25, 50: 20, 25: 40, 10: 50, 5: 40, 1: 50},
}
"""How many pieces a roll holds, by currency and coin; where none stands, a shop configures its bank's.

AUD: australian-coins.com, "How Many Coins in a Roll?". CAD: ask.com, "many coins roll Canada".
EUR: rolls after the Deutsche Bundesbank's guideline for making coin rolls, as mdm.de tells of it; the numbers
from helpster.de, "Rollengeld und Stückelung". JPY: the banks' wrapped coins, 50 of each, siritai01.com.
USD: the Federal Reserve's standard rolls, thespruce.com, "How Many Coins Are In a Regular Roll of Coins?".
"""
BAGS: Final[dict[str, dict[int, int]]] = {
    "GBP": {200: 10, 100: 20, 50: 20, 20: 50, 10: 50, 5: 100, 2: 50, 1: 100},
}
"""How many pieces a bag holds, where banks give out bags instead of rolls.

GBP: what banks weigh, 20.00 of pounds, 10.00 of 50p and 20p, 5.00 of 10p and 5p, 1.00 of coppers:
money.co.uk, "What's the best way to cash in spare change?".
"""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its currency, for sentences and slips: integer minor units, ISO 4217 code."""

    amount: int
    currency: str

    def __str__(self) -> str:
        """Write the amount with a decimal point and no grouping, as the command line accepts it."""
        return plain(self.amount, EXPONENTS[self.currency])


def plain(amount: int, exponent: int) -> str:
    """Write minor units as a decimal number with a point: `plain(-3500, 2)` is `-35.00`."""
    sign = "-" if amount < 0 else ""
    if exponent == 0:
        return f"{sign}{abs(amount)}"
    whole, part = divmod(abs(amount), 10**exponent)
    return f"{sign}{whole}.{part:0{exponent}d}"


def parse_plain(text: str, exponent: int) -> int:
    """Read a decimal number with a point, ASCII digits only, into minor units.

    Raises:
        ValueError: It is not such a number, has too many decimals, or is above AMOUNT_MAX.
    """
    if len(text) > 40 or not text.isascii():
        raise ValueError(f"“{text[:40]}” is not an amount.")
    whole, point, part = text.partition(".")
    if not whole.isdigit() or (point and not part.isdigit()):
        raise ValueError(f"“{text}” is not an amount.")
    if len(part) > exponent:
        raise ValueError(f"“{text}” has more than {exponent} decimals.")
    amount: int = int(whole) * 10**exponent + int(part.ljust(exponent, "0") or "0")
    if amount > AMOUNT_MAX:
        raise ValueError(f"“{text}” is more than the register can take.")
    return amount
