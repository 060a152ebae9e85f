"""How each kind of system is told: which records are for it, and what is said for each."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final, Protocol
from urllib.parse import urlencode

from till.cash_register import CashRegister
from till.domain.chain import Record
from till.domain.clock import milliseconds_between
from till.domain.codec import KINDS, decode
from till.domain.entries import ShiftClosed, ShiftOpened
from till.domain.training import is_practice
from till.formats import numbers, sushigo
from till.formats.onslip.records import Standing
from till.formats.session import closed_session
from till.interfaces import onslip_records
from till.interfaces.books import RegisterCard
from till.own_books import OwnBooks
from till.wording.translation import _
from till.workers.office_line import LineTrouble, Refusal, Reply

QUEUED_AFTER_S: Final = 10
"""A record that is sent later than this was queued."""
_PLACES: Final = 4
_ONSLIP_KINDS: Final = frozenset(
    (
        "sale-concluded sale-refunded sale-parked sale-resumed sale-cancelled receipt-copied "
        "external-recorded report-taken shift-closed shift-opened cash-moved drawer-kicked "
        "drawer-opened drawer-shut pin-set "
        "signed-in signed-out screen-locked screen-unlocked"
    ).split()
)


class AskLine(Protocol):
    """The way to one system, a question at a time."""

    def ask(self, how: str, path: str, body: bytes | None = None, key: str = "") -> Reply:
        """Ask below the peer's url; raises LineTrouble where neither taken nor refused for ever."""

    def close(self) -> None:
        """Let go of the connection."""


class Speech(Protocol):
    """One kind of system, as it is told what happened."""

    def wants(self, record: Record) -> bool:
        """Say whether a record is for it."""

    def tell(self, record: Record) -> Refusal | None:
        """Tell it; None if it was taken; raises LineTrouble."""


class OnslipSpeech:
    """Records one by one, in order, to `~{realm}/journal/{client-id}/`, which is the peer's url.

    Their server numbers records itself. What was told before an answer was lost is looked for by our number
    first, and each is sent under a key of its own, so that a server that keeps either has it once.
    """

    def __init__(self, register: CashRegister, register_id: str, line: AskLine) -> None:
        self._register = register
        self._register_id = register_id
        self._line = line
        self._books = OwnBooks(register, lambda: 0)
        self._standing: tuple[int, Standing] = (0, Standing())
        self._sure_after = -1

    def wants(self, record: Record) -> bool:
        """Say whether it has a form there; what this program cannot read is told too."""
        return record.kind not in KINDS or record.kind.partition("/")[0] in _ONSLIP_KINDS

    def tell(self, record: Record) -> Refusal | None:
        """Send each record that ours is there; one that was refused stops those of the same record."""
        card = RegisterCard(1, self._register.state.rules.heading)
        before = self._before(card, record.seq)
        queued = milliseconds_between(record.recorded_at, self._register.clock()) > QUEUED_AFTER_S * 1000
        shapes, after = onslip_records.mapped(self._books, card, record, before, queued=queued)
        unsure = self._sure_after != record.seq - 1
        self._sure_after = -1
        for shape in shapes:
            key = f"{self._register_id}:{shape['id']}"
            if unsure and self._is_there(shape):
                continue
            reply = self._line.ask("POST", "/", numbers.write(shape).encode(), key)
            if reply.refusal is not None:
                return reply.refusal
        self._standing, self._sure_after = (record.seq, after), record.seq
        return None

    def _is_there(self, shape: dict[str, Any]) -> bool:
        reply = self._line.ask("GET", f"/{shape['id']}")
        if reply.refusal is not None:
            return False
        try:
            return bool(json.loads(reply.body)["control-code"] == shape["control-code"])
        except (ValueError, TypeError, KeyError):
            return False

    def _before(self, card: RegisterCard, seq: int) -> Standing:
        """Say what is known before record `seq`, going on from where it was known last."""
        known, standing = self._standing
        if not 0 < known < seq:
            standing = onslip_records.standing(self._books, card, seq - 1)
        else:
            standing = onslip_records.standing_from(self._books, card, known, seq - 1, standing)
        self._standing = (seq - 1, standing)
        return standing


