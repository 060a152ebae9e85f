"""The last line has room for every key that does something, in each language, on a screen of 80 columns."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from textual.binding import Binding
from textual.screen import Screen

import till.ui.screens
from tests.slips.test_languages import LOCALES
from till.ui import cells
from till.ui.screens.home import HomeScreen
from till.ui.screens.sale import SaleScreen
from till.ui.widgets.key_bar import key_name
from till.wording.translation import _, use

# These offer different keys at different times: what there is at once, by the names of their bindings.
AT_ONCE = {
    HomeScreen: [
        "help open_shift more",
        "help sale cash_in drop pay_out no_sale more take_x close_shift",
    ],
    SaleScreen: [
        "department_too go_on resume refund go_back",
        "department_too go_on tender whole_discount park cancel go_back",
        "department_too go_on tender return_tender go_back",
    ],
}


def screens() -> list[type[Screen[object]]]:
    """Give every screen of ours."""
    found: set[type[Screen[object]]] = set()
    for module in pkgutil.iter_modules(till.ui.screens.__path__):
        for each in vars(importlib.import_module(f"till.ui.screens.{module.name}")).values():
            if isinstance(each, type) and issubclass(each, Screen) and each.__module__.startswith("till."):
                found.add(each)
    return sorted(found, key=lambda each: each.__name__)


def shown(screen: type[Screen[object]]) -> list[Binding]:
    """Give the keys of a screen that are meant to be seen."""
    merged = screen._merged_bindings
    assert merged is not None
    return [each for same in merged.key_to_bindings.values() for each in same if each.show]


def width(bindings: list[Binding]) -> int:
    """Give how many columns these keys take in the language in use."""
    return sum(cells.width(f" {key_name(each.key)} {_(each.description)}") for each in bindings)


@pytest.mark.parametrize("locale", LOCALES.values())
def test_no_key_is_left_out_because_its_word_is_long(locale: str) -> None:
    cut = []
    for screen in screens():
        if screen in AT_ONCE:
            names = [
                [f"{screen.__name__.removesuffix('Screen').lower()}.{n}" for n in s.split()]
                for s in AT_ONCE[screen]
            ]
            sets = [[each for each in shown(screen) if each.id in some] for some in names]
            assert [len(some) for some in sets] == [len(some) for some in names]
        else:
            sets = [shown(screen)]
        for keys in sets:
            use("en_US")
            room = max(80, width(keys))
            use(locale)
            if width(keys) > room:
                cut.append((screen.__name__, width(keys), [_(each.description) for each in keys]))
    assert cut == []
