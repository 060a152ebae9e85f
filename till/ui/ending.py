"""How the screens end when something is wrong: a sentence, and what it was for whoever started them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from till.faults import JournalBroken
from till.ui.asking import AskingApp
from till.wording.translation import _

if TYPE_CHECKING:
    from till.news import DeviceWork, Overseer

BEAT_EVERY_S: Final = 1.0


class EndingApp(AskingApp):
    """Remembers the first thing that stopped it; what nobody foresaw is kept for who repairs it."""

    fault: Exception | None = None
    """What the screens stopped at first; None as long as all is well."""
    said: bool = False
    """Whether the terminal has the fault as its last words."""
    devices: DeviceWork | None = None
    keep: Callable[[Exception], str]
    """Keeps where something happened, and gives the name of the file; empty if it could not."""

    def report_to(self, overseer: Overseer | None) -> None:
        """Let whoever started the program know how it came up, and from now on that it goes round."""
        if overseer is None:
            return
        if self.fault is None:
            overseer.ready()
        else:
            overseer.troubled(str(self.fault))

        def beat() -> None:
            if self.devices is None or self.devices.alive:
                overseer.beat()

        self.set_interval(BEAT_EVERY_S, beat)

    def _fatal_error(self) -> None:
        # Textual would show where it happened and all that was in memory; a counter needs a sentence.
        if os.environ.get("TILL_DEBUG"):
            super()._fatal_error()
            return
        self.said = True
        unforeseen = self._exception
        if self.fault is None and unforeseen is not None:
            self.fault = unforeseen
        if isinstance(unforeseen, JournalBroken):
            self.panic(str(unforeseen))
            return
        words = [_("The till met something it does not understand and stopped. What was recorded is kept.")]
        file = "" if unforeseen is None else self.keep(unforeseen)
        if file:
            words.append(_("Start it again. Where it happened stands in {file}.").format(file=file))
        else:
            words.append(_("Start it again; with TILL_DEBUG=1 it says where it happened."))
        self.panic(" ".join(words))