class SushigoSpeech:
    """Sessions created, updated and posted, below `/api/v1/cash-sessions`, which is the peer's url.

    A session is found there by its register and date, so that nothing is done twice after a lost answer.
    """

    def __init__(self, register: CashRegister, register_id: str, line: AskLine) -> None:
        self._register = register
        self._register_id = register_id
        self._line = line

    def wants(self, record: Record) -> bool:
        """Say whether it opens or closes a session."""
        return record.kind.startswith(("shift-opened/", "shift-closed/"))

    def tell(self, record: Record) -> Refusal | None:
        """Create the session of a shift that was opened; update and post that of one that was closed."""
        try:
            entry = decode(record.kind, record.body)
        except ValueError as wrong:
            return Refusal(_("It has no form there: {wrong}").format(wrong=wrong))
        if is_practice(entry) or not isinstance(entry, ShiftOpened | ShiftClosed):
            return None
        heading = entry.heading if isinstance(entry, ShiftOpened) else entry.figures.heading
        found = self._sessions(heading.register.id, entry.business_date)
        if isinstance(found, Refusal):
            return found
        key = f"{self._register_id}:{record.seq}"
        if isinstance(entry, ShiftOpened):
            return self._create(entry, found, key)
        return self._post(entry, found, key)

    def _sessions(self, register: int, date: str) -> list[dict[str, Any]] | Refusal:
        """List the sessions of a register and date, with the number of our shift in their note."""
        query = urlencode({"cash_register_id": register, "date": date, "per_page": 100})
        reply = self._line.ask("GET", f"?{query}")
        if reply.refusal is not None:
            return reply.refusal
        try:
            found = json.loads(reply.body)["data"]
            # A page may be wrapped once more.
            found = found["data"] if isinstance(found, dict) else found
            return [each for each in found if each["operating_date"] == date and isinstance(each["id"], int)]
        except (ValueError, TypeError, KeyError) as wrong:
            raise LineTrouble("garbage", _("What answers there does not list cash sessions.")) from wrong

    def _create(self, entry: ShiftOpened, found: list[dict[str, Any]], key: str) -> Refusal | None:
        if any(each.get("status") == "DRAFT" for each in found):
            return None  # It was created before its answer was lost.
        exponent = self._register.state.rules.exponent
        wish = {
            "cash_register_id": entry.heading.register.id,
            "operating_date": entry.business_date,
            "opening_balance": numbers.decimal(entry.counted.amount, exponent),
            "meta": {"note": entry.note or "", "shift": entry.shift},
        }
        return self._line.ask("POST", "", numbers.write(wish).encode(), key).refusal

    def _post(self, entry: ShiftClosed, found: list[dict[str, Any]], key: str) -> Refusal | None:
        draft = next((each for each in found if each.get("status") == "DRAFT"), None)
        if draft is None:
            posted = any((each.get("meta") or {}).get("shift") == entry.shift for each in found)
            return None if posted else Refusal(_("There is no open session for this shift there."))
        shape = sushigo.cash_session(closed_session(entry, ()))
        told = {**shape["meta"], "shift": entry.shift, "closing_balance": shape["closing_balance"]}
        path = f"/{draft['id']}"
        wish = numbers.write({"meta": told}).encode()
        refusal = self._line.ask("PUT", path, wish, f"{key}:update").refusal
        return refusal or self._line.ask("POST", f"{path}/post", b"", f"{key}:post").refusal


SPEECHES: Final[dict[str, Callable[[CashRegister, str, AskLine], Speech]]] = {
    "onslip": OnslipSpeech,
    "sushigo": SushigoSpeech,
}
"""The systems that are told more than their form of a closed shift."""
