"""A dialog with fields. Enter goes to what is still missing, and records when nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from till.ui.screens.base import Dialog
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.lines import Line, Sentence
from till.ui.widgets.rows import Row, Rows
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.settings import Reason


class FormDialog(Dialog[None]):
    """Fields one under the other; what was typed stays until it is recorded or left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", marked("Go on"), id="form.go_on"),
        Binding("tab", "app.focus_next", marked("Next field"), id="form.next"),
        Binding("down", "app.focus_next", show=False, id="form.down"),
        Binding("up", "app.focus_previous", show=False, id="form.up"),
        Binding("escape", "go_back", marked("Back"), id="form.go_back"),
    ]

    def first_field(self) -> Widget | None:
        return next(iter(self.query("AmountField, Rows, TextField")), None)

    def missing(self) -> tuple[Widget, str] | None:
        """Give the first field that must still be filled, and the sentence that says so."""
        return None

    def record(self) -> None:
        """Hand the act to the register."""

    async def action_go_on(self) -> None:
        """Go to what is missing; if nothing is, record."""
        missing = self.missing()
        if missing is None:
            self.query_one(Sentence).show("")
            self.record()
            return
        field, words = missing
        if field.has_focus:
            self.refuse(words)
        else:
            self.query_one(Sentence).show("")
            field.focus()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Forget what was refused before."""
        message.stop()
        self.query_one(Sentence).show("")

    def on_amount_field_changed(self, message: AmountField.Changed) -> None:
        """Forget what was refused before."""
        message.stop()
        self.query_one(Sentence).show("")

    def on_amount_field_nonsense(self, message: AmountField.Nonsense) -> None:
        """Say what is wrong with what was typed; what was there before stays."""
        from till.wording.messages import sentence

        message.stop()
        self.refuse(sentence(message.refused, self.now.settings.locale))

    def recorded(self) -> None:
        """Leave: the act is on the disk, and stands on top of the list."""
        self.dismiss(None)


def amount_missing(field: AmountField, locale: str) -> tuple[Widget, str] | None:
    """Say that there is no amount yet, if so."""
    from till.domain.errors import NothingToMove
    from till.wording.messages import sentence

    return (field, sentence(NothingToMove(), locale)) if field.amount == 0 else None


def labelled(words: str, field: Widget) -> Horizontal:
    """Put a label before a field."""
    from textual.content import Content

    label = Line(classes="label")
    label.set(Content(words))
    return Horizontal(label, field, classes="labelled")


def reason_rows(reasons: Sequence[Reason]) -> list[Row]:
    """Give the configured reasons as rows with a number each."""
    return [Row(reason.code, reason.name, "", str(at)) for at, reason in enumerate(reasons, start=1)]


class OutcomeLine(Line):
    """What will be printed and whether the drawer opens; in training mode it stays shut."""

    may_grow = True

    def __init__(self, words: str) -> None:
        super().__init__(classes="outcome", may_grow=True)
        self.words = words

    def on_mount(self) -> None:
        """Say it."""
        from textual.content import Content

        from till.ui.app import TillApp

        assert isinstance(self.app, TillApp)
        view = self.app.view
        if view.training:
            stays = _("The drawer stays shut.") if not view.settings.training_opens_drawer else ""
            self.words = " ".join([_("Training: nothing counts, and the slip says so."), stays]).rstrip()
        self.set(Content.assemble((self.words, "bold $practice" if view.training else "$quiet")))


def outcome_line(words: str) -> Line:
    """Say what will be printed and whether the drawer opens."""
    return OutcomeLine(words)


def note_field() -> Iterable[Widget]:
    """Give the field for a note."""
    from till.ui.widgets.text_field import TextField

    yield labelled(_("Note"), TextField(id="note"))
