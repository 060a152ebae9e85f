"""What an external record will be once its register has taken it in, by the register's own rules."""

from __future__ import annotations

from typing import Final

from till.domain.chain import Record
from till.domain.codec import encode
from till.domain.commands import Act, RecordExternal
from till.domain.decide import decide
from till.domain.external_record import ExternalRecord
from till.domain.people import Right
from till.domain.refused import Refused
from till.domain.state import State
from till.formats.onslip.records import records
from till.formats.onslip.shapes import Shape
from till.interfaces.door import Denied
from till.interfaces.onslip_records import standing_of

_NOT_YET: Final = ("id", "created", "control-code", "control-unit-id")
"""What a record has only when it stands in its journal."""


def preview(state: State, record: ExternalRecord, at: str) -> Shape:
    """Give the record as its register would take it in, without what only its journal gives it.

    Raises:
        Denied: The register would refuse it, as far as is known here.
    """
    try:
        entry = decide(state, RecordExternal(_by_the_owner(state, at), record))[0]
    except Refused as refused:
        raise Denied(422, f"The register would refuse it: {refused}") from refused
    kind, body = encode(entry)
    shapes, _standing = records(Record(0, at, kind, body, "", ""), standing_of(state), queued=True)
    shape = shapes[0] if shapes else {}
    return {name: value for name, value in shape.items() if name not in _NOT_YET}


def _by_the_owner(state: State, at: str) -> Act:
    """Let whoever has the drawer do it, approved by somebody else who may."""
    shift = state.shifts.get(1)
    by = None if shift is None else shift.opened_by.no
    rules = state.rules
    approvers = [
        no
        for no, person in state.employees.items()
        if no != by and person.active and rules.role(person.role).may(Right.APPROVE)
    ]
    return Act("preview", at, by, approvers[0] if approvers else None)
