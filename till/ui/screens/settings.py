"""What a manager may change from the register; each change goes into the configuration and the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from till.faults import BadConfiguration
from till.slips.trials import USUAL_WIDTHS
from till.ui.screens.base import FullScreen
from till.ui.screens.changing import keep_changes
from till.ui.widgets.device_lines import LEVELS
from till.ui.widgets.lines import Heading
from till.ui.widgets.rows import Row, Rows
from till.wording.dates import duration
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.config import Config
    from till.ui.view import View

_LOCK_CHOICES_S: Final = (60, 120, 300, 600, 1800, 3600)
_ALARM_CHOICES_S: Final = (15, 30, 60, 120, 300)
_AMOUNTS: Final = {
    "register.cash_rounding": marked("The smallest step of cash; 0 for none."),
    "register.drawer_limit": marked("Above this, cash should go to the safe; 0 for no limit."),
}


class SettingsScreen(FullScreen[None]):
    """A list of settings with what they are now; Enter changes the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="settings.help"),
        Binding("enter", "change", marked("Change", "key"), id="settings.change"),
        Binding("escape", "go_back", marked("Back"), id="settings.go_back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.config: Config | None = None

    def contents(self) -> Iterable[Widget]:
        yield Heading(_("Settings"))
        yield Rows(id="settings")

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def opened(self) -> None:
        """Read the configuration."""
        self.read_config()

    def read_config(self) -> None:
        """Read the configuration as it is now."""
        if self.till.machine is None:
            self.refuse(_("This till has no configuration file that could be changed."))
            return
        try:
            self.config = self.till.machine.config()
        except BadConfiguration as wrong:
            self.refuse(str(wrong))
        self.draw(self.now)

    def draw(self, view: View) -> None:
        super().draw(view)
        if self.config is not None:
            self.query_one(Rows).fill(list(setting_rows(view, self.config)))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A number changes at once."""
        message.stop()
        self.answer("")
        if message.at_once:
            self.change(message.row.key)

    async def action_change(self) -> None:
        """Change the chosen setting."""
        chosen = self.query_one(Rows).chosen
        if chosen is None:
            self.refuse(_("Choose a setting: type the number."))
        else:
            self.change(chosen.key)

    def change(self, key: str) -> None:
        """Ask for the new value of a setting."""
        settings = self.now.settings
        if key in ("register.cash_rounding", "register.drawer_limit"):
            from till.ui.screens.settings_amount import SettingAmountScreen

            now = settings.cash_rounding if key == "register.cash_rounding" else settings.drawer_limit
            self.till.push_screen(SettingAmountScreen(key, _(_AMOUNTS[key]), now or 0))
        elif key == "printer.columns":
            self.ask(
                key,
                _("How many characters stand on a line?"),
                _columns(settings.paper_columns),
                str(settings.paper_columns),
            )
        elif key == "register.lock_after_s":
            question = _("Lock the screens after which time without a key?")
            self.ask(key, question, _durations(_LOCK_CHOICES_S), str(settings.lock_after_s))
        elif key == "register.drawer_alarm_s":
            question = _("Tell after which time that the drawer stands open?")
            self.ask(key, question, _durations(_ALARM_CHOICES_S), str(settings.drawer_alarm_s))
        else:
            drawer = int(key.split(".")[1])
            levels = {level: _(words) for level, words in LEVELS.items()}
            question = _("What does the sensor of drawer {drawer} say? “Printer and drawer” finds it out.")
            self.ask(key, question.format(drawer=drawer), levels, settings.open_levels.get(drawer, ""))

    def ask(self, key: str, question: str, answers: Mapping[str, str], now: str) -> None:
        """Ask for one of a few values, the one that holds now first."""
        from till.ui.screens.question import QuestionScreen

        def answered(answer: str | None) -> None:
            if answer is not None:
                self.keep(key, int(answer) if answer.isdecimal() else answer)

        self.till.push_screen(QuestionScreen(question, "", list(answers.items()), now), answered)

    def keep(self, key: str, value: object) -> None:
        """Write it down."""
        keep_changes(self, {key: value}, lambda _settings: self.till.say(kept_words(), well=True))

    def on_screen_resume(self) -> None:
        """Read what another screen may have changed."""
        if self.is_composed:
            self.read_config()


def kept_words() -> str:
    """Say where a changed setting stands."""
    return _("Kept, in the configuration and in the journal.")


def setting_rows(view: View, config: Config) -> Iterable[Row]:
    """Give the settings with what they are now."""
    settings = view.settings
    limit = _("none") if settings.drawer_limit is None else view.money(settings.drawer_limit)
    values = [
        ("printer.columns", _("Characters on a line of paper"), str(settings.paper_columns)),
        *(
            (
                f"drawer.{table.id}.open_level",
                _("Sensor of drawer {drawer}").format(drawer=table.id),
                _(LEVELS[table.open_level]),
            )
            for table in config.drawers
            if table.address in ("printer", "sim:")
        ),
        (
            "register.cash_rounding",
            _("Smallest step of cash"),
            view.money(settings.cash_rounding) if settings.cash_rounding else _("none"),
        ),
        ("register.drawer_limit", _("Above this, cash should go to the safe"), limit),
        ("register.lock_after_s", _("Screens lock without a key after"), _time(settings.lock_after_s)),
        ("register.drawer_alarm_s", _("Drawer is told to stand open after"), _time(settings.drawer_alarm_s)),
    ]
    for at, (key, words, value) in enumerate(values, start=1):
        yield Row(key, words, value, str(at))


def _columns(now: int) -> dict[str, str]:
    """Give the usual widths of paper, and the one that holds now."""
    widths = sorted({*USUAL_WIDTHS, now})
    return {
        str(width): f"{width}  {_(USUAL_WIDTHS[width]) if width in USUAL_WIDTHS else ''}".rstrip()
        for width in widths
    }


def _durations(choices_s: Iterable[int]) -> dict[str, str]:
    return {str(seconds): _time(seconds) for seconds in choices_s}


def _time(seconds: int) -> str:
    return _("{seconds} s").format(seconds=seconds) if seconds % 60 else duration(seconds)
