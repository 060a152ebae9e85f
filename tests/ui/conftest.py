"""A fresh counter for every test, copied from one that was set up once: hashing PINs takes its time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from tests.ui.counter import WITH_CARD, Counter, set_up
from till.domain.commands import StartProgram


@pytest.fixture(autouse=True)
def nothing_is_painted(monkeypatch: pytest.MonkeyPatch, tireless_drawer: None) -> None:
    """Leave out what a screen puts on a terminal: here is none, and tests read what stands on the screen.

    Half of what a test of screens cost went to paint. On real terminals they are painted in tests/terminal.
    """

    paint = Screen._compositor_refresh

    def seen_by_nobody(screen: Screen[object]) -> None:
        if screen is not screen.app.screen:
            paint(screen)  # It tells the dialog before it what has changed around.
            return
        screen._dirty_widgets.clear()
        screen._compositor._dirty_regions.clear()
        screen.app._update_mouse_over(screen)

    monkeypatch.setattr(Screen, "_compositor_refresh", seen_by_nobody)


@pytest.fixture(autouse=True, scope="session")
def styles_are_parsed_once() -> Iterator[None]:
    """Remember what the styles say from one counter to the next: they are the same text."""
    parse = Stylesheet._parse_rules
    known: dict[object, list[RuleSet]] = {}

    def parse_once(sheet: Stylesheet, css: str, *where: object, **more: object) -> list[RuleSet]:
        said = (css, where, tuple(sorted(more.items())), tuple(sheet._variables.items()))
        if said not in known:
            known[said] = parse(sheet, css, *where, **more)  # type: ignore[arg-type] # as they came
        return known[said]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(scope="session")
def new_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with three people in it."""
    folder = tmp_path_factory.mktemp("shop") / "data"
    set_up(folder)
    return folder


@pytest.fixture
def folder(new_register: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    shutil.copytree(new_register, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def counter(folder: Path) -> Iterator[Counter]:
    counter = Counter(folder)
    yield counter
    counter.register.close()
    counter.devices.close()


@pytest.fixture
def cards(folder: Path) -> Iterator[Counter]:
    """A counter that takes cards, and counts them."""
    counter = Counter(folder, WITH_CARD)
    counter.register.handle(StartProgram(counter.register.act(), "1", WITH_CARD))
    yield counter
    counter.register.close()
    counter.devices.close()
