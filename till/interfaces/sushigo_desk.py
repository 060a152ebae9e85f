"""What SushiGo's clients ask of a register, as orders: a session opened, noted or posted when it connects."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Request, Response

from till.domain.money import EXPONENTS
from till.domain.open_things import open_things
from till.domain.settings import SessionPolicy
from till.formats import numbers, sushigo
from till.interfaces.answers import Words, answer, whole_number
from till.interfaces.books import RegisterCard, ShiftQuestion, ShiftRow
from till.interfaces.door import Denied, Right, Served, bearer, caller
from till.interfaces.orders import Errand, Orders, OrderStatus
from till.interfaces.sessions import running, session_of
from till.interfaces.sushigo_body import amount_in, date_in, note_in, number_in, wish_in

OPEN: Final = "open-session"
NOTE: Final = "note-session"
POST: Final = "post-session"
_EXISTS: Final = "A session already exists for this register on this date"
_POSTED: Final = "Cannot update posted session"
_READ_ONLY: Final = "This register is served read-only. Ask the back office, or the register itself."
_PLACES: Final = 4
WORDS: Final = Words(lambda _status, words: {"message": words})


class Desk:
    """One caller's wishes about sessions."""

    def __init__(self, served: Served, request: Request, right: Right) -> None:
        self._served = served
        self.caller = caller(served, bearer(request), right)

    @property
    def _orders(self) -> Orders:
        if self._served.orders is None:
            raise Denied(403, _READ_ONLY)
        return self._served.orders

    def session(self, id_: str) -> tuple[ShiftRow | None, Errand | None]:
        """Find a session by its number, or by that of the order that opens it; or the order, while it waits.

        Raises:
            Denied: There is none.
        """
        number, shift = sushigo.register_and_shift(whole_number(id_, "id", status=404))
        if number:
            row = self._served.books.shift(self.caller.register(number), shift)
            if row is None:
                raise Denied(404, "There is no such session.")
            return row, None
        errand = None if self._served.orders is None else self._served.orders.find(shift)
        card = None if errand is None else self._card(errand)
        if errand is None or card is None or errand.kind != OPEN:
            raise Denied(404, "There is no such session.")
        if errand.status is OrderStatus.REFUSED:
            raise Denied(404, f"There is no such session: the register refused to open it. {errand.words}")
        row = None if errand.shift is None else self._served.books.shift(card, errand.shift)
        return row, errand

    def _card(self, errand: Errand) -> RegisterCard | None:
        return next((card for card in self.caller.registers if card.key == errand.register), None)

    # -- opening --------------------------------------------------------------------------------------------

    def create(self, body: bytes) -> Response:
        """Ask for a session to be opened."""
        wish = wish_in(body)
        card = self._register(number_in(wish, "cash_register_id"))
        order = {
            "operating_date": date_in(wish, "operating_date"),
            "opening_balance": amount_in(wish, "opening_balance", self._exponent(card)),
            "note": note_in(wish),
        }
        orders = self._orders
        self._require_free(card, str(order["operating_date"]), orders)
        errand = orders.give(card, OPEN, order, self.caller.grant.name)
        words = f"Cash session asked for: {card.heading.register.code} opens it when it next connects"
        return answer({"message": words, "data": self.asked_shape(errand)}, 202)

    def _register(self, number: int) -> RegisterCard:
        try:
            return self.caller.register(number)
        except Denied as denied:
            if denied.status == 404:
                raise Denied(422, "The selected cash_register_id is invalid.") from denied
            raise

    def _require_free(self, card: RegisterCard, date: str, orders: Orders) -> None:
        state = self._served.books.state(card)
        shift = state.shifts.get(1)
        if shift is not None and shift.business_date != date:
            raise Denied(422, f"The session of {shift.business_date} is still open on this register")
        question = ShiftQuestion([card], first_date=date, last_date=date, limit=1)
        one_a_day = state.rules.session_policy is SessionPolicy.DAY
        taken = shift is not None or (one_a_day and self._served.books.shifts(question))
        asked = any(
            each.kind == OPEN and each.body["operating_date"] == date for each in orders.waiting(card)
        )
        if taken or asked:
            raise Denied(422, _EXISTS)

    def _exponent(self, card: RegisterCard) -> int:
        return EXPONENTS[card.heading.currency]

    def asked_shape(self, errand: Errand | None) -> sushigo.Shape:
        """Give a session that a register has been asked to open, with the order's number."""
        card = None if errand is None else self._card(errand)
        if errand is None or card is None:
            raise Denied(404, "There is no such session.")
        register, store = card.heading.register, card.heading.store
        balance = errand.body["opening_balance"]
        if balance is None:
            balance = self._served.books.state(card).floats_left.get(1, 0)
        opening = numbers.text(balance, self._exponent(card), _PLACES)
        return {
            "id": errand.no,
            "cash_register_id": register.id,
            "operating_date": errand.body["operating_date"],
            "status": "DRAFT",
            "opening_balance": opening,
            "closing_balance": None,
            "current_balance": opening,
            "meta": {"note": errand.body["note"], "waiting": True},
            "created_at": errand.asked_at,
            "updated_at": errand.asked_at,
            "cash_register": {
                "id": register.id,
                "code": register.code,
                "name": register.name,
                "branch": {"id": store.location, "name": store.name},
            },
        }

    # -- changing and posting -------------------------------------------------------------------------------

    def update(self, id_: str, body: bytes) -> Response:
        """Change an order that waits; of a session that runs, ask for a note."""
        wish = wish_in(body)
        row, errand = self.session(id_)
        orders = self._orders
        note = note_in(wish)
        if row is None:
            return self._update_order(orders, errand, wish, note)
        if row.closed:
            raise Denied(403, _POSTED)
        if amount_in(wish, "opening_balance", self._exponent(row.register)) is not None:
            words = "The opening balance was counted and is sealed in the journal; adjust it by an adjustment"
            raise Denied(422, words)
        if note is None:
            raise Denied(422, "Of a session that runs the note can be changed, and nothing else")
        orders.give(row.register, NOTE, {"shift": row.shift, "note": note}, self.caller.grant.name)
        code = row.register.heading.register.code
        words = f"Note taken: {code} writes it into its journal when it next connects"
        return self._asked_of(row, words, {"note": note, "waiting": True})

    def _update_order(
        self, orders: Orders, errand: Errand | None, wish: dict[str, Any], note: str | None
    ) -> Response:
        card = None if errand is None else self._card(errand)
        if errand is None or card is None:
            raise Denied(404, "There is no such session.")
        body = dict(errand.body)
        if "opening_balance" in wish:
            body["opening_balance"] = amount_in(wish, "opening_balance", self._exponent(card))
        if "meta" in wish:
            body["note"] = note
        changed = orders.change(errand, body)
        if changed is None:
            raise Denied(422, "The register has just taken the order. Ask for the session again")
        words = "Cash session updated; it is still waiting for its register"
        return answer({"message": words, "data": self.asked_shape(changed)})

    def post(self, id_: str) -> Response:
        """Ask for a session to be closed."""
        row, _errand = self.session(id_)
        if row is None:
            raise Denied(422, "Cannot post session: its register has not opened it yet")
        if row.closed:
            raise Denied(422, "Cannot post session: it is posted already")
        orders = self._orders
        state = self._served.books.state(row.register)
        shift = running(state, row.shift)
        if shift is not None and open_things(state, shift):
            words = "Cannot post session. All adjustments and expenses must be posted first"
            raise Denied(422, words)
        orders.give(row.register, POST, {"shift": row.shift}, self.caller.grant.name)
        code = row.register.heading.register.code
        return self._asked_of(row, f"Posting asked for: {code} closes the session when it next connects", {})

    def _asked_of(self, row: ShiftRow, words: str, meta: dict[str, Any]) -> Response:
        shape = sushigo.cash_session(session_of(self._served.books, row))
        shape["meta"] = {**shape["meta"], "waiting": True, **meta}
        return answer({"message": words, "data": shape}, 202)
