"""A shift in the shape of another system, from the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from till.cli.counter import Counter
    from till.domain.entries import Entry, ShiftClosed
    from till.domain.figures import Figures
    from till.formats.forms import ForeignForm
    from till.formats.session import Session

_PAGE: Final = 500


def running_shape(counter: Counter, form: ForeignForm, figures: Figures) -> dict[str, Any]:
    """Give the shift of an X report, as it was when that was taken."""
    from till.domain.training import is_practice
    from till.formats.session import running_session, shift_of

    # Who practises sees what was practised, and nobody else does.
    training = counter.state.training
    entries = tuple(
        entry
        for entry in _back_to_opening(counter, figures.shift, None)
        if shift_of(entry) == figures.shift and is_practice(entry) == training
    )
    return _shape(counter, form, running_session(figures, entries))


def closed_shape(counter: Counter, form: ForeignForm, seq: int, close: ShiftClosed) -> dict[str, Any]:
    """Give the shift of a Z report, whose record is number `seq`."""
    from till.formats.session import closed_session

    return _shape(counter, form, closed_session(close, _back_to_opening(counter, close.shift, seq + 1)))


def _shape(counter: Counter, form: ForeignForm, session: Session) -> dict[str, Any]:
    from till.formats.foreign import foreign_shape

    return foreign_shape(form, session, (tender.code for tender in counter.rules.tenders))


def _back_to_opening(counter: Counter, shift: int, before: int | None) -> list[Entry]:
    """Read the entries since a shift was opened, in order; what is older than the shift is not read."""
    from till.domain.codec import decode
    from till.domain.entries import ShiftOpened

    found: list[Entry] = []
    while page := counter.register.read.newest(_PAGE, before=before):
        for record in page:
            entry = decode(record.kind, record.body)
            found.append(entry)
            if isinstance(entry, ShiftOpened) and entry.shift == shift:
                return found[::-1]
        before = page[-1].seq
    return found[::-1]
