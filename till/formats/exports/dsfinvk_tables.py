"""The tables of DSFinV-K 2.4, and how they are written: the form alone, nothing of ours.

The order of tables and columns, their names, lengths and decimals are those of the description that goes with
the form (Bundeszentralamt für Steuern, DSFinV-K 2.4; GDPdU description standard 1.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape

from till.formats.exports.extract import NOT_A_CERTIFICATION

_KEY: Final = "Z_KASSE_ID:50 Z_ERSTELLUNG:30 Z_NR:n"
_BON: Final = f"{_KEY} BON_ID:40"
_LINE: Final = f"{_BON} POS_ZEILE:50"
_PLACE: Final = "STRASSE:60 {0}PLZ:10 {0}ORT:62 {0}LAND:3"
# A number behind the colon is the length of a text; n0 to n5 is a number with so many decimals.
_FORM: Final = f"""
cashpointclosing.csv Stamm_Abschluss {_KEY} Z_BUCHUNGSTAG:25 TAXONOMIE_VERSION:10 Z_START_ID:40 Z_ENDE_ID:40 \
NAME:60 {_PLACE.format("")} STNR:20 USTID:15 Z_SE_ZAHLUNGEN:n2 Z_SE_BARZAHLUNGEN:n2
location.csv Stamm_Orte {_KEY} LOC_NAME:60 LOC_{_PLACE.format("LOC_")} LOC_USTID:15
cashregister.csv Stamm_Kassen {_KEY} KASSE_BRAND:50 KASSE_MODELL:50 KASSE_SERIENNR:70 KASSE_SW_BRAND:50 \
KASSE_SW_VERSION:50 KASSE_BASISWAEH_CODE:3 KEINE_UST_ZUORDNUNG:1
slaves.csv Stamm_Terminals {_KEY} TERMINAL_ID:50 TERMINAL_BRAND:50 TERMINAL_MODELL:50 TERMINAL_SERIENNR:70 \
TERMINAL_SW_BRAND:50 TERMINAL_SW_VERSION:50
pa.csv Stamm_Agenturen {_KEY} AGENTUR_ID:n AGENTUR_NAME:60 AGENTUR_{_PLACE.format("AGENTUR_")} \
AGENTUR_STNR:20 AGENTUR_USTID:15
tse.csv Stamm_TSE {_KEY} TSE_ID:n TSE_SERIAL:68 TSE_SIG_ALGO:21 TSE_ZEITFORMAT:31 TSE_PD_ENCODING:5 \
TSE_PUBLIC_KEY:512 TSE_ZERTIFIKAT_I:1000 TSE_ZERTIFIKAT_II:1000
vat.csv Stamm_USt {_KEY} UST_SCHLUESSEL:n UST_SATZ:n2 UST_BESCHR:55
businesscases.csv Z_GV_Typ {_KEY} GV_TYP:30 GV_NAME:40 AGENTUR_ID:n UST_SCHLUESSEL:n Z_UMS_BRUTTO:n5 \
Z_UMS_NETTO:n5 Z_UST:n5
payment.csv Z_Zahlart {_KEY} ZAHLART_TYP:25 ZAHLART_NAME:60 Z_ZAHLART_BETRAG:n2
cash_per_currency.csv Z_Waehrungen {_KEY} ZAHLART_WAEH:3 ZAHLART_BETRAG_WAEH:n2
transactions.csv Bonkopf {_BON} BON_NR:n BON_TYP:30 BON_NAME:60 TERMINAL_ID:50 BON_STORNO:1 BON_START:30 \
BON_ENDE:30 BEDIENER_ID:50 BEDIENER_NAME:50 UMS_BRUTTO:n2 KUNDE_NAME:50 KUNDE_ID:50 KUNDE_TYP:50 \
KUNDE_{_PLACE.format("KUNDE_")} KUNDE_USTID:15 BON_NOTIZ:255
datapayment.csv Bonkopf_Zahlarten {_BON} ZAHLART_TYP:25 ZAHLART_NAME:60 ZAHLWAEH_CODE:3 ZAHLWAEH_BETRAG:n2 \
BASISWAEH_BETRAG:n2
lines.csv Bonpos {_LINE} GUTSCHEIN_NR:50 ARTIKELTEXT:255 POS_TERMINAL_ID:50 GV_TYP:30 GV_NAME:40 INHAUS:1 \
P_STORNO:1 AGENTUR_ID:n ART_NR:50 GTIN:50 WARENGR_ID:40 WARENGR:50 MENGE:n3 FAKTOR:n3 EINHEIT:50 STK_BR:n5
itemamounts.csv Bonpos_Preisfindung {_LINE} TYP:20 UST_SCHLUESSEL:n PF_BRUTTO:n5 PF_NETTO:n5 PF_UST:n5
subitems.csv Bonpos_Zusatzinfo {_LINE} ZI_ART_NR:50 ZI_GTIN:50 ZI_NAME:60 ZI_WARENGR_ID:40 ZI_WARENGR:50 \
ZI_MENGE:n3 ZI_FAKTOR:n3 ZI_EINHEIT:50 ZI_UST_SCHLUESSEL:n ZI_BASISPREIS_BRUTTO:n5 ZI_BASISPREIS_NETTO:n5 \
ZI_BASISPREIS_UST:n5
transactions_tse.csv TSE_Transaktionen {_BON} TSE_ID:n TSE_TANR:n TSE_TA_START:30 TSE_TA_ENDE:30 \
TSE_TA_VORGANGSART:30 TSE_TA_SIGZ:n TSE_TA_SIG:512 TSE_TA_FEHLER:200 TSE_VORGANGSDATEN:1000
transactions_vat.csv Bonkopf_USt {_BON} UST_SCHLUESSEL:n BON_BRUTTO:n5 BON_NETTO:n5 BON_UST:n5
lines_vat.csv Bonpos_USt {_LINE} UST_SCHLUESSEL:n POS_BRUTTO:n5 POS_NETTO:n5 POS_UST:n5
allocation_groups.csv Bonkopf_AbrKreis {_BON} ABRECHNUNGSKREIS:50
references.csv Bon_Referenzen {_LINE} REF_TYP:20 REF_NAME:40 REF_DATUM:30 REF_Z_KASSE_ID:50 REF_Z_NR:n \
REF_BON_ID:40
"""
INDEX: Final = "index.xml"
DTD: Final = "gdpdu-01-09-2004.dtd"
END: Final = "\r\n"
Value = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a text of at most so many characters, or without a length a number with so many decimals."""

    name: str
    length: int | None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table, which is one file."""

    file: str
    name: str
    columns: tuple[Column, ...]

    def heading(self) -> str:
        """Write the first line, which names the columns."""
        return ";".join(f'"{column.name}"' for column in self.columns) + END

    def line(self, values: Sequence[Value]) -> str:
        """Write one line; texts that are too long are cut."""
        cells = zip(self.columns, values, strict=True)
        return ";".join(_cell(column, value) for column, value in cells) + END


def _column(form: str) -> Column:
    name, _, sort = form.partition(":")
    return Column(name, None, int(sort[1:] or 0)) if sort.startswith("n") else Column(name, int(sort))


def _table(form: str) -> Table:
    file, name, *columns = form.split()
    return Table(file, name, tuple(_column(each) for each in columns))


TABLES: Final = {table.file: table for table in (_table(form) for form in _FORM.strip().splitlines())}
"""The tables by file, in their order."""


def _cell(column: Column, value: Value) -> str:
    if value is None or value == "":
        return "" if column.length is None else '""'
    if column.length is None:
        return format(Decimal(value), f".{column.decimals}f").replace(".", ",")
    text = "".join(each if each.isprintable() else " " for each in str(value))
    if len(text) > column.length:
        text = text[: column.length - 1] + "…"
    return '"' + text.replace('"', '""') + '"'


def index_xml(owner: str, place: str) -> Iterator[str]:
    """Write the file that describes the others; that this is no certification stands on its first line."""
    yield f'<?xml version="1.0" encoding="UTF-8"?><!-- {NOT_A_CERTIFICATION} -->{END}'
    yield f'<!DOCTYPE DataSet SYSTEM "{DTD}">{END}<DataSet>{END}<Version>1.0</Version>{END}'
    yield (
        f"<DataSupplier><Name>{escape(owner)}</Name><Location>{escape(place)}</Location>"
        f"<Comment>{NOT_A_CERTIFICATION}</Comment></DataSupplier>{END}<Media><Name>DSFinV-K</Name>{END}"
    )
    for table in TABLES.values():
        yield f"<Table><URL>{table.file}</URL><Name>{table.name}</Name><UTF8/>"
        yield "<DecimalSymbol>,</DecimalSymbol><DigitGroupingSymbol>.</DigitGroupingSymbol>"
        yield f"<Range><From>2</From></Range>{END}<VariableLength><ColumnDelimiter>;</ColumnDelimiter>"
        yield "<RecordDelimiter>&#xD;&#xA;</RecordDelimiter>"
        yield f'<TextEncapsulator>"</TextEncapsulator>{END}'
        for column in table.columns:
            yield f"<VariableColumn><Name>{column.name}</Name>{_sort(column)}</VariableColumn>{END}"
        yield f"</VariableLength></Table>{END}"
    yield f"</Media>{END}</DataSet>{END}"


def _sort(column: Column) -> str:
    if column.length is not None:
        return f"<AlphaNumeric/><MaxLength>{column.length}</MaxLength>"
    return f"<Numeric><Accuracy>{column.decimals}</Accuracy></Numeric>" if column.decimals else "<Numeric/>"


def dtd() -> str:
    """Write the grammar that the description names: of the elements that are used here, in their order."""
    plain = (
        "Version Name Location Comment URL DecimalSymbol DigitGroupingSymbol From ColumnDelimiter "
        "RecordDelimiter TextEncapsulator MaxLength Accuracy"
    ).split()
    made = {
        "DataSet": "(Version, DataSupplier?, Media+)",
        "DataSupplier": "(Name, Location, Comment)",
        "Media": "(Name, Table+)",
        "Table": "(URL, Name?, UTF8?, (DecimalSymbol, DigitGroupingSymbol)?, Range?, VariableLength)",
        "Range": "(From)",
        "VariableLength": "(ColumnDelimiter?, RecordDelimiter?, TextEncapsulator?, VariableColumn+)",
        "VariableColumn": "(Name, (Numeric | (AlphaNumeric, MaxLength?)))",
        "Numeric": "(Accuracy?)",
        "AlphaNumeric": "EMPTY",
        "UTF8": "EMPTY",
        **dict.fromkeys(plain, "(#PCDATA)"),
    }
    note = f"<!-- {NOT_A_CERTIFICATION} Only what {INDEX} uses is declared here. -->{END}"
    return note + "".join(f"<!ELEMENT {name} {content}>{END}" for name, content in made.items())
