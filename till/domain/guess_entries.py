"""What is remembered of refusals that tell something; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person
from till.domain.vocabulary import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalCounted:
    """Somebody who may not know what is in a drawer was refused because of it, and so learned something.

    No amount stands here: who reads the journal without the right to see one would learn it. `times` is how
    often it was in this shift and about this; `shift` is None for a float that was refused at the opening.
    """

    id: str
    at: str
    drawer: int
    shift: int | None
    about: Secret
    times: int
    employee1: Person
    employee2: Person | None = None
