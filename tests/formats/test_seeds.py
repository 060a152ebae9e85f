"""The lists of names that the formats are held to are those of the documents they were taken from.

The documents are no part of this project: `make test-seeds` wants them in the folder that TILL_SEEDS names.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.formats.test_every_name import ONSLIP, SHOPIFY, SUSHIGO, TOAST
from tests.interfaces.test_shopify import FIELDS
from tests.source import ROOT
from till.formats import shopify

pytestmark = pytest.mark.seeds
SEEDS = Path(os.environ.get("TILL_SEEDS") or ROOT.parent / "shared" / "seeds")
# Words of the documents that are no names of theirs: placeholders of an example, other entities.
OTHERS = {"string", "till", "records"}


def seed(beginning: str) -> str:
    found = sorted(SEEDS.glob(f"{beginning}_*.txt"))
    assert found, f"the documents are not in {SEEDS}: set TILL_SEEDS"
    return found[0].read_text(encoding="utf-8")


def test_every_property_and_value_of_onslip_is_in_the_list() -> None:
    text = seed("003")
    properties = set(re.findall(r"^'([a-z-]+)'\??: ", text, re.MULTILINE))
    values = {
        value for line in re.findall(r"type Type =[^;]*;", text) for value in re.findall(r"'([a-z-]+)'", line)
    }
    assert len(properties) > 100
    assert len(values) > 40
    assert (properties | values) - OTHERS - set(ONSLIP) == set()
    # Those that the list has and the document does not are parts of what its other pages describe.
    assert set(ONSLIP) - properties - values == set()


def test_every_field_and_type_of_toast_is_in_the_list() -> None:
    texts = seed("001") + seed("004")
    types = set(re.findall(r'"([A-Z_]{5,})"', re.findall(r"Enum: .*", texts)[0]))
    fields = set(re.findall(r'"([a-zA-Z0-9]+)":', texts))
    fields |= set(re.findall(r"^([a-zA-Z0-9]+): (?:string|number|integer|\w+Reference)", texts, re.MULTILINE))
    assert len(types) == 11
    assert len(fields) > 15
    assert (types | fields) - set(TOAST) == set()


def test_every_field_and_value_of_sushigo_is_in_the_list() -> None:
    text = seed("002")
    fields = set(re.findall(r'"([a-z_]+)" ?:', text))
    values = set(re.findall(r"\b(DRAFT|POSTED|EXTERNAL_IMPORT|CORRECTION|CASH|CARD|TRANSFER)\b", text))
    assert len(fields) > 12
    assert len(values) == 7
    assert (fields | values) - set(SUSHIGO) == set()


def test_every_sentence_of_shopify_has_its_field() -> None:
    """Their page gives what each field is and leaves out its name, which the table of names has in order."""
    text = seed("000")
    described = text.partition("of a shift.")[2].partition("Was this section")[0]
    sentences = [line for line in described.splitlines() if line.strip()]
    assert len(sentences) == len(SHOPIFY) == len(FIELDS) == 22
    assert set(SHOPIFY) == set(FIELDS)
    assert {name for name in SHOPIFY if f"`{name}`" not in (shopify.__doc__ or "")} == set()
