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

    def __init__(self, aside: int | None = None) -> None:
        super().__init__()
        self.aside = aside

    def contents(self) -> Iterable[Widget]:
        yield Line(id="gap")
        yield VerticalScroll(Static(self.words(), markup=False), id="why", can_focus=False)

    def opened(self) -> None:
        """Say how much it is."""
        view = self.now
        picture = view.counted(self.aside)
        if picture is None or picture[1].last_count is None or not view.sees_expected:
            return
        state, shift = picture
        gap = picture[1].last_count.count.amount - state.expected(shift.drawer)
        self.query_one("#gap", Line).set(Content.assemble(difference_words(view, gap)))

    def words(self) -> str:
        """Give the explanations, a number before each."""
        from till.domain.why_short import candidates
        from till.wording.why import candidate_words

        view = self.now
        picture = view.counted(self.aside)
        if picture is None or picture[1].last_count is None or not view.sees_expected:
            return ""
        state, shift = picture
        last = picture[1].last_count
        found = candidates(state, shift)
        lines = [
            f"{at}. {candidate_words(each, shift, view.settings)}" for at, each in enumerate(found, start=1)
        ]
        if not lines and last.count.amount != state.expected(shift.drawer):
            lines = [_("Nothing that was recorded explains it. Count once more.")]
        return "\n".join(lines)
