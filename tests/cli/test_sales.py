"""Sales, refunds and receipts by the command line."""

from __future__ import annotations

import pytest

from tests.cli.shop import ANA, BEN, CIA, Shop

DEPARTMENTS = """
[[department]]
code = "coffee"
name = "Coffee and tea"
vat_rate = "12.00"
price = "32.00"

[[department]]
code = "book"
name = "Books"
vat_rate = "6.00"

[[tender]]
code = "card"
name = "Card"
"""


@pytest.fixture
def counter(open_shop: Shop) -> Shop:
    """A shop with departments and an open shift."""
    open_shop.config.write_text(open_shop.config.read_text() + DEPARTMENTS)
    return open_shop


def test_a_sale_in_one_line(counter: Shop) -> None:
    words = ("sale", "--line", "coffee x2", "--line", "Books 99.50 x1.5 -10%", "--tender", "cash=200.00")
    answer = counter.say(BEN, *words, "--tender", "card")
    assert answer.refused == "PaidAlready"
    answer = counter.say(BEN, *words, "--discount", "5.00")
    receipt = answer.plain["receipt"]
    assert answer.code == 0
    assert [line["amount"] for line in receipt["lines"]] == [64_00, 149_25]
    assert receipt["total"] == 64_00 + 149_25 - 14_93 - 5_00
    assert (receipt["no"], receipt["change"]) == (1, 200_00 - receipt["total"])
    said = counter.reads(BEN, *words, "--discount", "5.00").text
    assert "Sale 2: 193.32 SEK, change 6.68 SEK" in said


def test_what_is_refused_leaves_no_sale_behind(counter: Shop) -> None:
    assert counter.say(BEN, "sale", "--line", "coffee", "--line", "wine 1", "--tender", "cash").refused
    short = ("sale", "--line", "coffee", "--tender", "card=10", "--tender", "cash=5")
    assert counter.say(BEN, *short).refused == "Unpaid"
    kinds = [each["kind"] for each in counter.say(ANA, "journal", "list").plain["records"]]
    assert kinds.count("sale-cancelled") == 2
    assert counter.say(BEN, "sale", "--line", "coffee", "--tender", "card").code == 0


def test_a_sale_is_parked_and_goes_on(counter: Shop) -> None:
    parked = counter.say(BEN, "sale", "--line", "coffee", "--park", "Red coat")
    assert parked.done["kind"] == "sale-parked"
    more = counter.say(BEN, "sale", "--resume", "red coat", "--line", "book 10", "--tender", "card")
    assert more.plain["receipt"]["total"] == 42_00
    assert counter.say(BEN, "sale", "--resume", "red coat", "--tender", "card").refused == "NoSuchParkedSale"


def test_a_refund_by_receipt_and_without_one(counter: Shop) -> None:
    assert counter.say(BEN, "sale", "--line", "book 40 x2", "--line", "coffee", "--tender", "card").code == 0
    assert counter.say(BEN, "refund", "1").refused == "NeedsApproval"
    back = counter.say(CIA, "refund", "1", "--line", "1=0.5", "--tender", "card", "--reason", "Torn")
    assert (back.plain["receipt"]["total"], back.done["refund_of"]) == (-20_00, 1)
    assert counter.say(CIA, "refund", "1", "--line", "1=1.6").refused == "MoreThanSold"
    rest = counter.say(CIA, "refund", "1", "--line", "1", "--tender", "card").plain["receipt"]
    assert rest["total"] == -60_00
    assert counter.say(CIA, "refund", "1", "--tender", "card").plain["receipt"]["total"] == -32_00
    assert counter.say(CIA, "refund", "1").refused == "AlreadyRefunded"
    assert counter.say(CIA, "refund", "9").refused == "NoSuchReceipt"
    without = ("refund", "--return", "book 10", "--reason", "Lost the receipt")
    assert counter.say(CIA, *without).refused == "NeedsApproval"
    assert counter.say(CIA, *without, approved_by=ANA).plain["receipt"]["total"] == -10_00


def test_a_receipt_is_shown_and_copied_once(counter: Shop) -> None:
    assert counter.say(BEN, "sale", "--line", "coffee", "--tender", "cash=50").code == 0
    assert counter.say(CIA, "receipt", "1").plain["receipt"]["change"] == 18_00
    assert "Coffee and tea" in counter.reads(CIA, "receipt", "1").text
    assert counter.say(BEN, "receipt", "1").plain["receipt"]["change"] == 18_00, "Ben's own"
    assert counter.say(BEN, "copy", "1").done["kind"] == "receipt-copied"
    assert counter.say(BEN, "copy", "1").refused == "AlreadyCopied"
    assert counter.say(BEN, "copy", "2").refused == "NoSuchReceipt"
    kinds = [each["kind"] for each in counter.say(ANA, "journal", "list").plain["records"]]
    assert kinds.count("sale-unprinted") == 1  # This shop has no printer.


def test_the_journal_with_sales_is_intact_and_reports_them(counter: Shop) -> None:
    assert counter.say(BEN, "sale", "--line", "coffee", "--tender", "cash=50").code == 0
    x = counter.say(ANA, "report", "x", "--format", "json").plain
    assert counter.say(ANA, "journal", "verify").plain["intact"] is True
    assert counter.say(BEN, "report", "x").code == 0
    assert "32.00" not in counter.reads(BEN, "report", "x").text
    assert x


