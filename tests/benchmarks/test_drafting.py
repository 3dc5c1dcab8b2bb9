"""The city of the whole command's benchmark: the sample, a hundred pledges large."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.drafting import PLEDGES, make_city

if TYPE_CHECKING:
    from pathlib import Path


def test_a_hundred_pledges_have_numbers_and_ids_of_their_own(tmp_path: Path) -> None:
    make_city(tmp_path / "city")
    files = sorted((tmp_path / "city" / "pledges").iterdir())
    texts = [file.read_text("utf-8") for file in files]
    assert len(texts) == PLEDGES
    numbers = [found[1] for text in texts if (found := re.search(r"^number: (.*)$", text, re.MULTILINE))]
    assert sorted(numbers) == sorted(file.stem for file in files)
    ids = [name for text in texts for name in re.findall(r"\bid: (\w+)", text)]
    assert len(set(ids)) == len(ids)


def test_the_city_brings_its_photos(tmp_path: Path) -> None:
    make_city(tmp_path / "city")
    city = tmp_path / "city"
    named = {name for file in (city / "pledges").iterdir()
             for name in re.findall(r"\bfile: ([\w.]+)", file.read_text("utf-8"))}  # fmt: skip
    assert named
    assert named <= {file.name for file in (city / "photos").iterdir()}
