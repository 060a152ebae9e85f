"""What was on the screen and is gone leaves nothing in memory: a till runs for months."""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache

from tests.ui.counter import ANA, Counter


def painted() -> int:
    """Count what holds painted lines of a widget."""
    gc.collect()
    return sum(isinstance(each, StylesCache) for each in gc.get_objects())


async def test_a_dialog_that_was_left_leaves_no_painted_lines(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until_quiet()
        seen = []
        for _ in range(3):
            await desk.press("f4")
            # Nothing is painted in tests: here it must be.
            counter.app.screen._compositor.render_strips()
            await desk.press("escape")
            seen.append(painted())
        assert seen[2] <= seen[0]
