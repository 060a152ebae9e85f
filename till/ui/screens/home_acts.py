"""What the home screen does beside its function keys: the acts behind F7, each with a screen of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import Binding, BindingType

from till.ui.screens.base import FullScreen
from till.ui.widgets.lines import Sentence
from till.wording.translation import _

if TYPE_CHECKING:
    from textual.screen import Screen

    from till.domain.state import Shift
    from till.ui.view import View

NEEDS_SHIFT: Final = frozenset(
    {
        "tip_out",
        "reimburse",
        "collect",
        "give_advance",
        "settle_advance",
        "swap",
        "transfer",
        "undo",
        "set_aside",
        "adjust",
    }
)
"""What moves cash in a drawer whose shift is open."""


class HomeActs(FullScreen[None]):
    """Opens the screen of each act. F13 is Shift and F1, and so on, on the keyboards that have no F13."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f13,shift+f1", "tip_out", show=False, id="home.tip_out"),
        Binding("f14,shift+f2", "reimburse", show=False, id="home.reimburse"),
        Binding("f15,shift+f3", "collect", show=False, id="home.collect"),
        Binding("f16,shift+f4", "give_advance", show=False, id="home.give_advance"),
        Binding("f17,shift+f5", "settle_advance", show=False, id="home.settle_advance"),
        Binding("f18,shift+f6", "swap", show=False, id="home.swap"),
        Binding("f19,shift+f7", "bags", show=False, id="home.bags"),
        Binding("f20,shift+f8", "deposit", show=False, id="home.deposit"),
        Binding("f21,shift+f9", "transfer", show=False, id="home.transfer"),
        Binding("ctrl+a", "adjust", show=False, id="home.adjust"),
        Binding("ctrl+t", "adjustments", show=False, id="home.adjustments"),
        Binding("ctrl+e", "addendum", show=False, id="home.addendum"),
        Binding("ctrl+f", "force_close", show=False, id="home.force_close"),
        Binding("ctrl+p", "count_parked", show=False, id="home.count_parked"),
        Binding("ctrl+l", "journal", show=False, id="home.journal"),
        Binding("ctrl+r", "shifts", show=False, id="home.shifts"),
    ]

    def may_act(self, action: str, view: View) -> bool:
        """Say whether an act behind F7 makes sense now."""
        if action in NEEDS_SHIFT and (view.shift is None or view.counting):
            return False
        if action in ("transfer", "other_drawer"):
            return len(view.settings.drawers) > 1
        if action == "adjustments":
            return view.state is not None and bool(view.state.adjustments)
        if action == "count_parked":
            return bool(parked(view))
        if action == "addendum":
            return view.state is not None and view.state.z_no > 0 and not view.training
        if action == "resume":
            return view.shift is None and bool(suspended(view))
        if action == "office":
            return bool(view.offices)
        if action == "settings":
            return self.till.machine is not None
        if action in ("hand_over", "force_close"):
            return view.shift is not None
        return True

    def go_to(self, screen: Screen[Any]) -> None:
        """Show another screen; what was said here is over."""
        self.query_one(Sentence).show("")
        self.till.push_screen(screen)

    def action_undo(self) -> None:
        """Reverse a movement."""
        from till.ui.screens.undo import UndoScreen

        self.go_to(UndoScreen())

    def action_tip_out(self) -> None:
        """Pay tips."""
        from till.ui.screens.staff_cash import TipOutScreen

        self.go_to(TipOutScreen())

    def action_reimburse(self) -> None:
        """Pay somebody back what they spent."""
        from till.ui.screens.staff_cash import ReimburseScreen

        self.go_to(ReimburseScreen())

    def action_collect(self) -> None:
        """Take in what somebody brings back."""
        from till.ui.screens.staff_cash import CollectScreen

        self.go_to(CollectScreen())

    def action_give_advance(self) -> None:
        """Hand out cash for a purchase."""
        from till.ui.screens.advance import AdvanceScreen

        self.go_to(AdvanceScreen())

    def action_settle_advance(self) -> None:
        """Settle what was handed out."""
        from till.ui.screens.advance import SettleScreen

        self.go_to(SettleScreen())

    def action_swap(self) -> None:
        """Change notes for coins."""
        from till.ui.screens.swap import SwapScreen

        self.go_to(SwapScreen())

    def action_transfer(self) -> None:
        """Carry cash to the other drawer."""
        from till.ui.screens.transfer import TransferScreen

        self.go_to(TransferScreen())

    def action_bags(self) -> None:
        """Show the bags under way, and receive one."""
        from till.ui.screens.bags import BagsScreen

        self.go_to(BagsScreen())

    def action_deposit(self) -> None:
        """Bring cash to the bank."""
        from till.ui.screens.deposit import DepositScreen

        self.go_to(DepositScreen())

    def action_undo_deposit(self) -> None:
        """Take a deposit back."""
        from till.ui.screens.deposit import UndoDepositScreen

        self.go_to(UndoDepositScreen())

    def action_adjust(self) -> None:
        """Draft an adjustment."""
        from till.ui.screens.adjustment import AdjustmentScreen

        self.go_to(AdjustmentScreen())

    def action_adjustments(self) -> None:
        """Show the drafts that wait to be posted."""
        from till.ui.screens.adjustments import AdjustmentsScreen

        self.go_to(AdjustmentsScreen())

    def action_addendum(self) -> None:
        """Append something to the shift that was closed last."""
        from till.ui.screens.addendum import AddendumScreen

        newest = self.cash.read.closes(1)
        if newest:
            self.go_to(AddendumScreen(newest[0][1]))

    def action_count_parked(self) -> None:
        """Count the insert of a shift that is over; where several wait, ask which."""
        from till.ui.screens.question import QuestionScreen

        waiting = parked(self.now)
        if len(waiting) == 1:
            self.count_insert(str(waiting[0].no))
            return
        words = _("Shift {shift}, {name}")
        answers = [(str(each.no), words.format(shift=each.no, name=each.opened_by.name)) for each in waiting]
        self.till.push_screen(QuestionScreen(_("Which insert is counted?"), "", answers), self.count_insert)

    def count_insert(self, answer: str | None) -> None:
        """Count the insert of the chosen shift."""
        from till.ui.screens.count import CountScreen

        if answer is not None:
            self.go_to(CountScreen(int(answer)))

    def action_settings(self) -> None:
        """Change what a manager may change at the register."""
        from till.ui.screens.settings import SettingsScreen

        self.go_to(SettingsScreen())

    def action_hand_over(self) -> None:
        """Leave the drawer to somebody else."""
        from till.ui.screens.hand_over import begin_handover

        begin_handover(self)

    def action_force_close(self) -> None:
        """Close the shift in its owner's place."""
        from till.ui.screens.force_close import ForceCloseScreen

        self.go_to(ForceCloseScreen())

    def action_set_aside(self) -> None:
        """Take the insert out: for a while, or to be counted later."""
        from till.ui.screens.question import QuestionScreen

        answers = (
            ("suspend", _("For a while: the shift goes on when it is back")),
            ("park", _("The shift is over: it is counted later")),
        )
        more = _("The drawer opens and is free for another shift. Prints a label for the insert.")
        self.till.push_screen(QuestionScreen(_("Take the insert out?"), more, answers), self.take_out)

    def take_out(self, answer: str | None) -> None:
        """Hand the act to the register."""
        from till.domain.commands import ParkShift, SuspendShift
        from till.domain.people import Right

        drawer = self.now.drawer
        if answer == "park":
            self.do(lambda act: ParkShift(act, drawer), self.taken_out, Right.CLOSE_SHIFT)
        elif answer == "suspend":
            self.do(lambda act: SuspendShift(act, drawer), self.taken_out, Right.OPEN_SHIFT)

    def taken_out(self) -> None:
        """Say what to do."""
        self.answer(_("Take the insert out and put its label on it."))

    def action_resume(self) -> None:
        """Put the insert of a suspended shift back."""
        from till.ui.screens.question import QuestionScreen

        words = _("Shift {shift}, {name}")
        answers = [
            (str(each.no), words.format(shift=each.no, name=each.opened_by.name))
            for each in suspended(self.now)
        ]
        self.till.push_screen(QuestionScreen(_("Which insert is back?"), "", answers), self.put_back)

    def put_back(self, answer: str | None) -> None:
        """Hand the act to the register."""
        from till.domain.commands import ResumeShift
        from till.domain.people import Right

        drawer = self.now.drawer
        if answer is not None:
            self.do(
                lambda act: ResumeShift(act, int(answer), drawer),
                lambda: self.answer(_("The shift goes on.")),
                Right.OPEN_SHIFT,
            )


def suspended(view: View) -> tuple[Shift, ...]:
    """List the shifts whose inserts are out for a while."""
    shifts = () if view.state is None else view.state.aside.values()
    return tuple(shift for shift in shifts if shift.status == "SUSPENDED")


def parked(view: View) -> tuple[Shift, ...]:
    """List the shifts that are over and wait to be counted."""
    shifts = () if view.state is None else view.state.aside.values()
    return tuple(shift for shift in shifts if shift.status == "PARKED")
