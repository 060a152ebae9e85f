"""What is put on the terminal: nothing that nobody sees, and no letter that it does not have."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any, Final

from textual.app import App

from till.ui.glyphs import PlainGlyphs, is_plain_console

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.filter import LineFilter
    from textual.screen import Screen


GONE_LOOK_EVERY_S: Final = 1.0
"""How often it is looked whether the terminal is still there."""


class PaintedApp(App[None], inherit_bindings=False):
    """Paints the screen on top, and those that are seen around it."""

    touch: bool = False
    """Whether it is touched with fingers: what can be done is large, and there are keys on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.plain_glyphs = PlainGlyphs(enabled=is_plain_console())

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        # Textual asks those beneath whether they may be seen through, but not the one on top: behind a screen
        # without a hole it would paint everything again for each line that changes in one that nobody sees.
        return [] if self.screen.styles.background.a == 1 else super()._background_screens

    def on_load(self) -> None:
        """Look from time to time whether the terminal is still there, if there is one."""
        if not self.is_headless and os.isatty(0):
            self.set_interval(GONE_LOOK_EVERY_S, self.leave_without_terminal)

    def leave_without_terminal(self) -> None:
        """End as if hung up when the line or the window is gone, told by a signal or not.

        Textual would wait for ever until a terminal that is gone takes the next picture, and with it the
        devices, which nobody else could drive.
        """
        if os.isatty(0):
            return
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)  # What is still to be said would fail, at the latest when Python ends.
        self.exit(return_code=128 + signal.SIGHUP)

    def get_line_filters(self) -> list[LineFilter]:
        return [*super().get_line_filters(), *([self.plain_glyphs] if self.plain_glyphs.enabled else [])]


def is_touched(node: DOMNode) -> bool:
    """Say whether what `node` stands on is touched with fingers."""
    return isinstance(node.app, PaintedApp) and node.app.touch


def forget_painted() -> None:
    """Let go of what was painted of widgets that are gone.

    Textual keeps two colours by the widget's own cache, and with each of the last thousand all its painted
    lines: half a megabyte a sale, until there are fifty.
    """
    from textual._styles_cache import StylesCache

    StylesCache.get_inner_outer.cache_clear()
