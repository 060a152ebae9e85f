"""A recording of the screens as one picture that moves by itself: SVG, one frame over the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """The screen as SVG, and how long it is looked at."""

    picture: str
    seconds: float


def recording(frames: Sequence[Frame]) -> str:
    """Put frames one over the other, each seen for its time, from the beginning again at the end."""
    whole_s = sum(frame.seconds for frame in frames)
    box = re.search(r'viewBox="([^"]+)"', frames[0].picture)
    assert box is not None, "what Textual exports has a view box"
    styles, pictures, began_s = [], [], 0.0
    for no, frame in enumerate(frames):
        begin, end = 100 * began_s / whole_s, 100 * (began_s + frame.seconds) / whole_s
        began_s += frame.seconds
        before = "0%{visibility:hidden}" if no else ""
        after = f"{end:.3f}%{{visibility:hidden}}" if no < len(frames) - 1 else "100%{visibility:visible}"
        styles.append(f"@keyframes f{no}{{{before}{begin:.3f}%{{visibility:visible}}{after}}}")
        styles.append(f"#f{no}{{visibility:hidden;animation:f{no} {whole_s:g}s step-end infinite}}")
        pictures.append(f'<g id="f{no}">{_own(frame.picture, no)}</g>')
    # Who wants nothing to move sees the last picture.
    last = len(frames) - 1
    styles.append(
        f"@media(prefers-reduced-motion){{g[id]{{animation:none!important}}#f{last}{{visibility:visible}}}}"
    )
    head = f'<svg class="rich-terminal" viewBox="{box[1]}" xmlns="http://www.w3.org/2000/svg">'
    return f"{head}<style>{''.join(styles)}</style>{''.join(pictures)}</svg>\n"


def _own(picture: str, no: int) -> str:
    """Give a frame names of its own: each picture numbers its colours and clips from one."""
    inner = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", picture, flags=re.DOTALL)
    inner = re.sub(r"<!--.*?-->|@font-face \{.*?\}\s*", "", inner, flags=re.DOTALL)
    return re.sub(r"terminal-\d+", f"t{no}", inner)
