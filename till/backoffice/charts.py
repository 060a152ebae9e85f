"""Bars as inline SVG: each with its amount in words, for eyes, for screen readers and for printing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

WIDTH: Final = 720
HEIGHT: Final = 160
_MARGIN: Final = 18


def bars(values: Sequence[tuple[str, int]], words: Callable[[int], str]) -> str:
    """Draw a bar for each value, up or down from a line at zero."""
    if not values:
        return ""
    top = max(0, *(amount for _name, amount in values))
    bottom = min(0, *(amount for _name, amount in values))
    span = (top - bottom) or 1
    step = WIDTH / len(values)

    def at(amount: int) -> float:
        return _MARGIN + (top - amount) * (HEIGHT - 2 * _MARGIN) / span

    parts = []
    for no, (name, amount) in enumerate(values):
        y, height = min(at(0), at(amount)), abs(at(amount) - at(0))
        label = escape(f"{name}: {words(amount)}")
        parts.append(
            f'<rect x="{no * step + step * 0.15:.1f}" y="{y:.1f}" width="{step * 0.7:.1f}" '
            f'height="{max(height, 1):.1f}" class="{"short" if amount < 0 else "over"}">'
            f"<title>{label}</title></rect>"
        )
    ends = (values[0][0], values[-1][0])
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label={quoteattr(_described(values, words))}>'
        f'<line x1="0" x2="{WIDTH}" y1="{at(0):.1f}" y2="{at(0):.1f}" class="zero"/>{"".join(parts)}'
        f'<text x="2" y="12">{escape(words(top))}</text>'
        f'<text x="2" y="{HEIGHT - 4}">{escape(ends[0])}</text>'
        f'<text x="{WIDTH - 2}" y="{HEIGHT - 4}" text-anchor="end">{escape(ends[1])}</text></svg>'
    )


def _described(values: Sequence[tuple[str, int]], words: Callable[[int], str]) -> str:
    return "; ".join(f"{name} {words(amount)}" for name, amount in values)
