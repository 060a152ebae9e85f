"""The guides in docs/ name what there is, and the cashier's page comes out of a receipt printer."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from hardware.__main__ import main as hardware_main
from hardware.simulators.tcp import TcpSimulator
from tests.source import ROOT
from till.cli.root import root

GUIDES = sorted((ROOT / "docs").glob("*.md"))
PAPER_COLUMNS = 42


def test_the_cashiers_page_fits_the_paper_and_prints(capsys: pytest.CaptureFixture[str]) -> None:
    page = ROOT / "docs" / "cashiers.md"
    assert max(map(len, page.read_text().splitlines())) <= PAPER_COLUMNS
    with TcpSimulator() as simulator:
        assert hardware_main(["print", str(page), "--address", simulator.address]) == 0
        (slip,) = simulator.printer.slips
    assert "call the manager" in slip


@pytest.mark.parametrize("guide", GUIDES, ids=lambda each: each.stem)
def test_every_link_leads_to_a_file(guide: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)", guide.read_text()):
        assert (guide.parent / link).exists(), link


def test_the_guides_are_a_site_in_which_every_link_leads_somewhere(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(ROOT / "docs"), str(tmp_path)]
    built = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert built.returncode == 0, built.stderr
    for guide in GUIDES:
        assert (tmp_path / f"{guide.stem}.html").exists()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda each: each.stem)
def test_every_command_and_unit_that_a_guide_names_is_there(guide: Path) -> None:
    text = guide.read_text()
    for words in re.findall(r"`till ((?:[a-z][a-z-]*\b ?){1,2})", text):
        names = words.split()
        command = root.get_command(click.Context(root), names[0])
        assert command is not None, words
        if isinstance(command, click.Group) and len(names) > 1:
            assert command.get_command(click.Context(command), names[1]) is not None, words
    for unit in re.findall(r"till[a-z-]*\.(?:service|timer)", text):
        assert (ROOT / "systemd" / unit).exists(), unit


def test_every_symptom_has_something_to_do() -> None:
    text = (ROOT / "docs" / "installers.md").read_text()
    rows = text.partition("| seen |")[2].splitlines()[2:]
    assert len(rows) >= 8
    for row in rows:
        seen, _, what = row.strip("| ").partition("|")
        assert seen.strip(), row
        assert len(what.strip()) > 20, row
