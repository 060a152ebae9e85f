"""The transactions of a SAF-T Cash Register file: each receipt, one after the other.

| element of `cashtransaction` | where it comes from |
|---|---|
| `nr`, `transID` | the number of the record, that of the receipt |
| `transType` | sale or return; an unpaid credit sale too, whose payment says so |
| `transAmntIn`, `transAmntEx`, `amntTp` | the total with VAT and without; credit, or of a return debit |
| `empID`, `transDate`, `transTime` | who and when |
| `bookDate` | the business date |
| `refID`, `desc` | of a return the receipt that it takes back; the reason |
| `custSupID`, `periodNumber`, `bookTime`, `invoiceID` | left out: not known |
| `ctLine/nr`, `lineID`, `lineType` | the record, the line's number, sold or taken back |
| `artGroupID`, `artID`, `qnt` | the department's group and code, the quantity |
| `lineAmntIn`, `lineAmntEx`, `amntTp` | what the customer pays for it, and that without VAT |
| `lineAmntInAccID`, `cashTransLineDescr` | the department's account and name |
| `vat` | of the line; of the receipt by rate, turnover alone |
| `vatCode`, `vatPerc`, `vatAmnt`, `vatAmntTp`, `vatBasAmnt` | Norway's code if there is one, the rate, \
the VAT, \
credit or debit, what it is of |
| `discount/dscTp/dscAmnt` | what is off the line |
| `ppu`, `costPrice`, `costID`, `costObjID`, `projID`, `lineDate`, `lineTime` | left out: they repeat, or \
are not known |
| `savings/savingsType/savingsUnits`, `raise/raiseType/raiseAmnt` | left out: there are none |
| `rounding/roundingAmnt` | cash rounding |
| `payment` | each way to pay |
| `paymentType`, `paidAmnt`, `curCode`, `accID` | the way, the amount (cash less change and cashback), the \
currency, the account |
| `exchRt`, `paymentRefID` | left out: there is one currency, and terminals are not asked |
| `signature` | the journal's own: Ed25519 over the record's seal, hexadecimal. It is *not* the RSA \
signature of the Norwegian regulation, for which a program would have to be certified |
| `keyVersion` | `Ed25519 ` and the beginning of the register's public key |
| `receiptNum` | 1 |
| `receiptCopyNum`, `receiptProformaNum`, `receiptDeliveryNum` | left out: copies are events, of the others \
there are none |
| `voidTransaction`, `trainingID` | false: sales given up and practised ones are no transactions |
"""

from __future__ import annotations

from collections.abc import Iterator

from till.domain.entries import SaleConcluded, SaleRefunded
from till.domain.money import plain
from till.domain.receipt import Receipt, ReceiptLine, ReceiptType
from till.domain.settings import CASH
from till.domain.training import is_practice
from till.formats.exports.extract import Extract, Noted
from till.formats.exports.saft_codes import STANDARD_VAT, Groups, debit_or_credit, payment_id, rate
from till.formats.exports.xml_text import Writer, cut


def transactions(writer: Writer, extract: Extract, groups: Groups) -> Iterator[str]:
    """Give the transactions one by one."""
    for noted in extract.entries(SaleConcluded, SaleRefunded):
        entry = noted.entry
        assert isinstance(entry, SaleConcluded | SaleRefunded)
        if is_practice(entry):
            continue
        with writer.inside("cashtransaction"):
            _transaction(writer, extract, groups, noted, entry.receipt)
        yield writer.taken()


def _transaction(writer: Writer, extract: Extract, groups: Groups, noted: Noted, receipt: Receipt) -> None:
    vat = sum(each.vat for each in receipt.vat)
    sale = receipt.type is ReceiptType.SALE
    writer.put("nr", noted.seq)
    writer.put("transID", receipt.no)
    writer.put("transType", "T-SALE" if sale else "T-RETURN")
    writer.put("transAmntIn", extract.amount(receipt.total))
    writer.put("transAmntEx", extract.amount(receipt.total - vat))
    writer.put("amntTp", "C" if sale else "D")
    writer.put("empID", receipt.by.no)
    writer.put("transDate", receipt.at[:10])
    writer.put("transTime", receipt.at[11:19])
    writer.put("bookDate", receipt.business_date)
    writer.put("refID", receipt.refund_of)
    writer.put("desc", receipt.reason)
    for no, line in enumerate(receipt.lines, start=1):
        with writer.inside("ctLine"):
            writer.put("nr", noted.seq)
            writer.put("lineID", no)
            _line(writer, extract, groups, line, sale=sale)
    for each in receipt.vat:
        _vat(writer, extract, each.rate, each.vat, each.net)
    with writer.inside("rounding"):
        writer.put("roundingAmnt", extract.amount(receipt.rounding))
    _payments(writer, extract, receipt)
    writer.put("signature", noted.signature)
    writer.put("keyVersion", f"Ed25519 {extract.created.public_key[:16]}")
    writer.put("receiptNum", 1)
    writer.put("voidTransaction", "false")
    writer.put("trainingID", "false")


def _line(writer: Writer, extract: Extract, groups: Groups, line: ReceiptLine, *, sale: bool) -> None:
    writer.put("lineType", "L-SALE" if sale else "L-RETURN")
    writer.put("artGroupID", groups.id_of(line.group))
    writer.put("artID", cut(line.department, 35))
    writer.put("qnt", plain(line.quantity, 3))
    writer.put("lineAmntIn", extract.amount(line.gross))
    writer.put("lineAmntEx", extract.amount(line.net))
    writer.put("amntTp", "C" if sale else "D")
    writer.put("lineAmntInAccID", line.account)
    writer.put("cashTransLineDescr", line.name)
    _vat(writer, extract, line.rate, line.vat, line.net)
    if line.discount:
        with writer.inside("discount"):
            writer.put("dscTp", "Discount")
            writer.put("dscAmnt", extract.amount(line.discount))


def _vat(writer: Writer, extract: Extract, hundredths: int, vat: int, base: int) -> None:
    with writer.inside("vat"):
        writer.put("vatCode", STANDARD_VAT.get(hundredths))
        writer.put("vatPerc", rate(hundredths))
        writer.put("vatAmnt", extract.amount(vat))
        writer.put("vatAmntTp", debit_or_credit(base))
        writer.put("vatBasAmnt", extract.amount(base))


def _payments(writer: Writer, extract: Extract, receipt: Receipt) -> None:
    paid = [(each.code, each.amount, each.account) for each in receipt.tenders if each.code != CASH]
    if receipt.cash:
        paid.append((CASH, receipt.cash, extract.settings.accounts.cash))
    for code, amount, account in paid:
        with writer.inside("payment"):
            writer.put("paymentType", payment_id(code))
            writer.put("paidAmnt", extract.amount(amount))
            writer.put("empID", receipt.by.no)
            writer.put("curCode", receipt.heading.currency)
            writer.put("accID", account)
