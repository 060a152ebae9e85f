"""Changes some keys of a configuration file; its comments, its order and everything else stay."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from till.config import Config, parse_config
from till.domain.settings import Settings
from till.faults import BadConfiguration, NotRecorded


@dataclass(frozen=True, slots=True)
class ConfigDraft:
    """A changed configuration that is not written yet: the text before and after, and what it says."""

    path: Path
    before: bytes
    text: str
    config: Config

    @property
    def settings(self) -> Settings:
        """The rules it makes."""
        return self.config.settings

    def write(self) -> None:
        """Put it in the place of the old one, whole or not at all, with its owner and permissions.

        Raises:
            NotRecorded: The file cannot be written, or somebody has changed it meanwhile.
        """
        path = self.path.resolve()
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            if path.read_bytes() != self.before:
                raise NotRecorded(f"{self.path} was changed by somebody else meanwhile. Try again.")
            kept = path.stat()
            with unfinished.open("xb") as file:
                os.fchmod(file.fileno(), kept.st_mode & 0o7777)
                os.fchown(file.fileno(), kept.st_uid, kept.st_gid)
                file.write(self.text.encode())
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except OSError as error:
            raise NotRecorded(
                f"{self.path} cannot be written: {error.strerror}. Nothing is changed."
            ) from error
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)


def draft(path: Path, changes: Mapping[str, object]) -> ConfigDraft:
    """Give the configuration with other values for some keys, as `register.drawer_limit`.

    A drawer's key is named with its number: `drawer.1.open_level`.

    Raises:
        BadConfiguration: A value cannot be used, or the file cannot be read.
    """
    try:
        before = path.read_bytes()
        document = tomlkit.parse(before.decode())
    except OSError as error:
        raise BadConfiguration(f"{path}: cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, TOMLKitError) as error:
        raise BadConfiguration(f"{path}: is not TOML: {error}.") from error
    for key, value in changes.items():
        *place, name = key.split(".")
        _table(document, place)[name] = value
    text = tomlkit.dumps(document)
    return ConfigDraft(path, before, text, parse_config(text, path))


def _table(document: Any, place: list[str]) -> Any:
    """Find the table that a key belongs to; one that is not written yet is begun."""
    if place[0] != "drawer":
        if place[0] not in document:
            document[place[0]] = tomlkit.table()
        return document[place[0]]
    drawer_id = int(place[1])
    tables = document.get("drawer")
    if not tables:
        tables = document["drawer"] = tomlkit.aot()
    found = next((table for table in tables if table.get("id") == drawer_id), None)
    if found is None:
        found = tomlkit.table() if isinstance(tables, AoT) else tomlkit.inline_table()
        found["id"] = drawer_id
        tables.append(found)
        return tables[-1]
    return found
