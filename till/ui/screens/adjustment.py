"""An adjustment by tender: what another system took, or what was recorded otherwise than it was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from till.domain.commands import ChangeAdjustment, DraftAdjustment
from till.domain.errors import NeedsReason, NothingToMove
from till.domain.people import Right
from till.domain.settings import CASH
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType
from till.ui.screens.form import FormDialog, labelled, note_field, outcome_line
from till.ui.widgets.amount_line import AmountLine
from till.ui.widgets.lines import Line
from till.ui.widgets.text_field import TextField
from till.wording.messages import movement_name, sentence, tender_name
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.tenders import Adjustment
    from till.ui.view import View


class AdjustmentScreen(FormDialog):
    """An amount for each tender, with a minus for what it had too much; it waits until it is posted."""

    heading = marked("Adjustment")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "external_import", marked("Import"), id="adjustment.external_import"),
        Binding("f3", "correction", marked("Correction"), id="adjustment.correction"),
    ]

    def __init__(self, draft: Adjustment | None = None) -> None:
        super().__init__()
        self.draft = draft
        self.type = MovementType.CORRECTION if draft is None else draft.type

    def contents(self) -> Iterable[Widget]:
        settings, draft = self.now.settings, self.draft
        known = draft is not None and self.now.knows_amount(draft.by)
        amounts = {line.code: line.amount for line in draft.lines} if draft is not None and known else {}
        yield Line(id="type")
        for code, name in ((CASH, ""), *((each.code, each.name) for each in settings.tenders)):
            field = AmountLine(settings, id=f"line-{code}", signed=True, proposed=amounts.get(code))
            yield labelled(tender_name(code, name), field)
        yield labelled(_("Reason"), TextField(id="reason", value="" if draft is None else draft.reason))
        yield from note_field()
        yield outcome_line(_("Nothing moves until somebody posts it with approval."))

    def draw(self, view: View) -> None:
        super().draw(view)
        words = {
            MovementType.CORRECTION: _("recorded wrong; -12.50 takes away."),
            MovementType.EXTERNAL_IMPORT: _("taken by another system."),
        }[self.type]
        title = movement_name(self.type)
        self.query_one("#type", Line).set(Content.assemble((title, "bold"), f": {words}"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- a hook
        """Let a draft keep its type."""
        return self.draft is None if action in ("external_import", "correction") else True

    def action_external_import(self) -> None:
        """Say that another system took it."""
        self.type = MovementType.EXTERNAL_IMPORT
        self.draw(self.now)

    def action_correction(self) -> None:
        """Say that it was recorded wrong."""
        self.type = MovementType.CORRECTION
        self.draw(self.now)

    def lines(self) -> tuple[TenderLine, ...]:
        """Give the amounts that were typed."""
        return tuple(
            TenderLine(str(field.id).removeprefix("line-"), field.amount)
            for field in self.query(AmountLine)
            if field.typed
        )

    def missing(self) -> tuple[Widget, str] | None:
        locale = self.now.settings.locale
        keeps = self.draft is not None and not self.now.knows_amount(self.draft.by)
        if not self.lines() and not keeps:
            return self.query(AmountLine).first(), sentence(NothingToMove(), locale)
        reason = self.query_one("#reason", TextField)
        return (reason, sentence(NeedsReason(), locale)) if reason.words is None else None

    def record(self) -> None:
        lines, draft, type_, drawer = self.lines(), self.draft, self.type, self.now.drawer
        reason, note = (self.query_one(f"#{name}", TextField).words for name in ("reason", "note"))
        self.do(
            lambda act: (
                DraftAdjustment(act, type_, lines, reason or "", drawer, note)
                if draft is None
                else ChangeAdjustment(act, draft.id, lines or None, reason, note)
            ),
            self.recorded,
            Right.CASH_IN,
        )

    def recorded(self) -> None:
        """Say how it goes on."""
        self.till.say(_("The adjustment is written down. F7 87 posts it, with approval."), well=True)
        super().recorded()
