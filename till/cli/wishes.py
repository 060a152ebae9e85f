"""What can be said with every command: which configuration, which form of answer, who, and who approves."""

from __future__ import annotations


class Wishes:
    """The general options of one call, wherever on the line they stood."""

    __slots__ = ("approver", "config", "json", "locale", "person")

    def __init__(self) -> None:
        self.config: str | None = None
        self.json = False
        self.person: str | None = None
        self.approver: str | None = None
        self.locale = "en_US"  # Until a configuration says otherwise.


def wishes_of() -> Wishes:
    """Give the general options of the call that is being carried out."""
    import click  # Late: the screens start without a command line to read.

    context = click.get_current_context(silent=True)
    return (context and context.find_object(Wishes)) or Wishes()
