"""Commands and groups that take the general options, wherever on the line they stand."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import click

from till.cli.wishes import Wishes


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value not in (None, False):
        setattr(context.find_object(Wishes), str(parameter.name), value)


def _config_option() -> click.Option:
    return click.Option(
        ["--config"],
        metavar="FILE",
        expose_value=False,
        callback=_remember,
        help="The configuration; else $TILL_CONFIG, ./config.toml, /etc/till/config.toml.",
    )


def _json_option() -> click.Option:
    return click.Option(
        ["--json"],
        is_flag=True,
        expose_value=False,
        callback=_remember,
        help="Answer with one JSON object on standard output.",
    )


def _person_options() -> list[click.Option]:
    return [
        click.Option(
            ["--as", "person"],
            metavar="EMPLOYEE",
            expose_value=False,
            callback=_remember,
            help="Who does it, by number or name, or “badge”; PIN or badge are in $TILL_PIN, or asked for.",
        ),
        click.Option(
            ["--approved-by", "approver"],
            metavar="EMPLOYEE",
            expose_value=False,
            callback=_remember,
            help="Who approves it; their PIN or badge is in $TILL_APPROVER_PIN, or asked for.",
        ),
    ]


class Command(click.Command):
    """A command that takes the general options too."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params += [*_person_options(), _config_option(), _json_option()]


class Group(click.Group):
    """A group whose commands take the general options too."""

    command_class = Command

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params += [*_person_options(), _config_option(), _json_option()]


class TopGroup(Group):
    """Commands, each imported when it is asked for, by its place `module:name`; and those that are here."""

    def __init__(self, *arguments: Any, places: dict[str, str], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._places: Final = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *self._places]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._places:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._places[cmd_name].partition(":")
        command = getattr(import_module(f"till.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command
