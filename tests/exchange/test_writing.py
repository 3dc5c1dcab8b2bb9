from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from gongyak.exchange.errors import NotAnExchangeFolder
from gongyak.exchange.reading import Exchange, read_folder
from gongyak.exchange.writing import write_folder
from tests.exchange.strategies import exchanges

SAMPLE = Path("jobs/sample_city")


@pytest.fixture(scope="module")
def sample() -> Exchange:
    return read_folder(SAMPLE)


def bytes_in(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@given(exchanges())
@settings(max_examples=25, deadline=None)
def test_what_is_written_reads_back_as_it_was_and_is_written_again_the_same(exchange: Exchange) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        write_folder(exchange, Path(one))
        read = read_folder(Path(one))
        write_folder(read, Path(two))
        assert read == exchange
        assert bytes_in(Path(one)) == bytes_in(Path(two))


def test_the_whole_sample_city_reads_back_as_it_was(sample: Exchange, tmp_path: Path) -> None:
    write_folder(sample, tmp_path)
    assert read_folder(tmp_path) == sample


def test_what_did_not_change_is_left_alone(sample: Exchange, tmp_path: Path) -> None:
    write_folder(sample, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    write_folder(sample, tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_the_file_of_a_pledge_that_is_no_more_goes_and_a_file_of_ones_own_stays(
    sample: Exchange, tmp_path: Path
) -> None:
    write_folder(sample, tmp_path)
    (tmp_path / "메모.txt").write_text("내 메모", encoding="utf-8")
    fewer = Exchange(sample.city, sample.pledges[1:], sample.pictures)
    write_folder(fewer, tmp_path)
    assert read_folder(tmp_path).pledges == sample.pledges[1:]
    assert (tmp_path / "메모.txt").exists()


def test_a_folder_of_other_things_is_not_written_into(sample: Exchange, tmp_path: Path) -> None:
    (tmp_path / "사진첩.txt").touch()
    with pytest.raises(NotAnExchangeFolder):
        write_folder(sample, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["사진첩.txt"]


def test_a_file_in_the_folders_place_is_not_overwritten(sample: Exchange, tmp_path: Path) -> None:
    file = tmp_path / "dump"
    file.touch()
    with pytest.raises(NotAnExchangeFolder):
        write_folder(sample, file)


def test_a_full_disk_leaves_every_file_as_it_was(
    sample: Exchange, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(sample, tmp_path)
    before = bytes_in(tmp_path)
    changed = Exchange(sample.city, (), sample.pictures)

    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "city.yaml").write_text("name: 옛 자료\n", encoding="utf-8")
    before["city.yaml"] = (tmp_path / "city.yaml").read_bytes()
    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        write_folder(changed, tmp_path)
    assert bytes_in(tmp_path) == before


def test_photos_are_named_after_the_first_photo_that_shows_them(sample: Exchange, tmp_path: Path) -> None:
    write_folder(sample, tmp_path)
    first = sample.pledges[0].photos[0]
    assert (tmp_path / "photos" / f"{first.id}.jpg").read_bytes() == sample.pictures[first.picture.checksum]
    assert len(list((tmp_path / "photos").iterdir())) == len(sample.pictures)


def test_every_part_of_a_written_file_says_in_korean_what_it_is(sample: Exchange, tmp_path: Path) -> None:
    write_folder(sample, tmp_path)
    lines = (tmp_path / "pledges" / "1-1.yaml").read_text("utf-8").splitlines()
    keys = [place for place, line in enumerate(lines) if line[:1].isalpha()]
    assert keys
    assert all(lines[place - 1].startswith("# ") for place in keys)
