"""A row of things with ids that only grows: found by their id without looking at each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class HasId(Protocol):
    """Something that is known by its id."""

    @property
    def id(self) -> str:
        """What it is known by."""
        ...


T = TypeVar("T", bound=HasId)


class Remembered(tuple[T, ...]):  # noqa: SLOT001 -- a tuple has no room for slots
    """A tuple that knows where each id stands in it.

    Rows that grew out of each other share one index, so that one more costs no new index. It may hold places
    of another branch; they are seen by the id that stands there, and then each is looked at.
    """

    places: dict[str, int]
    """Where each id stands, here or in a row that grew out of the same."""

    @classmethod
    def of(cls, things: Iterable[T]) -> Remembered[T]:
        """Give the same things, indexed."""
        if isinstance(things, Remembered):
            return things
        row = cls(things)
        row.places = {thing.id: place for place, thing in enumerate(row)}
        return row

    def plus(self, thing: T) -> Remembered[T]:
        """Give a row with one more at its end."""
        row = type(self)((*self, thing))
        self.places[thing.id] = len(self)
        row.places = self.places
        return row

    def find(self, id_: str) -> T | None:
        """Give what has this id."""
        place = self.places.get(id_)
        if place is None:
            return None
        if place < len(self) and self[place].id == id_:
            return self[place]
        return next((thing for thing in self if thing.id == id_), None)
