"""Who may ask what: rights by interface, the token that is shown, the registers that may be asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from fastapi import FastAPI, Request

from till.domain.settings import Heading
from till.interfaces.books import Books, RegisterCard
from till.interfaces.orders import Orders


class Right(StrEnum):
    """What a token may be good for; the second half is the word of the interface's own document."""

    TOAST = "toast:read"
    SHOPIFY = "shopify:read_cash_tracking"
    SUSHIGO_READ = "sushigo:read"
    SUSHIGO_WRITE = "sushigo:write"
    ONSLIP_SHOW = "onslip:show-records"
    ONSLIP_ADD = "onslip:add-external-records"


@dataclass(frozen=True, slots=True)
class Grant:
    """Whose token it is and what it is good for; `registers` are numbers, None are all."""

    name: str
    rights: frozenset[Right]
    registers: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """What interfaces are served from. `grant_of` knows a token; `orders` takes what registers are to do."""

    books: Books
    grant_of: Callable[[str], Grant | None]
    clock: Callable[[], str]
    orders: Orders | None = None
    realm: str = "till"


class Denied(Exception):
    """A question is not answered; `status` is HTTP's, the text a sentence."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody with a token, and the registers they may ask for."""

    grant: Grant
    registers: tuple[RegisterCard, ...]

    def register(self, number: int) -> RegisterCard:
        """Find a register by its number.

        Raises:
            Denied: There is none that they may ask for, or two have the number.
        """
        found = [card for card in self.registers if card.number == number]
        if not found:
            raise Denied(404, f"There is no register {number}.")
        require_apart(found)
        return found[0]


def caller(served: Served, token: str | None, right: Right) -> Caller:
    """Say who shows this token.

    Raises:
        Denied: Nobody has it, or it is good for something else.
    """
    grant = None if token is None else served.grant_of(token)
    if grant is None:
        raise Denied(401, "Show a token that is known here.")
    if right not in grant.rights:
        raise Denied(403, f"This token is not good for {right.value}.")
    allowed = grant.registers
    cards = served.books.registers()
    return Caller(grant, tuple(card for card in cards if allowed is None or card.number in allowed))


def require_apart(cards: list[RegisterCard]) -> None:
    """See that no two registers have one number.

    Raises:
        Denied: Two have.
    """
    by_number: dict[int, Heading] = {}
    for card in cards:
        other = by_number.setdefault(card.number, card.heading)
        if other is not card.heading:
            codes = f"{other.register.code} and {card.heading.register.code}"
            raise Denied(409, f"{codes} both have number {card.number}: give each its own [register] id.")


def bearer(request: Request) -> str | None:
    """Read the token of an Authorization header."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def served_by(request: Request) -> Served:
    """Give what the application serves."""
    app: FastAPI = request.app
    served: Served = app.state.served
    return served
