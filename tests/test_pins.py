"""A PIN on the disk is no use to whoever takes the disk."""

from __future__ import annotations

import subprocess
import sys

import pytest

from till.domain.errors import BadPin
from till.pins import hash_pin, pin_matches

PROGRAM = "from till.pins import hash_pin; print(hash_pin('4711'))"


def test_a_guess_costs_what_the_field_advises() -> None:
    # A program of its own: the tests hash cheaply.
    hashed = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    ).stdout
    assert hashed.startswith("$argon2id$v=19$m=9216,t=4,p=1$")
    assert pin_matches(hashed.strip(), "4711")


def test_the_same_pin_never_has_the_same_hash() -> None:
    assert hash_pin("4711") != hash_pin("4711")


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "٣٤٥٦", "12 4"])
def test_what_is_no_pin_is_not_hashed_and_matches_none(pin: str) -> None:
    with pytest.raises(BadPin):
        hash_pin(pin)
    assert not pin_matches(hash_pin("1234"), pin)
