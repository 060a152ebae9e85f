"""The adjustments that wait: changed, given up, or posted with approval."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from till.domain.commands import CancelAdjustment, PostAdjustment
from till.domain.people import Right
from till.ui.screens.base import FullScreen
from till.ui.widgets.lines import Heading
from till.ui.widgets.rows import Row, Rows
from till.wording.messages import movement_name, tender_name
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.tenders import Adjustment
    from till.ui.view import View


class AdjustmentsScreen(FullScreen[None]):
    """A line for each draft; the amounts for those who may know them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="adjustments.help"),
        Binding("f2", "draft", marked("New"), id="adjustments.draft"),
        Binding("f9", "post_draft", marked("Post"), id="adjustments.post_draft"),
        Binding("enter", "change", marked("Change", "key"), id="adjustments.change"),
        Binding("delete", "give_up", marked("Give up"), id="adjustments.give_up"),
        Binding("escape", "go_back", marked("Back"), id="adjustments.go_back"),
    ]

    def contents(self) -> Iterable[Widget]:
        yield Heading(_("Adjustments that wait to be posted"))
        yield Rows(id="adjustments", empty=_("No adjustment waits."))

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def opened(self) -> None:
        """Choose the oldest; say what to do."""
        rows = self.query_one(Rows)
        rows.choose(rows.rows[0].key if rows.rows else None)
        self.answer(_("A shift cannot be closed before each of them is posted or given up."))

    def draw(self, view: View) -> None:
        super().draw(view)
        drafts = () if view.state is None else view.state.adjustments.values()
        self.query_one(Rows).fill([draft_row(view, each, at) for at, each in enumerate(drafts, start=1)])

    @property
    def draft(self) -> Adjustment | None:
        """The chosen draft."""
        chosen, state = self.query_one(Rows).chosen, self.now.state
        return None if chosen is None or state is None else state.adjustments.get(chosen.key)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Forget what was said before."""
        message.stop()
        self.answer("")

    def action_draft(self) -> None:
        """Write a new one."""
        from till.ui.screens.adjustment import AdjustmentScreen

        self.till.push_screen(AdjustmentScreen())

    def action_change(self) -> None:
        """Write the chosen one anew."""
        from till.ui.screens.adjustment import AdjustmentScreen

        draft = self.draft
        if draft is None:
            self.refuse(_("Choose an adjustment: type the number."))
        else:
            self.till.push_screen(AdjustmentScreen(draft))

    def action_post_draft(self) -> None:
        """Let the chosen one count; somebody approves it."""
        draft = self.draft
        if draft is None:
            self.refuse(_("Choose an adjustment: type the number."))
            return
        amount = sum(abs(line.amount) for line in draft.lines)
        self.do(
            lambda act: PostAdjustment(act, draft.id),
            lambda: self.answer(_("The adjustment is posted. A slip is printed.")),
            Right.UNDO,
            amount,
        )

    def action_give_up(self) -> None:
        """Ask why, and give the chosen one up; it stays in the journal."""
        from till.ui.screens.ask_text import AskTextScreen

        draft = self.draft
        if draft is None:
            self.refuse(_("Choose an adjustment: type the number."))
            return

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.do(
                    lambda act: CancelAdjustment(act, draft.id, reason),
                    lambda: self.answer(_("The adjustment is given up.")),
                    Right.CASH_IN,
                )

        self.till.push_screen(
            AskTextScreen(_("Why is it given up?"), _("It stays in the journal.")), answered
        )


def draft_row(view: View, draft: Adjustment, at: int) -> Row:
    """Lay out a draft: what, why, who, and its amounts for those who may know them."""
    amounts = ", ".join(
        f"{tender_name(line.code, line.name)} {view.money(line.amount, sign=True)}" for line in draft.lines
    )
    words = f"{movement_name(draft.type)}: {draft.reason}, {draft.by.name}"
    return Row(draft.id, words, amounts if view.knows_amount(draft.by) else "", str(at))