def test_an_x_tells_what_each_department_and_each_cashier_sold_but_not_the_blind(counter: Shop) -> None:
    assert counter.say(BEN, "sale", "--line", "coffee x2", "--line", "book 40", "--tender", "card").code == 0
    assert counter.say(CIA, "sale", "--line", "book 60", "--tender", "cash").code == 0
    assert counter.say(CIA, "refund", "1", "--line", "2", "--tender", "card").code == 0
    figures = counter.say(ANA, "report", "x").done["figures"]
    sold = {each["code"]: each["net"] + each["vat"] for each in figures["sales"]["departments"].values()}
    assert sold == {"coffee": 64_00, "book": 60_00}
    people = {each["person"]["name"]: each for each in figures["cashiers"]}
    assert people[BEN]["sales"] == {"count": 1, "amount": 104_00}
    assert people[CIA]["sales"] == {"count": 1, "amount": 60_00}
    assert people[CIA]["refunds"] == {"count": 1, "amount": 40_00}
    blind = str(counter.say(BEN, "report", "x").plain)
    for amount in (104_00, 60_00, 64_00, 260_00, 124_00):
        assert f": {amount}" not in blind


def test_refunds_in_pieces_pay_back_what_was_paid(counter: Shop) -> None:
    counter.config.write_text(
        counter.config.read_text().replace('locale = "en_GB"', 'locale = "en_GB"\ncash_rounding = "1.00"')
    )
    assert counter.say(BEN, "sale", "--line", "book 0.50 x10", "--tender", "cash=5").code == 0
    back = [counter.say(CIA, "refund", "1", "--line", "1=1").plain["receipt"]["tenders"] for _ in range(10)]
    assert sum(-each["amount"] for tenders in back for each in tenders) == 5_00


def test_cash_that_coins_cannot_make_is_refused(counter: Shop) -> None:
    counter.config.write_text(
        counter.config.read_text().replace('locale = "en_GB"', 'locale = "en_GB"\ncash_rounding = "1.00"')
    )
    sale = ("sale", "--line", "book 10.60")
    assert counter.say(BEN, *sale, "--tender", "cash=10.80", "--tender", "card").refused == "NoSuchCoins"
    assert counter.say(BEN, *sale, "--tender", "cash=10.70").refused == "NoSuchCoins"
    paid = counter.say(BEN, *sale, "--tender", "cash=10", "--tender", "card").plain["receipt"]["tenders"]
    assert [each["amount"] for each in paid] == [10_00, 60]


def test_a_discount_that_would_not_count_is_refused(counter: Shop) -> None:
    voucher = '[[department]]\ncode = "gift"\nname = "Gift voucher"\nvat_rate = "0"\nkind = "liability"\n'
    counter.config.write_text(counter.config.read_text() + voucher)
    cash = ("--tender", "cash")
    assert counter.say(BEN, "sale", "--line", "book 50 -5 -5%", *cash).refused == "TwoDiscounts"
    assert counter.say(BEN, "sale", "--line", "book 50 x2 x3", *cash).refused == "BadAmount"
    assert counter.say(BEN, "sale", "--line", "gift 50 -5", *cash).refused == "NothingOffVouchers"
    whole = ("sale", "--line", "gift 50", "--discount", "5", *cash)
    assert counter.say(BEN, *whole).refused == "NothingOffVouchers"
    back = ("refund", "--return", "book 10 -5", "--reason", "Torn")
    assert counter.say(CIA, *back, approved_by=ANA).refused == "NothingOffReturns"


def test_the_receipt_of_another_is_neither_shown_nor_copied_for_a_blind_cashier(counter: Shop) -> None:
    assert counter.say(CIA, "sale", "--line", "coffee", "--tender", "cash=50").code == 0
    assert counter.say(BEN, "receipt", "1").refused == "NeedsApproval"
    assert counter.say(BEN, "copy", "1").refused == "NeedsApproval"
    assert counter.say(BEN, "receipt", "1", approved_by=ANA).code == 0
    copied = counter.say(BEN, "copy", "1", approved_by=CIA).done
    assert (copied["kind"], copied["receipt"]) == ("receipt-copied", 1)


def test_cashback_above_the_limit_for_pay_outs_needs_approval(counter: Shop) -> None:
    sale = ("sale", "--line", "coffee", "--tender", "card", "--cashback")
    assert counter.say(BEN, *sale, "21").refused == "AboveLimit"
    assert counter.say(BEN, *sale, "20").plain["receipt"]["cashback"] == 20_00
    assert counter.say(BEN, *sale, "21", approved_by=CIA).plain["receipt"]["cashback"] == 21_00


def test_a_blind_report_leaves_out_what_it_does_not_show(counter: Shop) -> None:
    assert counter.say(BEN, "sale", "--line", "coffee", "--tender", "cash=50").code == 0
    assert counter.say(BEN, "copy", "1").code == 0
    x = counter.say(BEN, "report", "x").done["figures"]
    assert {"sales", "parked", "accounts", "external", "grand"} & set(x) == set()
    assert counter.say(ANA, "shift", "count", "--amount", "232").code == 0
    assert counter.say(ANA, "shift", "close", "--left", "232").code == 0
    z = counter.say(BEN, "report", "z", "1").plain["report"]["figures"]
    assert {"sales", "parked", "accounts", "external", "grand"} & set(z) == set()
    assert z["blind"] is True
    assert z["control"]["copies"] == 1
    assert "copies_amount" not in z["control"]
    assert z["cashiers"][0]["sales"] == {"count": 1}
    full = counter.say(ANA, "report", "z", "1").plain["report"]["figures"]
    assert (full["sales"]["receipts"], full["control"]["copies_amount"]) == (1, 32_00)


def test_an_export_to_standard_output_is_refused_in_words(counter: Shop) -> None:
    answer = counter.say(ANA, "journal", "export", "-")
    assert answer.code == 2
    assert "Name a file" in answer.errors
    assert not (counter.folder / "-").exists()
