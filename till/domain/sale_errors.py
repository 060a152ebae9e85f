"""Refusals of sales and refunds; see `errors.py`."""

from __future__ import annotations

from till.domain.refused import Refused


class NoSuchDepartment(Refused):
    """The department is not configured."""

    sentence = "There is no department “{department}”. Departments: {departments}."


class NeedsPrice(Refused):
    """The department has no price of its own."""

    sentence = "{department} has no fixed price. Type the price, then the department."


class BadQuantity(Refused):
    """The quantity cannot be used."""

    sentence = "That quantity cannot be used: more than 0, at most 9999.999."


class BadDiscount(Refused):
    """The discount cannot be used."""

    sentence = "That discount cannot be used: at most 100 %, and not more than it is taken from."


class NothingOffVouchers(Refused):
    """A voucher is sold for what stands on it."""

    sentence = "Nothing is taken off a voucher: it is worth what stands on it. Leave the discount out."


class TwoDiscounts(Refused):
    """A line was typed with more than one discount."""

    sentence = "A line takes one discount. Say what is off in one, as a rate or as an amount."


class NothingOffReturns(Refused):
    """What comes back has one price: what is paid back for it."""

    sentence = "Nothing is taken off what comes back. Type what is paid back for it as its price."


class NoSale(Refused):
    """Nothing is being sold."""

    sentence = "There is no sale yet. Ring a department first."


class NoSuchLine(Refused):
    """The line is not in the sale."""

    sentence = "There is no such line in this sale."


class TooManyLines(Refused):
    """A sale has a bound, as everything has."""

    sentence = "A sale takes at most {lines} lines. Conclude this one and begin another."


class PartlyPaid(Refused):
    """A sale does not change once somebody has paid a part of it."""

    sentence = "A part of this sale is paid. Give that payment back first."


class NothingPaid(Refused):
    """There is no payment to give back."""

    sentence = "Nothing of this sale is paid."


class UnknownTender(Refused):
    """The tender is not configured."""

    sentence = "“{tender}” is not one of the ways to pay: {tenders}."


class MoreThanDue(Refused):
    """Only cash gives change."""

    sentence = "That is more than the {due} that is due. Only cash gives change."


class NoSuchCoins(Refused):
    """Cash is given in coins and notes, and this amount is not."""

    sentence = "{amount} cannot be given in cash: the smallest coin is {coin}. In cash {due} is due."


class Unpaid(Refused):
    """The payment does not cover the sale."""

    sentence = "{due} is still due. Say how that is paid too."


class PaidAlready(Refused):
    """A payment too many."""

    sentence = "The payments before the last one cover the sale already. Leave the rest out."


class BadCashback(Refused):
    """Cashback needs a payment without cash that covers the sale and the cashback exactly."""

    sentence = "Cashback needs a card payment of all that is due, and an amount that can be paid in coins."


class SaleRuns(Refused):
    """The sale comes first."""

    sentence = "A sale is not finished. Take the payment, park it or cancel it first."


class NoSuchParkedSale(Refused):
    """The parked sale is not there."""

    sentence = "There is no such parked sale."


class TooManyParked(Refused):
    """Parked sales have a bound, as everything has."""

    sentence = "{sales} sales are parked already. Finish one of them first."


class NoSuchReceipt(Refused):
    """The journal has no receipt of this number."""

    sentence = "There is no receipt {receipt}."


class NotAReceiptNumber(Refused):
    """What was typed is longer than any number of a receipt, too long to be said again."""

    sentence = "That is no receipt number. Type the number that is printed on the receipt."


class NotASale(Refused):
    """What was taken back cannot be taken back once more."""

    sentence = "Receipt {receipt} is itself a refund."


class MoreThanSold(Refused):
    """No more comes back than was sold."""

    sentence = "That is more than was sold on receipt {receipt} and not taken back yet."


class AlreadyRefunded(Refused):
    """All of it was taken back."""

    sentence = "All of receipt {receipt} was taken back already."


class LessThanACoin(Refused):
    """Nothing of it can be paid back in cash."""

    sentence = "{amount} is less than the smallest coin, {coin}. Pay it back in another way."


class AlreadyCopied(Refused):
    """A receipt has at most one copy."""

    sentence = "Receipt {receipt} has its copy already. There is only one."
