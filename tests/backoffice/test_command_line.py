"""`till backoffice …`: a journal by hand, with the same proof as over the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shop import Answer, Shop, call


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    made = Shop(tmp_path, None)
    assert made.open().code == 0
    return made


def office(shop: Shop, *words: str) -> Answer:
    return call("--json", "backoffice", *words, "--database", f"sqlite:///{shop.folder}/office.sqlite")


def test_a_journal_goes_to_the_office_and_back_on_a_stick(shop: Shop) -> None:
    first, second, back = (str(shop.folder / name) for name in ("first", "second", "back"))
    assert shop.say("Ana", "journal", "export", first).code == 0
    unknown = office(shop, "import", first)
    assert unknown.code == 6
    assert unknown.plain["error"]["kind"] == "unknown-register"
    taken = office(shop, "import", first, "--enrol").plain
    assert taken["name"] == "REG-001"
    held = taken["held"]["seq"]
    assert shop.say("Ben", "cash", "in", "--amount", "5", "--reason", "float").code == 0
    assert shop.say("Ana", "journal", "export", second, "--since", str(held)).code == 0
    assert office(shop, "import", second).plain["records"] > 0
    assert office(shop, "import", second).plain["records"] == 0
    assert office(shop, "export", "REG-001", back).code == 0
    verdict = call("--json", "journal", "verify", back).plain
    assert verdict["intact"]
    assert Path(back).read_bytes() == Path(first).read_bytes() + Path(second).read_bytes()


def test_a_file_that_does_not_go_on_where_the_office_is_is_refused(shop: Shop) -> None:
    whole, later = str(shop.folder / "whole"), str(shop.folder / "later")
    assert shop.say("Ana", "journal", "export", later, "--since", "5").code == 0
    refused = office(shop, "import", later)
    assert refused.code == 6
    assert "does not hold what comes before" in refused.errors
    assert shop.say("Ana", "journal", "export", whole).code == 0
    lines = Path(whole).read_bytes().replace(b"Kaffe AB", b"Kaffe BA")
    Path(whole).write_bytes(lines)
    changed = office(shop, "import", whole, "--enrol")
    assert changed.code == 6
    assert changed.plain["error"]["kind"] == "invalid-payload"


def test_codes_people_and_registers_are_told(shop: Shop) -> None:
    assert office(shop, "init").code == 0
    code = office(shop, "enrol", "REG-001").plain["code"]
    assert len(code) == 14
    assert office(shop, "registers").plain == {"registers": []}
    assert office(shop, "alarms").plain == {"alarms": []}
    assert office(shop, "revoke", "REG-001").code == 2
    environment = {"TILL_OFFICE_PASSWORD": "short"}
    words = ("backoffice", "person", "Ana", "--database", f"sqlite:///{shop.folder}/office.sqlite")
    assert call(*words, environment=environment).code == 2
    assert call(*words, environment={"TILL_OFFICE_PASSWORD": "long enough"}).code == 0


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mysql://here/there",
        "sqlite:////proc/none/office.sqlite",
        "postgresql+psycopg://127.0.0.1:1/x",
    ],
)
def test_a_database_that_cannot_be_used_is_a_sentence(url: str) -> None:
    answer = call("--json", "backoffice", "registers", "--database", url)
    assert answer.code in (2, 5)
    assert answer.errors.strip().endswith(".")
    assert "Traceback" not in answer.errors


def test_a_system_gets_a_token_for_some_rights_until_it_is_taken_back(shop: Shop) -> None:
    journal = str(shop.folder / "journal")
    assert shop.say("Ana", "journal", "export", journal).code == 0
    assert office(shop, "import", journal, "--enrol").code == 0
    made = office(shop, "grant", "Accounts", "--right", "toast:read", "--register", "1").plain
    assert len(made["restaurants"]["Main Street"]) == 36
    assert office(shop, "grant", "Accounts", "--right", "everything").code == 2
    (listed,) = office(shop, "grants").plain["grants"]
    assert (listed["name"], listed["rights"], listed["registers"]) == ("Accounts", "toast:read", "1")
    assert made["token"] not in str(listed)
    assert office(shop, "ungrant", str(listed["no"])).code == 0
    assert office(shop, "ungrant", str(listed["no"])).code == 2
