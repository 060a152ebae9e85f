"""Two sets of colours. Each colour also has a near one among the sixteen of a Linux console."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

CALM: Final = Theme(
    name="till",
    primary="#0a3d91",
    secondary="#5fd7ff",
    accent="#5fd7ff",
    foreground="#f2f4f8",
    background="#10141a",
    surface="#1c2430",
    panel="#1c2430",
    success="#5fd787",
    warning="#ffd75f",
    error="#ff6b6b",
    variables={
        "bar": "#0a3d91",
        "practice": "#ff87ff",
        "practice-bar": "#87005f",
        "quiet": "#a8b0bc",
        "line": "#7c8797",
        "key": "#a8b0bc",
        "on-key": "#000000",
        "chosen": "#ffd75f",
        "on-chosen": "#000000",
        "field": "#303a4a",
        "field-now": "#0a3d91",
        "block-cursor-background": "#ffd75f",
        "block-cursor-foreground": "#000000",
        "input-cursor-background": "#f2f4f8",
        "input-cursor-foreground": "#000000",
    },
)

CONTRAST: Final = Theme(
    name="till-contrast",
    primary="#000000",
    secondary="#ffffff",
    accent="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#ffffff",
    warning="#ffff55",
    error="#ffff55",
    variables={
        "bar": "#000000",
        "practice": "#ffff55",
        "practice-bar": "#aa0000",
        "quiet": "#ffffff",
        "line": "#ffffff",
        "key": "#ffffff",
        "on-key": "#000000",
        "chosen": "#ffff55",
        "on-chosen": "#000000",
        "field": "#444444",
        "field-now": "#0000aa",
        "block-cursor-background": "#ffff55",
        "block-cursor-foreground": "#000000",
        "input-cursor-background": "#ffffff",
        "input-cursor-foreground": "#000000",
    },
)
