"""An X or a Z report as `eventReport` of a SAF-T Cash Register file: its stored figures, not added up anew.

| element | where it comes from |
|---|---|
| `reportID`, `reportType` | the number of the record; X or Z |
| `companyIdent`, `companyName`, `registerID` | as they were printed |
| `reportDate`, `reportTime` | when it was taken |
| `reportTotalCashSales/totalCashSaleAmnt` | all that was sold, returns taken off: what is paid at once is \
a cash sale, \
cards too |
| `reportArtGroups/reportArtGroup` | each group that sold, returns taken off |
| `artGroupID`, `artGroupNum`, `artGroupAmnt` | its code, the quantity, the amount |
| `reportPayments/reportPayment` | what was paid in each way, less change and cashback, returns taken off |
| `paymentType`, `paymentNum`, `paymentAmnt` | the way to pay, how often, how much |
| `reportCashSalesVat/reportCashSaleVat` | turnover by rate |
| `vatCode`, `vatPerc`, `cashSaleAmnt`, `vatAmnt`, `vatAmntTp` | Norway's code if there is one, the rate, \
turnover without VAT, the VAT, credit or debit |
| `accID`, `accDesc` | left out: SIE has the accounts of a shift |
| `reportOpeningChangeFloat` | the float that was counted |
| `reportEmpOpeningChangeFloats/reportEmpOpeningChangeFloat` | the same with who opened the shift: `empID`, \
`openingChangeFloatAmnt` |
| `reportReceiptNum`, `reportOpenCashBoxNum` | receipts, openings of the drawer |
| `reportReceiptCopyNum`, `…Amnt` | copies |
| `reportReceiptProformaNum`, `reportReceiptDeliveryNum`, `…Amnt` | 0: there are none |
| `reportReturnNum`, `…Amnt`, `reportDiscountNum`, `…Amnt` | returns and discounts, without sign |
| `reportVoidTransNum`, `…Amnt` | sales given up |
| `reportCorrLines/reportCorrLine` | lines voided: `corrLineType`, `corrLineNum`, `corrLineAmnt` |
| `reportPriceInquiries/reportPriceInquiry` | 0: there are none, and the schema wants one: \
`priceInquiryGroup`, \
`priceInquiryNum`, `priceInquiryAmnt` |
| `reportOtherCorrs/reportOtherCorr` | the same: `otherCorrType`, `otherCorrNum`, `otherCorrAmnt` |
| `reportTrainingNum`, `…Amnt` | what was practised |
| `reportCreditSales` | what was put on account, returns taken off: `creditSalesNum`, `creditSalesAmnt` |
| `reportCreditMemos`, `creditMemosNum`, `creditMemosAmnt` | left out: there are none |
| `reportTip`, `tipNum`, `tipAmnt` | left out: the register takes no tips; those it pays out are pay-outs |
| `reportEmpArtGroups/reportEmpArtGroup`, `reportEmpPayments/reportEmpPayment` | left out: figures are not \
kept \
by person and group |
| `reportPayIns/reportPayIn` | movements that added to the drawer: `payInType`, `payInNum`, `payInAmnt` |
| `reportPayOuts/reportPayOut` | movements that took out of it: `payOutType`, `payOutNum`, `payOutAmnt` |
| `reportGrandTotal…` | the totals since the register's first day: sold, returned, both |
"""

from __future__ import annotations

from collections.abc import Iterable

from till.domain.figures import Figures, MovementTotal
from till.domain.money import plain
from till.domain.settings import TenderKind
from till.domain.totals import Total
from till.domain.vocabulary import ReportType
from till.formats.exports.extract import Extract
from till.formats.exports.saft_codes import STANDARD_VAT, Groups, debit_or_credit, payment_id, rate
from till.formats.exports.xml_text import Writer


def put_report(writer: Writer, extract: Extract, groups: Groups, figures: Figures, seq: int) -> None:
    """Write the figures of a report."""
    amount, sales = extract.amount, figures.sales
    at = figures.closed_at or figures.taken_at
    writer.put("reportID", seq)
    writer.put("reportType", "Z report" if figures.type is ReportType.Z else "X report")
    writer.put("companyIdent", figures.heading.organisation.number or "-", 35)
    writer.put("companyName", figures.heading.organisation.name, 100)
    writer.put("reportDate", at[:10])
    writer.put("reportTime", at[11:19])
    writer.put("registerID", figures.heading.register.code, 100)
    with writer.inside("reportTotalCashSales"):
        writer.put("totalCashSaleAmnt", amount(sum(each.gross for each in sales.departments.values())))
    _groups(writer, extract, groups, figures)
    _payments(writer, extract, figures)
    _vat(writer, extract, figures)
    float_ = amount(figures.drawer.float_counted or 0)
    writer.put("reportOpeningChangeFloat", float_)
    if figures.opened_by.no in extract.employees:
        with writer.inside("reportEmpOpeningChangeFloats"), writer.inside("reportEmpOpeningChangeFloat"):
            writer.put("empID", figures.opened_by.no)
            writer.put("openingChangeFloatAmnt", float_)
    _counters(writer, extract, figures)
    _movements(writer, extract, figures)
    writer.put("reportGrandTotalSales", amount(figures.grand.sales))
    writer.put("reportGrandTotalReturn", amount(abs(figures.grand.returns)))
    writer.put("reportGrandTotalSalesNet", amount(figures.grand.sales - abs(figures.grand.returns)))


