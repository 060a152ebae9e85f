"""Slips that try the printer: everything it must be able to do, its letters, the width of its paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hardware.document import Align, Barcode, Columns, Cut, Document, Part, QrCode, Rule, Text
from till.wording.translation import _, marked

RULER_COLUMNS: Final = 64
"""More than any paper holds: where the first line of the ruler ends, the paper does."""
WIDTHS: Final = (24, 28, 32, 36, 39, 42, 45, 48, 52, 56, 60, 64)
"""The widths that the ruler names, each with its last digit at that column."""
USUAL_WIDTHS: Final = {32: marked("58 mm paper"), 42: marked("80 mm paper"), 48: marked("80 mm paper")}
# ruff: noqa: RUF001 -- other alphabets look alike, and are meant
LETTERS: Final = (
    ("Dansk, Norsk", "Æ Ø Å æ ø å"),
    ("Deutsch", "Ä Ö Ü ä ö ü ß"),
    ("Español, Português", "Á É Í Ñ Ó Ú Ç Ã ¿ ¡ ñ ç ã"),
    ("Français, Italiano", "À Â Ç È É Ê Ë Î Ï Ô Ù Œ à é è ê ô ù"),
    ("Polski, Čeština", "Ą Ć Ę Ł Ń Ś Ź Ż Č Ď Ě Ň Ř Š Ť Ů Ž"),
    ("Suomi, Svenska", "Å Ä Ö å ä ö"),
    ("Türkçe", "Ç Ğ I İ Ö Ş Ü ç ğ ı ö ş ü"),
    ("Ελληνικά", "Α Β Γ Δ Θ Λ Ξ Π Σ Φ Ψ Ω"),
    ("Русский", "А Б В Г Д Ж И Л Ф Ц Ш Щ Ы Э Ю Я"),
    ("", "€ £ $ ¥ ¢ § % & @ # ½ ¼ ° ± × – “ ” …"),
)


def trial_slip(columns: int, drawers: Mapping[int, str]) -> Document:
    """Lay out the slip that shows what the printer can do; `drawers` says in words where each stands."""
    code = f"TILL {columns}"
    parts: tuple[Part, ...] = (
        Text(_("TEST SLIP"), Align.CENTRE, bold=True, tall=True),
        Text(_("{columns} columns: the next line ends at the paper’s edge.").format(columns=columns)),
        Text(ruler(columns)),
        Rule(),
        Text(_("Bold"), bold=True),
        Text(_("Underlined"), underline=True),
        Text(_("Wide and tall"), wide=True, tall=True),
        Columns(_("An amount on the right"), "1 234.50"),
        Rule(),
        Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789"),
        Text("ÅÄÖ åäö ÆØ æø ÉÈÊ éèê Ñ ñ Ü ü ß € £"),
        Rule(),
        Barcode(code),
        QrCode(code),
        *(
            Text(_("Drawer {drawer}: {position}").format(drawer=drawer, position=position))
            for drawer, position in drawers.items()
        ),
        Text(_("If you can read this, slips will be readable. The knife cuts below.")),
        Cut(),
    )
    return Document(_("Test slip"), parts)


def letters_slip() -> Document:
    """Lay out the letters of many languages: what the printer lacks is seen at once."""
    parts: tuple[Part, ...] = (
        Text(_("LETTERS"), Align.CENTRE, bold=True, tall=True),
        Text(_("A letter that is missing or wrong here will be so on slips.")),
        Rule(),
        *(Text(f"{language}: {letters}" if language else letters) for language, letters in LETTERS),
        Cut(),
    )
    return Document(_("Letters"), parts)


def width_slip() -> Document:
    """Lay out the slip that shows how wide the paper is; it is printed as if the paper were wider."""
    parts: tuple[Part, ...] = (
        Text(ruler(RULER_COLUMNS)),
        # Short enough for the narrowest paper, since nobody knows yet how wide it is.
        Text(_("Which is the last number")),
        Text(_("that is whole on the")),
        Text(_("first line?")),
        Cut(),
    )
    return Document(_("Paper width"), parts)


def ruler(columns: int) -> str:
    """Draw a line with a number ending at each width of WIDTHS, dots between."""
    dots = ["."] * columns
    for width in WIDTHS:
        if width <= columns:
            dots[width - 2 : width] = str(width)
    return "".join(dots)
