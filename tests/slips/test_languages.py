"""Slips in each language: what is the same for all of them, and a few compared with files checked by eye.

`TILL_WRITE_GOLDEN=1 pytest tests/slips/test_languages.py` writes the files anew; look at what changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from hardware.document import Columns, Document, Text
from tests.slips.day import SETTINGS, TWO_DRAWERS, day_of_movements, whole_day
from tests.slips.rare import PACKED, rare_day
from tests.slips.sales import SHOP, day_of_sales
from till.slips import as_copy, slip_for
from till.wording.translation import use

LOCALES = {"sv": "sv_SE", "de": "de_DE", "es": "es_ES", "fr": "fr_FR"}
GOLDEN = Path(__file__).parent / "golden" / "languages"
RARE = (
    "rare-correction",
    "rare-import",
    "rare-suspended",
    "rare-parked",
    "rare-late-item",
    "rare-recount",
    "rare-training-refund",
    "rare-training-x",
)
SHOWN = ("pay-out-again", "drop", "mixed", "refund", "copy", "sales-x", "sales-z", *RARE)


@cache
def slips(locale: str) -> dict[str, Document]:
    """Give every slip of four days in the language of `locale`."""
    use(locale)
    try:
        entries = dict(whole_day(replace(SETTINGS, locale=locale)).done)
        entries |= {
            f"moves-{name}": e
            for name, e in day_of_movements(replace(TWO_DRAWERS, locale=locale)).done.items()
        }
        sales = day_of_sales(replace(SHOP, locale=locale)).done
        entries |= {f"sales-{name}" if name in ("x", "z") else name: e for name, e in sales.items()}
        rare = rare_day(replace(PACKED, locale=locale)).done
        entries |= {f"rare-{name}": e for name, e in rare.items()}
        made = {name: slip_for(entry, full=True) for name, entry in entries.items()}
        printed = {name: slip for name, slip in made.items() if slip is not None}
        return {**printed, "copy": as_copy(printed["mixed"])}
    finally:
        use("en_US")


def rows(slip: Document) -> Iterator[tuple[Columns | Text, list[str]]]:
    """Give each part of a slip with its lines on the narrowest paper."""
    for part in slip.parts:
        if isinstance(part, Columns | Text):
            yield part, [line.rstrip() for line in Document("", (part,)).to_text(32).splitlines()]


@pytest.mark.parametrize("locale", LOCALES.values())
def test_no_word_of_ours_is_cut_off_or_broken_on_narrow_paper(locale: str) -> None:
    found, english = slips(locale), slips("en_US")
    assert found.keys() == english.keys()
    bad = []
    for name, slip in found.items():
        assert len(slip.parts) == len(english[name].parts)
        for (part, lines), (_part, before) in zip(rows(slip), rows(english[name]), strict=True):
            heading = part.bold or part.tall or isinstance(part, Columns)
            cut = "…" in "".join(lines) and "…" not in "".join(before)
            if cut or (heading and len(lines) > len(before)):
                bad.append((name, lines))
    assert bad == []


@pytest.mark.parametrize("locale", LOCALES.values())
def test_amounts_and_numbers_are_those_of_the_english_slip(locale: str) -> None:
    for name, slip in slips(locale).items():
        for ours, theirs in zip(slip.parts, slips("en_US")[name].parts, strict=True):
            if isinstance(ours, Columns) and isinstance(theirs, Columns):
                digits = [[each for each in part.right if each.isdigit()] for part in (ours, theirs)]
                assert ours.middle == theirs.middle
                assert digits[0] == digits[1] or ":" in theirs.right or "," in theirs.right


@pytest.mark.parametrize("columns", [32, 42, 48])
@pytest.mark.parametrize("language", LOCALES)
def test_slips_look_as_they_did_when_somebody_read_them(language: str, columns: int) -> None:
    printed = slips(LOCALES[language])
    text = "".join(
        f"{line.rstrip()}\n" for name in SHOWN for line in printed[name].to_text(columns).splitlines()
    )
    file = GOLDEN / f"{language}.{columns}.txt"
    if os.environ.get("TILL_WRITE_GOLDEN") == "1":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text


def test_the_swedish_reports_bear_the_names_the_law_gives_them() -> None:
    """SKVFS 2014:9, 7 kap.: “Z-dagrapport” stands on the Z; the marks are “kopia” and “övning”."""
    printed = slips("sv_SE")
    z, x, copy = (printed[name].to_text(42) for name in ("sales-z", "sales-x", "copy"))
    assert "Z-DAGRAPPORT 1" in z
    assert "X-DAGRAPPORT\n" in x
    assert "KOPIA" in copy
    for words in (
        "Total försäljning",
        "Moms 22 %",
        "Växelkassa",
        "Lådöppningar",
        "Kopior",
        "Övning",
        "Returer",
    ):
        assert words in z
    for words in ("Sålda varor", "Sålda tjänster", "Kvitton", "Rabatter", "Andra avdrag", "Ej klara köp"):
        assert words in z
