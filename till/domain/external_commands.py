"""What is asked for what other systems did; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act
from till.domain.external_record import ExternalRecord


@dataclass(frozen=True, slots=True)
class RecordExternal:
    """Take in what another system did on this counter; `known` says that it was taken in before."""

    act: Act
    record: ExternalRecord
    drawer: int = 1
    known: bool = False
