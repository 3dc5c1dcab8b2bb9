"""What survives when the process is killed or the disk is full: real processes, real databases."""

from __future__ import annotations

import io
import os
import random
import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from time import monotonic, sleep

import pytest
from PIL import Image

from gongyak.store.drafts import list_drafts, read_document
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.errors import CannotWrite
from tests.cast import H2_2024
from tests.jobs.world import photo, small_pledge, stock

PLEDGES = 60
SIZE = (240, 180)
LIMIT = 35_000
GONGYAK = [sys.executable, "-c", "import sys; from admin.cli import main; sys.exit(main())"]
PATIENCE = 60


def environment(desk: Desk) -> dict[str, str]:
    return os.environ | {
        "GONGYAK_DATABASE_URL": desk.settings.database.url.get_secret_value(),
        "GONGYAK_PATHS_VAR": str(desk.settings.paths.var),
        "GONGYAK_LANGUAGE": "ko",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }


@pytest.fixture
def many(desk: Desk) -> Desk:
    """Give a desk with many pledges, each with a photo of some 40 kB, so that a batch takes a while."""
    pictures = [speckled(n) for n in range(PLEDGES)]
    pledges = [small_pledge(f"1-{n:03}", photo(f"p{n}", data, SIZE)) for n, data in enumerate(pictures)]
    stock(desk.database, pledges, *pictures)
    return desk


def speckled(seed: int) -> bytes:
    out = io.BytesIO()
    pixels = random.Random(seed).randbytes(3 * SIZE[0] * SIZE[1])  # noqa: S311 - no secret, only hard to compress
    Image.frombytes("RGB", SIZE, pixels).save(out, "JPEG", quality=95)
    return out.getvalue()


def kept(desk: Desk) -> int:
    with desk.database.read() as session:
        return len(list_drafts(session))


def test_a_batch_killed_in_the_middle_is_finished_by_the_next_run(many: Desk) -> None:
    with subprocess.Popen(
        [*GONGYAK, "draft", "2024H2"], env=environment(many), stdout=subprocess.PIPE
    ) as process:
        started = monotonic()
        while not kept(many) and process.poll() is None and monotonic() - started < PATIENCE:
            sleep(0.001)
        process.kill()
    before = kept(many)
    assert 0 < before < PLEDGES, "the process was to be killed in the middle"
    again = draft_reports(many, H2_2024)
    assert not again.failed
    assert before <= len(again.unchanged) < PLEDGES  # the copy of the process ends with what it is at
    assert len(again.unchanged) + len(again.made) == PLEDGES
    assert kept(many) == PLEDGES
    for report in again.reports:
        assert report.draft.endswith("_v1")
        assert zipfile.ZipFile(report.file).testzip() is None
        with many.database.read() as session:
            assert report.file.read_bytes() == read_document(session, report.draft)


def test_a_full_disk_is_one_line_leaves_no_half_file_and_loses_no_draft(many: Desk, tmp_path: Path) -> None:
    draft_reports(many, H2_2024)
    full = tmp_path / "full"
    run = limited(many, "draft", "2024H2", "--out", str(full))
    assert run.returncode == CannotWrite.exit_code
    (line,) = run.stderr.splitlines()
    assert line.startswith("1-000, 1-001, ")
    assert "파일을 저장할 수 없습니다" in line
    assert list(full.iterdir()) == []
    assert len(draft_reports(many, H2_2024, out=full).unchanged) == PLEDGES
    assert len(list(full.iterdir())) == PLEDGES


def limited(desk: Desk, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process that may write no file larger than 35 kB: the disk is full for it."""
    return subprocess.run(
        [*GONGYAK, *arguments],
        env=environment(desk),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT)),
        capture_output=True,
        text=True,
        check=False,
    )
