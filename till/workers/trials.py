"""What a person tries with the devices: the width of the paper, who the printer is, a drawer's sensor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hardware.errors import DeviceError
from hardware.learning import PolarityLesson
from hardware.printer import EscPosPrinter
from hardware.protocols import Devices, Known
from till.news import LessonNews, News, TrialNews
from till.wording.translation import _

if TYPE_CHECKING:
    from hardware.document import Document


class Trials:
    """Carries them out, in the thread that owns the devices."""

    def __init__(self, devices: Devices, tell: Callable[[News], None]) -> None:
        self._devices = devices
        self._tell = tell
        self._drawer = 0
        self._lesson = PolarityLesson()

    def print_as_wide_as(self, document: Document, columns: int) -> None:
        """Print at once, as if the paper were `columns` wide."""
        printer = self._devices.printer
        try:
            if isinstance(printer, EscPosPrinter):
                printer = printer.at_width(columns)
            printer.print(document)
        except DeviceError as trouble:
            self._tell(TrialNews(str(trouble), well=False))
        else:
            self._tell(TrialNews(_("{title}: printed.").format(title=document.title), well=True))

    def find_out(self) -> None:
        """Ask the printer who it is and what it can do, without printing."""
        if isinstance(self._devices.printer, EscPosPrinter):
            try:
                self._devices.printer.find_out()
            except DeviceError:
                return  # How the printer is, is told anyway.

    def begin_lesson(self, drawer: int) -> None:
        """Say what to do first; a printer that cannot be reached teaches nothing."""
        self._drawer, self._lesson = drawer, PolarityLesson()
        status = self._devices.printer.status()
        if drawer not in self._devices.drawers or status.reachable is Known.NO:
            self._tell(LessonNews(drawer, "", status.sentence()))
        else:
            self._tell(lesson_news(drawer, self._lesson))

    def go_on_with_lesson(self) -> None:
        """Read the sensor, and say what is next or what was learned."""
        drawer = self._devices.drawers.get(self._drawer)
        if drawer is not None and not self._lesson.finished:
            self._lesson = self._lesson.heard(drawer.level())
            self._tell(lesson_news(self._drawer, self._lesson))


def lesson_news(drawer: int, lesson: PolarityLesson) -> LessonNews:
    """Say how far the lesson is; what the hardware says of a configuration file is the caller's to say."""
    certain = lesson.finished and (
        lesson.open_level != "none" or len(set(lesson.readings)) == 1 < len(lesson.readings)
    )
    conclusion = lesson.conclusion.partition(" Write open_level")[0]
    return LessonNews(drawer, lesson.instruction, conclusion, lesson.open_level if certain else None)
