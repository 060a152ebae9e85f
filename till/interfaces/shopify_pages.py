"""Connections of Shopify's sessions: one page each, read from where the cursor stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from till.domain.entries import Entry, ShiftClosed
from till.formats import shopify
from till.formats.session import Session, flow_in, payment_in
from till.interfaces.books import Order, RegisterCard, ShiftQuestion, ShiftRow
from till.interfaces.door import Denied, Served
from till.interfaces.sessions import ShiftEntries, session_of

PAGE_MAX: Final = 250
"""The longest page, there and here."""
_CURSOR_MAX: Final = 2**53
_SORTS: Final = {
    "ID": (Order.NUMBER, False),
    "OPENING_TIME_ASC": (Order.OPENED_AT, False),
    "OPENING_TIME_DESC": (Order.OPENED_AT, True),
    "CLOSING_TIME_ASC": (Order.CLOSED_AT, False),
    "CLOSING_TIME_DESC": (Order.CLOSED_AT, True),
}
Shape = dict[str, Any]
Made = Callable[[Entry], Shape | None]


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a connection is wanted, from its front or from its back."""

    size: int
    backwards: bool
    cursor: str | None

    @classmethod
    def wanted(
        cls,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Page:
        """Read the arguments of a connection.

        Raises:
            Denied: Neither or both of first and last are given, or they are out of bounds.
        """
        if (first is None) == (last is None):
            raise Denied(400, "you must provide one of first or last")
        if (first is None and after is not None) or (last is None and before is not None):
            raise Denied(400, "after goes with first, and before with last")
        size = first if last is None else last
        assert size is not None
        if not 1 <= size <= PAGE_MAX:
            raise Denied(400, f"first or last must be from 1 to {PAGE_MAX}")
        return cls(size, first is None, after if last is None else before)


def connection(found: list[tuple[str, Any]], page: Page, *, more: bool) -> Shape:
    """Give one page; `found` is in the order it was read, and `more` says that there is a further one."""
    if page.backwards:
        found = found[::-1]
    known = page.cursor is not None
    return {
        "edges": [{"cursor": cursor, "node": node} for cursor, node in found],
        "nodes": [node for _cursor, node in found],
        "pageInfo": {
            "hasNextPage": known if page.backwards else more,
            "hasPreviousPage": more if page.backwards else known,
            "startCursor": found[0][0] if found else None,
            "endCursor": found[-1][0] if found else None,
        },
    }


@dataclass(frozen=True, slots=True)
class ShownSession:
    """A session whose connections are read when they are asked for."""

    served: Served
    row: ShiftRow
    session: Session

    def adjustments(self, page: Page) -> Shape:
        """Give a page of what changed the drawer beside sales, the close's share last."""

        def made(entry: Entry) -> Shape | None:
            if isinstance(entry, ShiftClosed):
                return next(iter(shopify.final_adjustment(self.session)), None)
            flow = flow_in(entry)
            return None if flow is None else shopify.adjustment(self.session, flow)

        return self._page(page, made)

    def transactions(self, page: Page) -> Shape:
        """Give a page of the cash of receipts."""

        def made(entry: Entry) -> Shape | None:
            payment = payment_in(entry)
            return None if payment is None else shopify.transaction(self.session, payment)

        return self._page(page, made)

    def _page(self, page: Page, made: Made) -> Shape:
        found = list(islice(self._made(page, made), page.size + 1))
        return connection(found[: page.size], page, more=len(found) > page.size)

    def _made(self, page: Page, made: Made) -> Iterator[tuple[str, Shape]]:
        entries = ShiftEntries(self.served.books, self.row)
        if page.backwards:
            before = None if page.cursor is None else _number(page.cursor)
            numbered = entries.numbered(before=before, newest_first=True)
        else:
            numbered = entries.numbered(after=0 if page.cursor is None else _number(page.cursor))
        for seq, entry in numbered:
            shape = made(entry)
            if shape is not None:
                yield str(seq), shape


def _number(cursor: str) -> int:
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 15 or int(cursor) > _CURSOR_MAX:
        raise Denied(400, "it is no cursor of this connection")
    return int(cursor)


def sessions(
    served: Served, cards: tuple[RegisterCard, ...], page: Page, sort_key: str, *, reverse: bool
) -> Shape:
    """Give a page of sessions."""
    order, descending = _SORTS[sort_key]
    question = ShiftQuestion(
        cards, order=order, descending=descending ^ reverse ^ page.backwards, limit=page.size + 1
    )
    if page.cursor is not None:
        question = replace(question, after=_after(cards, page.cursor))
    rows = served.books.shifts(question)
    found = [(f"{row.register.number}-{row.shift}", shown(served, row)) for row in rows[: page.size]]
    return connection(found, page, more=len(rows) > page.size)


def shown(served: Served, row: ShiftRow) -> ShownSession:
    """Give one session with its figures."""
    return ShownSession(served, row, session_of(served.books, row))


def _after(cards: tuple[RegisterCard, ...], cursor: str) -> tuple[int, int]:
    number, _, shift = cursor.partition("-")
    card = next((card for card in cards if str(card.number) == number), None)
    if card is None:
        raise Denied(400, "it is no cursor of this connection")
    return card.key, _number(shift)
