"""What else the zygote's children do: single acts while something goes wrong."""

from __future__ import annotations

from hardware.document import Cut, Document, Text
from hardware.escpos import encode
from till.pins import hash_pin, pin_matches
from till.signing import signed_by
from till.wording.money import money


def warm_up() -> None:
    """Do once what is slow the first time, so that no child pays for it."""
    encode(Document("", (Text("å"), Cut())), 42)
    pin_matches(hash_pin("4711"), "4711")
    signed_by("00" * 32, "", "00" * 64)
    money(1, "SEK", "en_GB")
