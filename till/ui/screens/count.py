"""Counting the drawer at the end of a shift."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from till.domain.commands import AbandonCount, CountAside, CountCash
from till.domain.people import Right
from till.domain.tenders import TenderLine
from till.ui.screens.base import FullScreen
from till.ui.screens.form import labelled
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.amount_line import AmountLine
from till.ui.widgets.counted import Counted
from till.ui.widgets.lines import Line
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.commands import Act
    from till.ui.view import View


class CountScreen(FullScreen[None]):
    """Each count is kept. What must be there is shown only to those who may know."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="count.help"),
        Binding("f2", "change_way", marked("As one amount / by coin"), id="count.change_way"),
        Binding("f9", "record", marked("Counted"), id="count.record"),
        Binding("enter", "record", show=False, id="count.go_on"),
        Binding("tab", "next_field", marked("Other tenders"), id="count.next"),
        Binding("escape", "go_back", marked("Back"), id="count.go_back"),
    ]

    def __init__(self, aside: int | None = None) -> None:
        super().__init__()
        self.aside = aside
        """The number of a shift whose insert is out of the drawer; None counts the drawer."""

    def contents(self) -> Iterable[Widget]:
        facts = (Line(id="attempt"), Line(id="last"), Line(id="expected"), Line(id="difference"))
        tenders = [
            labelled(each.name, AmountLine(self.now.settings, id=f"tender-{each.code}"))
            for each in self.now.settings.counted_tenders
        ]
        yield Counted(self.now.settings, (*facts, *tenders))

    def draw(self, view: View) -> None:
        super().draw(view)
        picture = view.counted(self.aside)
        if picture is None:
            return
        shift = picture[1]
        done, most = shift.attempts_used, view.settings.count_attempts_max
        attempt = _("Count {count} of {most}").format(count=done + 1, most=most)
        if self.aside is not None:
            attempt = _("Shift {shift}: {attempt}").format(shift=self.aside, attempt=attempt)
        if done >= most:
            attempt = _("Counted or closed in vain {count} times: one more needs approval").format(count=done)
        self.query_one("#attempt", Line).set(Content(attempt))
        last = view.money(shift.attempts[-1].count.amount) if shift.attempts else ""
        self.query_one("#last", Line).set(
            Content(_("Last count: {amount}").format(amount=last) if last else "")
        )
        self.draw_difference(view)

    def draw_difference(self, view: View) -> None:
        """Show expected and difference to those who may see them."""
        counted, picture = self.query_one(Counted), view.counted(self.aside)
        if not view.sees_expected or picture is None:
            return
        state, shift = picture
        expected = state.expected(shift.drawer)
        words = _("Expected: {amount}").format(amount=view.money(expected))
        self.query_one("#expected", Line).set(Content(words))
        gap = difference_words(view, counted.count.amount - expected) if counted.touched else ("", "")
        self.query_one("#difference", Line).set(Content.assemble(gap))

    def on_counted_changed(self) -> None:
        """Draw what follows from the sum."""
        if self.is_composed:
            self.draw_difference(self.now)

    def on_counted_finished(self) -> None:
        """The last row was left: say how to go on."""
        self.answer(_("F9 records this count; the cursor keys go back to a row."))

    def on_amount_field_nonsense(self, message: AmountField.Nonsense) -> None:
        """Say what is wrong with what was typed."""
        from till.wording.messages import sentence

        self.refuse(sentence(message.refused, self.now.settings.locale))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- a hook
        """Offer to go on to the other tenders where some are counted."""
        return bool(self.now.settings.counted_tenders) if action == "next_field" else True

    def action_next_field(self) -> None:
        """Go on to the next of the other tenders."""
        self.focus_next()

    def action_change_way(self) -> None:
        """Count by note and coin, or type the sum."""
        self.query_one(Counted).change_way()

    def action_record(self) -> None:
        """Keep this count, and go on to the close."""
        counted, drawer = self.query_one(Counted), self.now.drawer
        if not counted.touched:
            self.refuse(_("Type what you counted. An empty drawer is 0."))
            return
        tenders = self.tenders()
        if tenders is None:
            return
        count = replace(counted.count, tenders=tenders or None)
        self.do(
            lambda act: (
                CountCash(self.theirs(act), count, drawer, self.now.person)
                if self.aside is None
                else CountAside(act, self.aside, count)
            ),
            self.recorded,
            Right.COUNT,
        )

    def theirs(self, act: Act) -> Act:
        """Give the act to whoever counts: who is signed in, unless somebody else stands here too."""
        return act

    def tenders(self) -> tuple[TenderLine, ...] | None:
        """Read what was counted of the other tenders; None says that one is missing."""
        lines = []
        for each in self.now.settings.counted_tenders:
            field = self.query_one(f"#tender-{each.code}", AmountLine)
            if not field.typed:
                field.focus()
                self.refuse(
                    _("Type what was counted of {name}; 0 where there is none.").format(name=each.name)
                )
                return None
            lines.append(TenderLine(each.code, field.amount))
        return tuple(lines)

    def recorded(self) -> None:
        """Go on to the close."""
        from till.ui.screens.close import CloseScreen

        self.till.pop_screen()
        self.till.push_screen(CloseScreen(self.aside))

    def action_go_back(self) -> None:
        """Ask what to do with the count; an insert that is out waits as it did."""
        from till.ui.screens.question import QuestionScreen

        if self.aside is not None:
            self.dismiss(None)
            return

        answers = (
            ("stay", _("Go on counting")),
            ("abandon", _("Give up the count: the shift is open again")),
            ("later", _("Leave it for later: the shift stays closed to movements")),
        )
        self.till.push_screen(QuestionScreen(_("Stop counting?"), "", answers), self.leave)

    def leave(self, answer: str | None) -> None:
        """Do what was answered."""
        drawer = self.now.drawer
        if answer == "abandon":
            self.do(lambda act: AbandonCount(act, drawer), lambda: self.dismiss(None), Right.COUNT)
        elif answer == "later":
            self.dismiss(None)


def difference_words(view: View, gap: int) -> tuple[str, str]:
    """Say over or short in a word, a sign and a colour."""
    from till.wording.messages import difference_name

    style = "bold $success" if gap == 0 else "bold $warning" if gap > 0 else "bold $error"
    return f"{difference_name(gap)}: {view.money(gap, sign=True)}", style
