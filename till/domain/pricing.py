"""What a sale costs: whole numbers only, and parts that always sum to their whole.

Where a whole is divided, each part first gets what it has for certain, and the units that are left go to the
largest remainders, the earlier part first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor
from typing import Final

from till.domain.receipt import Discount, OpenSale, Receipt, ReceiptLine, RungLine, VatLine
from till.domain.settings import Department, DepartmentKind, Prices

UNIT: Final = 1000
"""One whole piece, in thousandths."""
WHOLE_RATE: Final = 100_00
"""One hundred percent, in hundredths of a percent."""


def half_up(number: int, divisor: int) -> int:
    """Divide and round to the nearest whole number, a half away from zero; `divisor` is positive."""
    nearest = (2 * abs(number) + divisor) // (2 * divisor)
    return nearest if number >= 0 else -nearest


def rounded(amount: int, step: int) -> int:
    """Round an amount to what can be paid in cash, where `step` is the smallest coin; 0 rounds nothing."""
    return half_up(amount, step) * step if step > 1 else amount


def spread(whole: int, weights: Sequence[int]) -> list[int]:
    """Divide `whole` in proportion to `weights`, none of them negative, by largest remainder."""
    sum_of_weights = sum(weights)
    if sum_of_weights == 0:
        return [0] * len(weights)
    return largest_remainder([Fraction(whole * weight, sum_of_weights) for weight in weights], whole)


def largest_remainder(parts: Sequence[Fraction], whole: int) -> list[int]:
    """Make whole numbers of `parts`, which are about `whole` together, so that they sum to it exactly."""
    sure = [floor(part) for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda at: (sure[at] - parts[at], at))
    for at in by_remainder[: whole - sum(sure)]:
        sure[at] += 1
    return sure


def price_of(quantity: int, price: int) -> int:
    """Give what `quantity` thousandths cost at `price` for one."""
    return half_up(quantity * price, UNIT)


def taken_off(amount: int, discount: Discount | None) -> int:
    """Give how much a discount takes off an amount; never more than there is."""
    if discount is None:
        return 0
    return min(amount, discount.amount or half_up(amount * discount.rate, WHOLE_RATE))


def priced(lines: Sequence[RungLine], discount: Discount | None, prices: Prices) -> tuple[ReceiptLine, ...]:
    """Give the lines of a sale with every discount taken off and the VAT of each.

    A discount on the whole sale is spread over goods and services; a voucher is worth what stands on it.
    """
    amounts = [price_of(line.quantity, line.price) for line in lines]
    off = [
        taken_off(amount, line.discount if _is_turnover(line.department) else None)
        for amount, line in zip(amounts, lines, strict=True)
    ]
    open_to_discount = [
        (amount - less) * _is_turnover(line.department)
        for amount, less, line in zip(amounts, off, lines, strict=True)
    ]
    shares = spread(taken_off(sum(open_to_discount), discount), open_to_discount)
    off = [less + share for less, share in zip(off, shares, strict=True)]
    bases = [amount - less for amount, less in zip(amounts, off, strict=True)]
    vat = _vat_of_lines(bases, [line.department.vat_rate for line in lines], prices)
    return tuple(
        _receipt_line(line, amount, less, base - tax if prices is Prices.INCLUSIVE else base, tax)
        for line, amount, less, base, tax in zip(lines, amounts, off, bases, vat, strict=True)
    )


def _is_turnover(department: Department) -> bool:
    return department.kind is not DepartmentKind.LIABILITY


def _vat_of_lines(bases: Sequence[int], rates: Sequence[int], prices: Prices) -> list[int]:
    """Give the VAT of each line: first the total to the nearest unit, then by rate, then by line."""
    sums: dict[int, int] = {}
    for base, rate in zip(bases, rates, strict=True):
        sums[rate] = sums.get(rate, 0) + base
    exact = [
        Fraction(amount * rate, WHOLE_RATE + (rate if prices is Prices.INCLUSIVE else 0))
        for rate, amount in sums.items()
    ]
    whole = sum(exact, Fraction())
    by_rate = largest_remainder(exact, half_up(whole.numerator, whole.denominator))
    vat = [0] * len(bases)
    for rate, amount in zip(sums, by_rate, strict=True):
        places = [at for at, its_rate in enumerate(rates) if its_rate == rate]
        for at, part in zip(places, spread(amount, [bases[at] for at in places]), strict=True):
            vat[at] = part
    return vat


def _receipt_line(line: RungLine, amount: int, discount: int, net: int, vat: int) -> ReceiptLine:
    department = line.department
    return ReceiptLine(
        department=department.code,
        name=department.name,
        group=department.group,
        kind=department.kind,
        quantity=line.quantity,
        price=line.price,
        amount=amount,
        discount=discount,
        rate=department.vat_rate,
        net=net,
        vat=vat,
        account=department.account,
    )


def vat_table(lines: Iterable[ReceiptLine]) -> tuple[VatLine, ...]:
    """Add up the lines that are turnover by their rate, the highest rate first."""
    sums: dict[int, tuple[int, int]] = {}
    for line in lines:
        if line.kind is not DepartmentKind.LIABILITY:
            net, vat = sums.get(line.rate, (0, 0))
            sums[line.rate] = net + line.net, vat + line.vat
    return tuple(VatLine(rate, *sums[rate]) for rate in sorted(sums, reverse=True))


def total_of(sale: OpenSale, prices: Prices) -> int:
    """Give what a running sale comes to."""
    return sum(line.gross for line in priced(sale.lines, sale.discount, prices))


def taken_back(receipt: Receipt, position: int, before: int, quantity: int) -> ReceiptLine:
    """Give the refund of `quantity` of line `position`, of which `before` was taken back already.

    Whatever the steps, the whole line gives back exactly what was paid for it, and never more.
    """
    line = receipt.lines[position - 1]

    def part(amount: int) -> int:
        upto = half_up(amount * (before + quantity), line.quantity)
        return upto - half_up(amount * before, line.quantity)

    # VAT and net follow the price, so that neither can be given back without it.
    gross_before = half_up(line.gross * before, line.quantity)
    gross = part(line.gross)
    vat = _share(line.vat, gross_before + gross, line.gross) - _share(line.vat, gross_before, line.gross)
    discount = part(line.discount)
    base = gross if receipt.prices is Prices.INCLUSIVE else gross - vat
    return ReceiptLine(
        department=line.department,
        name=line.name,
        group=line.group,
        kind=line.kind,
        quantity=-quantity,
        price=line.price,
        amount=-(base + discount),
        discount=-discount,
        rate=line.rate,
        net=-(gross - vat),
        vat=-vat,
        account=line.account,
        refunds=position,
    )


def _share(amount: int, part: int, whole: int) -> int:
    return half_up(amount * part, whole) if whole else 0


def reversed_line(line: ReceiptLine) -> ReceiptLine:
    """Give the refund of a line for which there is no receipt."""
    return ReceiptLine(
        department=line.department,
        name=line.name,
        group=line.group,
        kind=line.kind,
        quantity=-line.quantity,
        price=line.price,
        amount=-line.amount,
        discount=-line.discount,
        rate=line.rate,
        net=-line.net,
        vat=-line.vat,
        account=line.account,
    )
