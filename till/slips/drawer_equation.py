"""The drawer on an X or Z report, as sums that can be checked with a pencil."""

from __future__ import annotations

from typing import Final

from hardware.document import Columns, Part, Text
from till.domain.figures import DrawerFigures, Figures, MovementTotal
from till.domain.settings import Heading
from till.domain.vocabulary import MovementType
from till.slips.heading import RULE, amount_row, remarks, section
from till.wording.messages import difference_name, movement_name
from till.wording.money import money
from till.wording.translation import _

_ORDER: Final = {type_: place for place, type_ in enumerate(MovementType)}


def drawer_section(figures: Figures) -> list[Part]:
    """Lay out three sums: the opening, what must be in the drawer, and what became of it."""
    heading, drawer = figures.heading, figures.drawer
    name = _("Drawer {drawer}, {currency}").format(drawer=figures.drawer_no, currency=heading.currency)
    parts = section(name)
    if figures.blind:
        parts.append(Text(_("What must be in the drawer is left out.")))
    return [*parts, *_opening(heading, drawer), *_expected(heading, drawer), *_closing(figures)]


def _opening(heading: Heading, drawer: DrawerFigures) -> list[Part]:
    """Float counted less float carried over is the opening difference; nothing where nothing was carried."""
    if drawer.float_carried is None or drawer.float_counted is None or drawer.opening_difference is None:
        return []
    gap = drawer.opening_difference
    label = _("Opening difference: {name}").format(name=difference_name(gap))
    return [
        amount_row(heading, _("Float carried over"), drawer.float_carried),
        amount_row(heading, _("Float counted"), drawer.float_counted),
        amount_row(heading, label, gap, sign=True),
        RULE,
    ]


def _expected(heading: Heading, drawer: DrawerFigures) -> list[Part]:
    """The float and all that came and went is what must be there."""
    rows = (
        (_("Float counted"), drawer.float_counted, False),
        (_("Cash sales"), drawer.cash_sales, True),
        (_("Cash refunds"), drawer.cash_refunds, True),
        (_("Cashback"), drawer.cashback, True),
        (_("Other systems"), drawer.external, True),
    )
    parts: list[Part] = [
        amount_row(heading, label, amount, sign=sign) for label, amount, sign in rows if amount is not None
    ]
    moves = [each for each in drawer.movements if each.type is not MovementType.NO_SALE]
    parts += [_movement(heading, each) for each in sorted(moves, key=_place)]
    if drawer.expected is not None:
        parts += [RULE, amount_row(heading, _("Expected"), drawer.expected, bold=True)]
    return parts


def _place(total: MovementTotal) -> tuple[int, bool]:
    return _ORDER[total.type], total.undo


def _movement(heading: Heading, total: MovementTotal) -> Columns:
    amount = total.amount
    text = "" if amount is None else money(amount, heading.currency, heading.locale, sign=True)
    return Columns(movement_name(total.type, undo=total.undo), text, middle=str(total.count))


def _closing(figures: Figures) -> list[Part]:
    """Counted less expected is over or short; counted less what was taken out is the next float.

    Where nobody counted, there is nothing to compare: what was expected stays as the next float.
    """
    heading, drawer = figures.heading, figures.drawer
    if figures.uncounted:
        return _uncounted(heading, drawer)
    if drawer.counted is None:
        return []
    counted = drawer.counted.amount
    parts: list[Part] = []
    if drawer.difference is not None:
        label = difference_name(drawer.difference).upper()
        parts.append(amount_row(heading, _("Counted"), counted, bold=True))
        parts.append(amount_row(heading, label, drawer.difference, bold=True, sign=True))
        # The reason is for the difference, so whoever may not see the one does not see the other.
        parts += remarks(drawer.reason, None)
    parts += [RULE, amount_row(heading, _("Counted"), counted)]
    if drawer.taken is not None:
        parts.append(amount_row(heading, _("Taken out"), -drawer.taken))
    if drawer.bag:
        parts.append(Text(_("  in bag {bag}").format(bag=drawer.bag)))
    if drawer.left is not None:
        parts += [RULE, amount_row(heading, _("Left as float"), drawer.left, bold=True)]
    return parts


def _uncounted(heading: Heading, drawer: DrawerFigures) -> list[Part]:
    parts: list[Part] = [Text(_("Not counted; carried on as expected."), bold=True)]
    if drawer.difference is not None:
        parts += remarks(drawer.reason, None)
    if drawer.left is not None:
        parts += [RULE, amount_row(heading, _("Left as float"), drawer.left, bold=True)]
    return parts


def tenders_section(figures: Figures) -> list[Part]:
    """Lay out the tenders that are counted at the close: what the shift took, what was counted."""
    heading = figures.heading
    parts: list[Part] = []
    for each in figures.drawer.tenders or ():
        parts.append(Columns(each.name, "", bold=True))
        if each.expected is not None:
            parts.append(amount_row(heading, _("  Expected"), each.expected))
        if each.counted is not None:
            parts.append(amount_row(heading, _("  Counted"), each.counted))
        if each.difference is not None:
            label = f"  {difference_name(each.difference).upper()}"
            parts.append(amount_row(heading, label, each.difference, bold=True, sign=True))
    name = _("Other tenders, {currency}").format(currency=heading.currency)
    return [*section(name), *parts] if parts else []
