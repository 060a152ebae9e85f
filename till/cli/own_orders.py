"""What may be asked of the register itself through its interfaces: external records, taken in at once."""

from __future__ import annotations

import threading
from typing import Any, Final

from till.cash_register import CashRegister
from till.domain.commands import RecordExternal
from till.domain.refused import Refused
from till.formats.onslip.external import external_record
from till.interfaces.books import RegisterCard
from till.interfaces.door import Denied
from till.interfaces.orders import Errand, OrderStatus

EXTERNAL: Final = "external-record"


class OwnOrders:
    """Carries out what the register itself may be asked, in the name of employee number `by`."""

    def __init__(self, register: CashRegister, by: int) -> None:
        self._folder = register
        self._by = by
        self._acting = threading.Lock()

    def give(self, register: RegisterCard, kind: str, body: dict[str, Any], asked_by: str) -> Errand:
        """Take in an external record now.

        Raises:
            Denied: It is something else, which only people at the register do.
        """
        if kind != EXTERNAL:
            raise Denied(403, "This register is served read-only but for external records.")
        own = CashRegister(self._folder.engine, self._folder.sign, self._folder.clock, self._folder.state)
        with self._acting:
            own.refresh()
            record = external_record(str(body["record"]), own.state.rules.currency)
            act = own.act(self._by)
            try:
                entries = own.handle(RecordExternal(act, record))
            except Refused as refused:
                return Errand(
                    0, register.key, kind, body, OrderStatus.REFUSED, act.at, asked_by, str(refused)
                )
            seq = own.state.head.records - len(entries) + 1
        return Errand(0, register.key, kind, body, OrderStatus.DONE, act.at, asked_by, seq=seq)

    def change(self, errand: Errand, body: dict[str, Any]) -> Errand | None:  # noqa: ARG002 -- none waits
        """Change nothing: no order waits here."""
        return None

    def find(self, no: int) -> Errand | None:  # noqa: ARG002 -- none waits
        """Find nothing: no order waits here."""
        return None

    def same(self, register: RegisterCard, kind: str, body: dict[str, Any]) -> Errand | None:  # noqa: ARG002 -- none
        """Find nothing: a record that was taken in before is refused by the rules."""
        return None

    def waiting(self, register: RegisterCard) -> list[Errand]:  # noqa: ARG002 -- none waits
        """List nothing: no order waits here."""
        return []
