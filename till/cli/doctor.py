"""`till doctor`: looks at everything a register needs and says what to do."""

from __future__ import annotations

import click

from till.cli.options import Command


@click.command("doctor", cls=Command)
def doctor() -> int:
    """Check configuration, disk, journal, key, clock, people, jobs, devices and terminal.

    Exit code 0: all is well. 6: the back office; 5: journal, disk, key, clock or people; 4: devices, jobs or
    terminal.
    """
    from till.cli.answers import Exit, answer
    from till.cli.checkup import examine
    from till.cli.configured import configuration

    checks = list(examine(configuration()))
    plain = [
        {
            "name": each.name,
            "ok": each.well,
            "known": each.known,
            "words": each.words,
            "remedy": each.remedy or None,
        }
        for each in checks
    ]
    lines = []
    for each in checks:
        mark = "TROUBLE" if not each.well else "ok     " if each.known else "unknown"
        lines.append(f"{mark}  {each.name}: {each.words}")
        if each.remedy:
            lines.append(f"         {each.remedy}")
    ill = [each.code for each in checks if not each.well]
    answer({"ok": not ill, "checks": plain}, "\n".join(lines))
    return max(ill, default=Exit.DONE)
