"""VAT by rate, as receipts and reports show it."""

from __future__ import annotations

from hardware.document import Part
from till.domain.settings import Heading
from till.slips.heading import amount_row
from till.wording.quantities import percent
from till.wording.translation import _


def vat_rows(heading: Heading, rate: int, net: int, vat: int) -> list[Part]:
    """Lay out net, VAT and both together of one rate, a line each: no width cuts a sum off."""
    words = percent(rate, heading.locale)
    return [
        amount_row(heading, _("Net at {rate}").format(rate=words), net),
        amount_row(heading, _("VAT {rate}").format(rate=words), vat),
        amount_row(heading, _("  with VAT"), net + vat),
    ]
