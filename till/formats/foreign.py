"""A shift in the shape that another system takes, by that system's name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, assert_never

from till.formats import numbers
from till.formats.forms import ForeignForm
from till.formats.onslip.reports import report
from till.formats.onslip.shapes import Amounts
from till.formats.session import Session
from till.formats.shopify import cash_tracking_session
from till.formats.sushigo import detailed_session, summary
from till.formats.toast import cash_entries


def foreign_shape(form: ForeignForm, session: Session, tenders: Iterable[str]) -> dict[str, Any]:
    """Give a shift in the shape of one of them, as plain values; `tenders` are codes of the ways to pay."""
    match form:
        case "shopify":
            return cash_tracking_session(session)
        case "sushigo":
            return {**detailed_session(session), "summary": summary(session)}
        case "toast":
            return _as_json({"entries": cash_entries(session.entries, session.figures.business_date)})
        case "onslip":
            return _as_json(report(session.figures, Amounts(session.exponent, tenders)))
        case _:
            assert_never(form)


def _as_json(shape: dict[str, Any]) -> dict[str, Any]:
    """Give a shape whose amounts are numbers in the plain values that answers are written from.

    Amounts have at most 11 digits, and numbers of up to 15 are written as they were read.
    """
    plain: dict[str, Any] = json.loads(numbers.write(shape))
    return plain
