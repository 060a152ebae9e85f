"""Sentences and names for everything people see, in the language of the register."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from till.domain import errors
from till.domain.errors import AboveLimit, BadCount, Refused, ShiftAlreadyOpen
from till.domain.money import Money
from till.domain.people import Right
from till.domain.settings import SessionPolicy
from till.domain.vocabulary import (
    Confirmation,
    KickOutcome,
    MovementType,
    PinPurpose,
    ReportType,
    ShiftStatus,
)
from till.wording import translation
from till.wording.messages import (
    confirmation_name,
    difference_name,
    kick_name,
    kick_sentence,
    movement_name,
    policy_name,
    purpose_name,
    report_name,
    right_name,
    sentence,
    status_name,
)

NAMES: list[tuple[type[StrEnum], Callable[..., str]]] = [
    (Confirmation, confirmation_name),
    (KickOutcome, kick_name),
    (KickOutcome, kick_sentence),
    (MovementType, movement_name),
    (PinPurpose, purpose_name),
    (ReportType, report_name),
    (Right, right_name),
    (SessionPolicy, policy_name),
    (ShiftStatus, status_name),
]
REFUSALS = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Refused)]


@pytest.fixture
def swedish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak from a small Swedish catalogue until the test is over."""
    catalogue = Catalog(locale="sv")
    catalogue.add("Pay-out", "Utbetalning")
    catalogue.add(AboveLimit.sentence, "{limit} är din gräns, {amount} är mer. Någon annan får godkänna.")
    folder = tmp_path / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "till.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(translation, "CATALOGUES", tmp_path)
    translation.use("sv_SE")
    yield
    translation.use("en_US")


@pytest.mark.parametrize(("closed", "name"), NAMES, ids=lambda each: each.__name__)
def test_each_word_of_a_closed_list_has_a_name(closed: type[StrEnum], name: Callable[..., str]) -> None:
    names = [name(word) for word in closed]
    if closed is not MovementType:
        assert len(set(names)) == len(names)
    assert all(each and each[0].isalpha() and each not in list(closed) for each in names)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda each: each.__name__)
def test_each_refusal_is_a_whole_sentence(refusal: type[Refused]) -> None:
    fields = [name for _text, name, _spec, _conversion in string.Formatter().parse(refusal.sentence) if name]
    said = sentence(refusal(**{name: Money(1_240_50, "SEK") for name in fields}), "sv_SE")
    assert said.count("1 240,50") == len(fields)
    assert said[0].isupper() or not said[0].isalpha()
    assert said.endswith(".")
    assert not {"{", "}"} & set(said)


def test_a_refusal_names_amounts_as_the_locale_writes_them() -> None:
    refused = AboveLimit(amount=Money(1_035_00, "EUR"), limit=Money(20_00, "EUR"))
    said = "is above your limit of 20,00. Another person who may approve it must."
    assert sentence(refused, "sv_SE") == f"1 035,00 {said}"
    assert sentence(BadCount(text=Money(25, "EUR")), "en_US").startswith("0.25 is not a note or coin")
    assert sentence(ShiftAlreadyOpen(shift=42), "sv_SE").startswith("Shift 42 is already open")


def test_what_people_typed_is_not_read_as_a_template() -> None:
    assert "{shift} {0.__class__}" in sentence(
        errors.UnknownReason(reason="{shift} {0.__class__}", reasons=""), "sv_SE"
    )


def test_people_read_their_own_language_where_there_is_a_catalogue(swedish: None) -> None:
    refused = AboveLimit(amount=Money(35_00, "SEK"), limit=Money(20_00, "SEK"))
    assert sentence(refused, "sv_SE").startswith("20,00 är din gräns, 35,00 är mer.")
    assert movement_name(MovementType.PAY_OUT) == "Utbetalning"
    assert movement_name(MovementType.CASH_IN) == "Cash in"


def test_people_read_english_where_there_is_no_catalogue() -> None:
    for locale in ("xx_YY", "", "../../etc"):
        translation.use(locale)
        assert movement_name(MovementType.PAY_OUT) == "Pay-out"


def test_an_undo_has_a_name_of_its_own() -> None:
    undone = {movement_name(type_, undo=True) for type_ in (MovementType.CASH_IN, MovementType.CASH_OUT)}
    assert undone == {"Cash in undone", "Drop undone"}
    assert movement_name(MovementType.PAY_OUT, undo=True) == movement_name(MovementType.UNDO_PAY_OUT)


def test_a_drawer_that_did_not_open_says_what_to_do() -> None:
    said = "The drawer did not open. Is it locked?"
    assert kick_sentence(KickOutcome.NO_MOTION, "F6") == f"{said} Press F6 to try again."
    assert kick_sentence(KickOutcome.NO_MOTION) == said
    assert "F6" not in kick_sentence(KickOutcome.CONFIRMED, "F6")


def test_a_difference_is_over_short_or_exact() -> None:
    assert [difference_name(amount) for amount in (1, -1, 0)] == ["Over", "Short", "Exact"]


def test_a_z_is_named_with_its_number() -> None:
    assert (report_name(ReportType.X), report_name(ReportType.Z, 17)) == ("X report", "Z report 17")
