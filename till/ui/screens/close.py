"""Closing the shift: over or short, what stays as float, what goes to the safe; then the Z."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from till.domain.commands import CloseAside, CloseShift
from till.domain.errors import DifferenceAboveLimit, NeedsApproval, NeedsBag, OpenThings
from till.domain.movement import BAG_LENGTH_MAX
from till.domain.people import Right
from till.ui.screens.base import FullScreen
from till.ui.screens.count import difference_words
from till.ui.screens.form import labelled
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.drawer_panel import DrawerPanel
from till.ui.widgets.lines import Line, Sentence
from till.ui.widgets.text_field import TextField
from till.wording.messages import sentence
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.commands import Act
    from till.domain.entries import Entry
    from till.domain.float_lines import FloatSuggestion
    from till.ui.view import View


class CloseScreen(FullScreen[None]):
    """Enter goes from field to field and closes when nothing is missing; F9 closes from anywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="close.help"),
        Binding("f2", "count_again", marked("Count again"), id="close.count_again"),
        Binding("f3", "why", marked("Why?"), id="close.why"),
        Binding("f9", "go_on", marked("Close the shift"), id="close.record"),
        Binding("enter", "go_on", show=False, id="close.go_on"),
        Binding("tab", "app.focus_next", marked("Next field"), id="close.next"),
        Binding("down", "app.focus_next", show=False, id="close.down"),
        Binding("up", "app.focus_previous", show=False, id="close.up"),
        Binding("escape", "go_back", marked("Back"), id="close.go_back"),
    ]

    def __init__(self, aside: int | None = None) -> None:
        super().__init__()
        self.aside = aside
        """The number of a shift whose insert is out of the drawer; None closes the one of the drawer."""

    def contents(self) -> Iterable[Widget]:
        facts = [Line(id=name) for name in ("counted", "expected", "difference")]
        facts += [Line(id=f"tender-{each.code}") for each in self.now.settings.counted_tenders]
        facts.append(Line(id="limit", may_grow=True))
        figures = Vertical(*facts, id="close-figures", classes="box")
        figures.border_title = _("The count")
        left_label = Line(id="left-label", may_grow=True)
        stays = _("Stays in the drawer as float")
        if not self.may_leave:
            stays = _("The drawer has cash of another shift: all of it goes to the safe")
        left_label.set(Content.assemble((stays, "bold")))
        form = Vertical(
            left_label,
            AmountField(self.now.settings, proposed=self.suggested(), id="left"),
            Line(id="taken"),
            Line(id="pieces", may_grow=True),
            labelled(_("Bag number"), TextField(id="bag", length_max=BAG_LENGTH_MAX)),
            labelled(_("Reason"), TextField(id="reason")),
            labelled(_("Note"), TextField(id="note")),
            id="close-form",
        )
        yield Horizontal(Vertical(figures, form, id="close-left"), DrawerPanel(), id="close-panels")

    def suggested(self) -> int:
        """Offer the float this shift began with, or what of it the counted pieces can make."""
        picture = self.now.counted(self.aside)
        if picture is None or picture[1].last_count is None or not self.may_leave:
            return 0
        found = self.pieces()
        return (
            min(picture[1].float_counted, picture[1].last_count.count.amount) if found is None else found.left
        )

    @property
    def may_leave(self) -> bool:
        """Whether a float can stay: the drawer of an insert that is out may have cash of another shift."""
        picture = self.now.counted(self.aside)
        if self.aside is None or picture is None or self.now.state is None:
            return True
        drawer = picture[1].drawer
        return drawer not in self.now.state.shifts and not self.now.state.expected(drawer)

    def pieces(self) -> FloatSuggestion | None:
        """Divide what was counted into what could stay and what could go."""
        from till.domain.float_lines import suggestion

        picture = self.now.counted(self.aside)
        if picture is None or picture[1].last_count is None or not self.may_leave:
            return None
        return suggestion(self.now.settings, picture[1].last_count.count, picture[1].float_counted)

    def first_field(self) -> Widget | None:
        field = self.query_one(AmountField)
        field.display = self.may_leave
        return field if self.may_leave else self.query_one("#bag", TextField)

    def draw(self, view: View) -> None:
        super().draw(view)
        picture = view.counted(self.aside)
        if picture is None or picture[1].last_count is None:
            return
        last = picture[1].last_count
        words = _("Counted: {amount}    count {attempt} of {most}, {name}").format(
            amount=view.money(last.count.amount),
            attempt=last.attempt,
            most=view.settings.count_attempts_max,
            name=last.by.name,
        )
        self.query_one("#counted", Line).set(Content.assemble((words, "bold")))
        equation = self.query_one(DrawerPanel)
        equation.display = view.sees_expected
        equation.show(replace(view, state=picture[0], drawer=picture[1].drawer))
        self.draw_difference(view, last.count.amount)
        self.draw_taken()
        self.draw_pieces(view)

    def draw_difference(self, view: View, counted: int) -> None:
        """Show expected and over or short to those who may see them; the limit is no secret."""
        picture = view.counted(self.aside)
        if picture is None:
            return
        if view.sees_expected:
            expected = picture[0].expected(picture[1].drawer)
            words = _("Expected: {amount}").format(amount=view.money(expected))
            self.query_one("#expected", Line).set(Content(words))
            self.query_one("#difference", Line).set(
                Content.assemble(difference_words(view, counted - expected))
            )
        self.draw_tenders(view)
        limit = view.money(view.settings.difference_limit)
        words = _("Over or short by more than {limit} needs a reason and approval.").format(limit=limit)
        self.query_one("#limit", Line).set(Content.assemble((words, "$quiet")))

    def draw_tenders(self, view: View) -> None:
        """Show what was counted of the other tenders, and over or short to those who may see it."""
        from till.domain.figures import tender_figures

        picture = view.counted(self.aside)
        if picture is None or picture[1].last_count is None:
            return
        state, shift = picture
        assert shift.last_count is not None
        for each in tender_figures(state, shift, shift.last_count.count) or ():
            if each.counted is None:
                continue
            words = _("{name}: {amount}    ").format(name=each.name, amount=view.money(each.counted))
            gap = difference_words(view, each.difference or 0) if view.sees_expected else ("", "")
            for line in self.query(f"#tender-{each.code}").results(Line):
                line.set(Content.assemble(words, gap))

    def draw_pieces(self, view: View) -> None:
        """Show which pieces could stay, and of which too few would."""
        found = self.pieces()
        if found is None:
            return
        stays = ", ".join(
            f"{view.money(line.value)} × {line.number}" + (f" × {line.pieces}" if line.pieces else "")
            for line in found.stays
        )
        words = _("Could stay: {pieces}.").format(pieces=stays or _("nothing"))
        if found.low:
            low = ", ".join(view.money(value) for value in found.low)
            words = f"{words} " + _("Low on {values}.").format(values=low)
        self.query_one("#pieces", Line).set(Content.assemble((words, "$quiet")))

    def draw_taken(self) -> None:
        """Show what goes to the safe."""
        taken = self.taken
        if taken < 0:
            self.query_one("#taken", Line).set(
                Content.assemble((_("More than was counted."), "bold $warning"))
            )
            return
        words = _("Goes to the safe: {amount}").format(amount=self.now.money(taken))
        self.query_one("#taken", Line).set(Content(words if taken else _("Nothing goes to the safe.")))

    @property
    def taken(self) -> int:
        """What does not stay in the drawer."""
        picture = self.now.counted(self.aside)
        last = None if picture is None else picture[1].last_count
        counted = 0 if last is None else last.count.amount
        return counted - self.query_one(AmountField).amount

    # -- keys ------------------------------------------------------------------------------------------------

    def on_amount_field_changed(self, message: AmountField.Changed) -> None:
        """Draw what follows from the amount."""
        message.stop()
        self.query_one(Sentence).show("")
        self.draw_taken()

    def on_amount_field_nonsense(self, message: AmountField.Nonsense) -> None:
        """Say what is wrong with what was typed."""
        message.stop()
        self.refuse(sentence(message.refused, self.now.settings.locale))

    async def action_go_on(self) -> None:
        """Ask for the bag if one is needed, then close."""
        bag = self.query_one("#bag", TextField)
        if self.taken > 0 and bag.words is None:
            if bag.has_focus:
                self.refuse(sentence(NeedsBag(), self.now.settings.locale))
            bag.focus()
            return
        self.close_shift()

    def close_shift(self) -> None:
        """Hand the close to the register."""
        left, drawer = self.query_one(AmountField).amount, self.now.drawer
        bag, reason, note = (
            self.query_one(f"#{name}", TextField).words for name in ("bag", "reason", "note")
        )
        aside = self.aside

        def deed(act: Act) -> tuple[Entry, ...]:
            try:
                if aside is None:
                    return self.cash.handle(CloseShift(act, left, bag, reason, note, drawer))
                return self.cash.handle(CloseAside(act, aside, left, bag, reason, note))
            except DifferenceAboveLimit:
                if reason is None:
                    # Who approves may still stand in front.
                    self.call_after_refresh(self.query_one("#reason", TextField).focus)
                raise

        self.attempt(deed, self.closed, Right.CLOSE_SHIFT)

    def ask_approval(
        self, needed: NeedsApproval, right: Right, amount: int, then: Callable[[int], None]
    ) -> None:
        """Who answers for what stays open is somebody who may close others' shifts."""
        right = Right.FORCE_CLOSE if isinstance(needed, OpenThings) else right
        super().ask_approval(needed, right, amount, then)

    def may_be_approved(self, needed: NeedsApproval) -> bool:
        """A difference, and what is left open, need their reason first."""
        reason = self.query_one("#reason", TextField)
        if isinstance(needed, DifferenceAboveLimit | OpenThings) and reason.words is None:
            reason.focus()
            return False
        return True

    def closed(self, entries: tuple[Entry, ...]) -> None:
        """Show the Z."""
        from till.ui.screens.slip import SlipScreen

        self.till.pop_screen()
        self.till.push_screen(SlipScreen(entries[-1], _("The shift is closed. The Z goes to the printer.")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- a hook
        """Offer to explain a difference to those who may see it."""
        return self.now.sees_expected if action == "why" else True

    def action_why(self) -> None:
        """Show what may explain the difference."""
        from till.ui.screens.why import WhyScreen

        self.till.push_screen(WhyScreen(self.aside))

    def action_count_again(self) -> None:
        """Count once more; the count before is kept."""
        from till.ui.screens.count import CountScreen

        self.till.pop_screen()
        self.till.push_screen(CountScreen(self.aside))

    def action_go_back(self) -> None:
        """Ask what to do with the count; an insert that is out waits as it did."""
        from till.ui.screens.question import QuestionScreen

        if self.aside is not None:
            self.dismiss(None)
            return
        answers = (
            ("stay", _("Go on closing")),
            ("again", _("Count again")),
            ("abandon", _("Give up the count: the shift is open again")),
            ("later", _("Leave it for later: the shift stays closed to movements")),
        )
        self.till.push_screen(QuestionScreen(_("Do not close yet?"), "", answers), self.leave)

    def leave(self, answer: str | None) -> None:
        """Do what was answered."""
        from till.domain.commands import AbandonCount

        drawer = self.now.drawer
        if answer == "again":
            self.action_count_again()
        elif answer == "abandon":
            self.do(lambda act: AbandonCount(act, drawer), lambda: self.dismiss(None), Right.COUNT)
        elif answer == "later":
            self.dismiss(None)
