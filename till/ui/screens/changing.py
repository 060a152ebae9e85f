"""Changing the configuration from the register: decided, written down, and only then believed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from till.faults import BadConfiguration
from till.wording.translation import _

if TYPE_CHECKING:
    from till.domain.settings import Settings
    from till.ui.screens.base import TillScreen


def keep_changes(
    screen: TillScreen[Any], changes: Mapping[str, object], then: Callable[[Settings], None]
) -> None:
    """Write `changes` into the configuration and the journal, both or neither, and go on with `then`.

    It needs the right to configure, or somebody who approves it; keys are those of `Machine.draft`.
    """
    from till.domain.commands import ChangeSettings
    from till.domain.people import Right

    machine = screen.till.machine
    if machine is None:
        screen.refuse(_("This till has no configuration file that could be changed."))
        return
    try:
        draft = machine.draft(changes)
        settings = draft.settings
    except BadConfiguration as wrong:
        screen.refuse(str(wrong))
        return

    def kept(_entries: object) -> None:
        if screen.till.devices is not None:
            screen.till.devices.begin_anew()
        then(settings)

    # The file is written before the commit: what fails there undoes the record, and a commit that fails
    # after it is made up for by the next start, which records what it finds in the file.
    screen.attempt(
        lambda act: screen.cash.handle(ChangeSettings(act, settings), lambda _connection: draft.write()),
        kept,
        Right.CONFIGURE,
    )
