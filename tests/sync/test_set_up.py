"""A register that is set up makes itself known at its office; without a line it is ready all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.sync.office_program import OfficeProgram
from till.cli.setup_work import ConfiguredSetUp
from till.config import load_config
from till.domain.errors import Refused
from till.ui.set_up import SetUpAnswers

ANSWERS = SetUpAnswers(
    organisation="Kaffe AB", store="Main Street", manager="Ana", pin="4711", printer="none"
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeProgram]:
    made = OfficeProgram(tmp_path)
    yield made
    made.kill()


def test_a_register_is_known_at_its_office_from_the_set_up_on(tmp_path: Path, office: OfficeProgram) -> None:
    code = office.ask("enrol", "REG-001").plain["code"]
    path = tmp_path / "config.toml"
    work = ConfiguredSetUp(path)
    answers = replace(ANSWERS, office_url=office.url, office_code=code.lower())
    work.found(answers)
    assert work.enrol(replace(answers, office_code="AAAA-BBBB-CCCC")) != ""
    assert work.enrol(answers) == ""
    (peer,) = load_config(path).peers
    assert peer.token_file.exists()
    (known,) = office.ask("registers").plain["registers"]
    assert known["name"] == "REG-001"
    office.kill()
    assert "cannot be reached" in work.enrol(answers)
    assert path.exists()


def test_a_second_person_who_cannot_be_added_leaves_no_register(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    work = ConfiguredSetUp(path)
    with pytest.raises(Refused):
        work.found(replace(ANSWERS, second="Kim", second_pin="12"))
    assert not path.exists()
    work.found(replace(ANSWERS, second="Kim", second_pin="4712"))
    assert path.exists()
