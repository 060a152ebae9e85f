"""`till employee set-badge`."""

from __future__ import annotations

from tests.cli.shop import ANA, BEN, CIA, PINS, Answer, Shop, call

CODE = "KAFFE-000231-B"


def set_badge(shop: Shop, person: str, whose: str, code: str | None, *words: str) -> Answer:
    environment = {"TILL_PIN": PINS[person]} | ({} if code is None else {"TILL_BADGE": code})
    return shop.ask("--as", person, "employee", "set-badge", whose, *words, environment=environment)


def test_a_manager_gives_a_badge_that_is_no_argument_and_in_no_answer(shop: Shop) -> None:
    answer = set_badge(shop, ANA, "2", CODE)
    assert answer.plain["badge_set"] == {"no": 2, "name": BEN, "removed": False}
    assert CODE not in answer.text + answer.errors
    listed = {each["name"]: each["has_badge"] for each in shop.ask("employee", "list").plain["employees"]}
    assert listed == {ANA: False, BEN: True, CIA: False}
    assert set_badge(shop, ANA, BEN, None, "--remove").plain["badge_set"]["removed"]
    assert not shop.ask("employee", "list").plain["employees"][1]["has_badge"]


def test_a_badge_that_cannot_be_given_is_refused(shop: Shop) -> None:
    assert set_badge(shop, BEN, BEN, CODE).refused == "NeedsApproval"
    assert set_badge(shop, ANA, BEN, "short").refused == "BadBadge"
    assert set_badge(shop, ANA, BEN, CODE).code == 0
    assert set_badge(shop, ANA, CIA, CODE).refused == "BadgeTaken"
    without = set_badge(shop, ANA, CIA, None)
    assert (without.code, "$TILL_BADGE" in without.errors) == (2, True)


def test_no_file_that_the_till_wrote_in_a_day_holds_a_pin_or_a_badge(shop: Shop) -> None:
    """PINs of twelve digits, so that no digest or id holds them by chance."""
    secret = {ANA: "831047265190", BEN: "274905518836", CIA: "690182734455"}
    codes = {ANA: "BADGE-ANA-77120", BEN: "BADGE-BEN-77121", CIA: "7312099000123"}
    said = ""

    def ask(person: str, *words: str, pin: str = "", **environment: str) -> Answer:
        nonlocal said
        given = {"TILL_PIN": pin or secret[person], **environment}
        answer = shop.ask("--as", person, *words, environment=given)
        said += answer.text + answer.errors
        return answer

    for person, pin in secret.items():
        new = {"TILL_NEW_PIN": pin}
        assert ask(person, "employee", "set-pin", person, pin=PINS[person], **new).code == 0
    for person, code in codes.items():
        assert ask(ANA, "employee", "set-badge", person, TILL_BADGE=code).code == 0
    approved = {"TILL_APPROVER_PIN": secret[CIA]}
    assert ask(BEN, "shift", "open", "--float", "200.00").code == 0
    assert ask(BEN, "report", "x", pin=secret[CIA]).refused == "WrongPin"
    assert ask(BEN, "report", "x", pin=codes[ANA]).refused == "OthersBadge"
    assert ask(BEN, "report", "x", pin=codes[BEN]).code == 0
    over = ("cash", "pay-out", "--amount", "60.00", "--reason", "cleaning", "--approved-by", CIA)
    assert ask(BEN, *over, **approved).code == 0
    assert ask(BEN, "report", "x").code == 0
    assert ask(BEN, "shift", "count", "--amount", "140.00").code == 0
    assert ask(BEN, "shift", "close", "--left", "140.00").code == 0
    assert ask(ANA, "journal", "export", str(shop.export)).code == 0
    for words in (("status",), ("journal", "list"), ("employee", "list"), ("jobs", "list"), ("doctor",)):
        ask(ANA, *words)
        said += call("--config", str(shop.config), *words).text
    files = [path for path in shop.folder.rglob("*") if path.is_file()]
    assert {"journal.sqlite", "journal.jsonl", "config.toml"} <= {path.name for path in files}
    written = {path.name: path.read_bytes() for path in files} | {"what was said": said.encode()}
    found = [
        (name, code)
        for name, content in written.items()
        for code in (*secret.values(), *codes.values())
        if code.encode() in content or code.encode("utf-16-le") in content
    ]
    assert found == []
    assert b"pin-set/1" in written["journal.jsonl"]
    assert b"badge-set/1" in written["journal.jsonl"]


def with_badges(shop: Shop) -> Shop:
    for person, code in ((BEN, CODE), (CIA, "KAFFE-000232-C")):
        assert set_badge(shop, ANA, person, code).code == 0
    return shop


def test_a_badge_scanned_instead_of_a_pin_says_who_does_it_and_who_approves(shop: Shop) -> None:
    with_badges(shop)
    scanned = {"TILL_PIN": CODE, "TILL_APPROVER_PIN": "KAFFE-000232-C"}
    opened = shop.ask("--as", "badge", "shift", "open", "--float", "200", environment=scanned)
    assert opened.plain["done"]["employee1"]["name"] == BEN
    over = ("cash", "pay-out", "--amount", "60.00", "--reason", "cleaning")
    for who, approver in ((BEN, CIA), ("badge", "badge")):
        paid = shop.ask("--as", who, "--approved-by", approver, *over, environment=scanned).plain["done"]
        assert (paid["employee1"]["name"], paid["employee2"]["name"]) == (BEN, CIA)


def test_a_badge_of_nobody_is_refused_and_counted_as_a_wrong_pin(shop: Shop) -> None:
    with_badges(shop)
    unknown = {"TILL_PIN": "KAFFE-999999-X"}
    assert shop.ask("--as", "badge", "report", "x", environment=unknown).refused == "WrongBadge"
    assert shop.ask("--as", BEN, "report", "x", environment=unknown).refused == "WrongPin"
    kinds = [each["kind"] for each in shop.say(ANA, "journal", "list").plain["records"]]
    assert {"badge-refused", "pin-refused"} <= set(kinds)


def test_where_a_badge_needs_a_pin_too_it_does_not_suffice(shop: Shop) -> None:
    with_badges(shop)
    shop.config.write_text(shop.config.read_text().replace("[pin]\n", "[pin]\nbadge_needs_pin = true\n"))
    answer = shop.ask("--as", "badge", "report", "x", environment={"TILL_PIN": CODE})
    assert (answer.code, "needs their PIN as well" in answer.errors) == (2, True)
    assert shop.say(BEN, "shift", "open", "--float", "10").code == 0
