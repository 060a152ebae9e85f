"""Why am I short? What usually explains a difference, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from till.ui.screens.base import Dialog
from till.ui.screens.count import difference_words
from till.ui.widgets.lines import Line
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


class WhyScreen(Dialog[None]):
    """Only for those who may see what is expected, and only once there is a count."""

    heading = marked("Why over or short?")

    def contents(self) -> Iterable[Widget]:
        yield Line(id="gap")
        yield VerticalScroll(Static(self.words(), markup=False), id="why", can_focus=False)

    def opened(self) -> None:
        """Say how much it is."""
        view = self.now
        shift = view.shift
        if shift is None or shift.last_count is None or view.state is None or not view.sees_expected:
            return
        gap = shift.last_count.count.amount - view.state.expected(view.drawer)
        self.query_one("#gap", Line).set(Content.assemble(difference_words(view, gap)))

    def words(self) -> str:
        """Give the explanations, a number before each."""
        from till.domain.why_short import candidates
        from till.wording.why import candidate_words

        view = self.now
        shift = view.shift
        if shift is None or shift.last_count is None or view.state is None or not view.sees_expected:
            return ""
        found = candidates(view.state, shift)
        lines = [
            f"{at}. {candidate_words(each, shift, view.settings)}" for at, each in enumerate(found, start=1)
        ]
        if not lines and shift.last_count.count.amount != view.state.expected(view.drawer):
            lines = [_("Nothing that was recorded explains it. Count once more.")]
        return "\n".join(lines)
