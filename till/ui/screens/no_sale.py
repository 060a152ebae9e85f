"""F6: the drawer is opened without a sale."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from till.domain.commands import NoSale
from till.domain.errors import NeedsReason
from till.domain.people import Right
from till.ui.screens.form import FormDialog, outcome_line, reason_rows
from till.ui.widgets.rows import Rows
from till.wording.messages import sentence
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


class NoSaleScreen(FormDialog):
    """A configured reason, and the drawer opens."""

    heading = marked("No sale: open the drawer")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "emergency", marked("Emergency"), id="no_sale.emergency"),
    ]

    def __init__(self, drawer: int | None = None) -> None:
        super().__init__()
        self.drawer = drawer

    def contents(self) -> Iterable[Widget]:
        settings = self.now.settings
        nothing = _("No reason for opening the drawer is configured.")
        yield Rows(reason_rows(settings.no_sale_reasons), id="reasons", lines_max=12, empty=nothing)
        slip = _("Prints a slip. The drawer opens.") if settings.no_sale_slip else _("The drawer opens.")
        yield outcome_line(slip)

    def missing(self) -> tuple[Widget, str] | None:
        reasons = self.query_one(Rows)
        return (
            (reasons, sentence(NeedsReason(), self.now.settings.locale)) if reasons.chosen is None else None
        )

    def record(self, *, emergency: bool = False) -> None:
        chosen, drawer = self.query_one(Rows).chosen, self.drawer or self.now.drawer
        assert chosen is not None
        self.do(lambda act: NoSale(act, chosen.key, drawer, emergency), self.recorded, Right.NO_SALE)

    def action_emergency(self) -> None:
        """Open the drawer whatever the rules say; the journal and the Z say that it was one."""
        missing = self.missing()
        if missing is None:
            self.record(emergency=True)
        else:
            self.refuse(missing[1])
