"""What the configuration calls each ledger account: the first thing that is booked there names it."""

from __future__ import annotations

from till.domain.settings import Settings


def account_names(rules: Settings) -> dict[int, str]:
    """Give the configured accounts by number, each with a name."""
    own = rules.accounts
    named = [
        (own.cash, "Cash"),
        (own.vat, "VAT on sales"),
        (own.rounding, "Cash rounding"),
        (own.difference, "Cash over and short"),
        (own.transit, "Cash on its way to the bank"),
        (own.staff, "Staff"),
        (own.outside, "Petty cash"),
        *((each.account, each.name) for each in rules.departments),
        *((each.account, each.name) for each in rules.tenders),
        *((each.account, each.name) for each in rules.pay_out_reasons),
    ]
    names: dict[int, str] = {}
    for no, name in named:
        if no is not None:
            names.setdefault(no, name)
    return names