def _groups(writer: Writer, extract: Extract, groups: Groups, figures: Figures) -> None:
    sums: dict[str, tuple[int, int]] = {}
    for each in figures.sales.departments.values():
        quantity, gross = sums.get(each.group, (0, 0))
        sums[each.group] = (quantity + each.quantity, gross + each.gross)
    rows = [(groups.id_of(group), *found) for group, found in sums.items()] or [("G-0", 0, 0)]
    with writer.inside("reportArtGroups"):
        for code, quantity, gross in rows:
            with writer.inside("reportArtGroup"):
                writer.put("artGroupID", code)
                writer.put("artGroupNum", plain(quantity, 3))
                writer.put("artGroupAmnt", extract.amount(gross))


def _payments(writer: Writer, extract: Extract, figures: Figures) -> None:
    tenders = figures.sales.tenders.values()
    rows = [(each.code, each.count, each.amount) for each in tenders] or [("cash", 0, 0)]
    with writer.inside("reportPayments"):
        for code, count, paid in rows:
            with writer.inside("reportPayment"):
                writer.put("paymentType", payment_id(code))
                writer.put("paymentNum", count)
                writer.put("paymentAmnt", extract.amount(paid))


def _vat(writer: Writer, extract: Extract, figures: Figures) -> None:
    rates = figures.sales.vat.items()
    rows = [(each, total.net, total.vat) for each, total in rates] or [(0, 0, 0)]
    with writer.inside("reportCashSalesVat"):
        for each, net, vat in rows:
            with writer.inside("reportCashSaleVat"):
                writer.put("vatCode", STANDARD_VAT.get(each))
                writer.put("vatPerc", rate(each))
                writer.put("cashSaleAmnt", extract.amount(net))
                writer.put("vatAmnt", extract.amount(vat))
                writer.put("vatAmntTp", debit_or_credit(net))


def _counters(writer: Writer, extract: Extract, figures: Figures) -> None:
    sales, control = figures.sales, figures.control
    nothing = Total()

    def put(name: str, total: Total) -> None:
        writer.put(f"{name}Num", total.count)
        writer.put(f"{name}Amnt", extract.amount(abs(total.amount)))

    writer.put("reportReceiptNum", sales.receipts)
    writer.put("reportOpenCashBoxNum", control.openings)
    put("reportReceiptCopy", Total(control.copies, control.copies_amount))
    put("reportReceiptProforma", nothing)
    put("reportReturn", sales.refunds)
    put("reportDiscount", sales.discounts)
    put("reportVoidTrans", sales.cancelled)
    with writer.inside("reportCorrLines"), writer.inside("reportCorrLine"):
        writer.put("corrLineType", "Voided")
        put("corrLine", sales.voids)
    with writer.inside("reportPriceInquiries"), writer.inside("reportPriceInquiry"):
        writer.put("priceInquiryGroup", "None")
        put("priceInquiry", nothing)
    with writer.inside("reportOtherCorrs"), writer.inside("reportOtherCorr"):
        writer.put("otherCorrType", "None")
        put("otherCorr", nothing)
    put("reportReceiptDelivery", nothing)
    put("reportTraining", Total(control.training, control.training_amount))
    credit = [each for each in sales.tenders.values() if each.kind is TenderKind.CREDIT]
    if credit:
        with writer.inside("reportCreditSales"):
            writer.put("creditSalesNum", sum(each.count for each in credit))
            writer.put("creditSalesAmnt", extract.amount(sum(each.amount for each in credit)))


def _movements(writer: Writer, extract: Extract, figures: Figures) -> None:
    moved = [each for each in figures.drawer.movements if each.amount]
    _moved(writer, extract, "payIn", [each for each in moved if (each.amount or 0) > 0])
    _moved(writer, extract, "payOut", [each for each in moved if (each.amount or 0) < 0])


def _moved(writer: Writer, extract: Extract, name: str, totals: Iterable[MovementTotal]) -> None:
    found = list(totals)
    whole = f"report{name[0].upper()}{name[1:]}"
    if found:
        with writer.inside(f"{whole}s"):
            for each in found:
                with writer.inside(whole):
                    writer.put(f"{name}Type", f"{each.type.value}{' undone' if each.undo else ''}")
                    writer.put(f"{name}Num", each.count)
                    writer.put(f"{name}Amnt", extract.amount(abs(each.amount or 0)))
