"""Changes in the configuration leave its comments, its order and everything else alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from till.cli.config_file import draft
from till.config import load_config
from till.faults import BadConfiguration, NotRecorded

TEXT = """\
# Our shop.
[organisation]
name = "Kaffe AB"       # as it is registered

[store]
name = 'Main Street'

[register]
id = 1
code = "REG-001"
currency = "SEK"
drawer_limit = "5000.00"   # the insurance wants it
data = "data"

[[drawer]]                 # under the counter
id = 2
pin = 5

[[pay_out_reason]]
code = "milk"              # every Monday
name = "Milk"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(TEXT)
    return path


def test_a_value_is_changed_and_nothing_else(path: Path) -> None:
    draft(path, {"register.drawer_limit": "800.00"}).write()
    assert path.read_text() == TEXT.replace('"5000.00"', '"800.00"')
    assert load_config(path).settings.drawer_limit == 800_00


def test_a_key_that_was_not_written_is_added_to_its_table(path: Path) -> None:
    draft(path, {"register.lock_after_s": 60, "printer.columns": 32, "drawer.2.open_level": "high"}).write()
    config = load_config(path)
    assert (config.settings.lock_after_s, config.printer.columns) == (60, 32)
    assert config.settings.open_levels == {2: "high"}
    assert [line for line in TEXT.splitlines() if line not in path.read_text().splitlines()] == []


def test_a_drawer_that_was_not_written_is_begun(path: Path) -> None:
    path.write_text(TEXT.replace("[[drawer]]                 # under the counter\nid = 2\npin = 5\n", ""))
    draft(path, {"printer.address": "sim:", "drawer.1.open_level": "high"}).write()
    (drawer,) = load_config(path).drawers
    assert (drawer.id, drawer.open_level) == (1, "high")


def test_what_cannot_be_used_is_not_written(path: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"printer\.columns: expected"):
        draft(path, {"printer.columns": 7})
    assert path.read_text() == TEXT


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(path: Path) -> None:
    drafted = draft(path, {"register.drawer_limit": "800.00"})
    path.write_text(TEXT + "# and a word\n")
    with pytest.raises(NotRecorded, match="by somebody else"):
        drafted.write()
    assert path.read_text() == TEXT + "# and a word\n"


def test_the_file_keeps_its_permissions_and_leaves_nothing_beside_it(path: Path) -> None:
    path.chmod(0o640)
    draft(path, {"register.drawer_limit": "800.00"}).write()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in path.parent.iterdir()] == ["config.toml"]


def test_a_file_that_is_missing_or_no_toml_is_told(path: Path) -> None:
    path.write_text("[organisation")
    with pytest.raises(BadConfiguration, match="is not TOML"):
        draft(path, {"printer.columns": 42})
    path.unlink()
    with pytest.raises(BadConfiguration, match="cannot be read"):
        draft(path, {"printer.columns": 42})
