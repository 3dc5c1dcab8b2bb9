"""Every draft of the sample city opens in a word processor."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from jobs.demo import demonstrate
from tests.jobs.world import desk_at


@pytest.mark.needs("libreoffice")
def test_libreoffice_opens_every_draft_of_the_sample_city(tmp_path: Path) -> None:
    with desk_at(f"sqlite:///{tmp_path}/var/gongyak.sqlite3", tmp_path) as desk:
        shown = demonstrate(desk)
    files = [report.file for drafted in shown.drafted for report in drafted.reports]
    assert len(files) >= 15
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    folder = tmp_path / "pdf"
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)], check=True, capture_output=True, timeout=300
    )
    made = {path.stem for path in folder.glob("*.pdf") if path.read_bytes().startswith(b"%PDF")}
    assert made == {file.stem for file in files}
