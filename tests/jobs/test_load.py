from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image

from gongyak.exchange.errors import NoSuchFolder, NotAnExchangeFolder
from gongyak.exchange.faults import FaultyFolder
from gongyak.pledges import Pledge
from gongyak.store.changes import read_changes
from gongyak.store.city import read_city
from gongyak.store.errors import NoCity, NotInitialised
from gongyak.store.pictures import read_pictures
from gongyak.store.reading import read_pledges
from jobs.demo import SAMPLE
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.dump import dump_facts
from jobs.errors import CannotWrite
from jobs.judging import list_mutes, mute_rule, unmute_rule
from jobs.load import load_facts
from tests.cast import H2_2024
from tests.jobs.conftest import Opened
from tests.jobs.world import desk_at, small_pledge, stock


def changes(desk: Desk) -> int:
    with desk.database.read() as session:
        return len(read_changes(session))


def test_load_after_dump_changes_nothing_and_drafts_stay_as_they_are(desk: Desk, tmp_path: Path) -> None:
    loaded = load_facts(desk, SAMPLE)
    assert (loaded.city, loaded.is_new) == ("가람시", True)
    draft_reports(desk, H2_2024)
    before = changes(desk)
    dumped = dump_facts(desk, tmp_path / "facts")
    assert dumped.pledges == loaded.pledges
    again = load_facts(desk, tmp_path / "facts")
    assert (again.is_new, changes(desk)) == (False, before)
    assert draft_reports(desk, H2_2024).made == ()


def test_every_mistake_of_a_folder_is_told_at_once_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "facts"))
    for number, wrong in (("1-1", "status: 완료됨\n"), ("2-1", "term: 민선88기\n")):
        file = folder / "pledges" / f"{number}.yaml"
        text = file.read_text("utf-8")
        key = wrong.partition(":")[0]
        lines = [wrong if line.startswith(f"{key}:") else line for line in text.splitlines(keepends=True)]
        file.write_text("".join(lines) + ("" if wrong in lines else wrong), "utf-8")
    with pytest.raises(FaultyFolder) as caught:
        load_facts(desk, folder)
    said = caught.value.say("ko")
    assert "pledges/1-1.yaml" in said
    assert "pledges/2-1.yaml" in said
    with desk.database.read() as session, pytest.raises(NoCity):
        read_city(session)


def test_a_large_photo_is_scaled_down_to_its_frame_once_on_the_way_in(desk: Desk, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "facts"))
    photo = min((folder / "photos").glob("*.jpg"))
    Image.new("RGB", (4000, 3000), (10, 120, 60)).save(photo, "JPEG")
    load_facts(desk, folder)
    sizes = {each.picture.width for pledge in pledges(desk) for each in pledge.photos}
    assert max(sizes) <= round(80 / 25.4 * 200)
    with desk.database.read() as session:
        stored = read_pictures(session, [each.picture.checksum for p in pledges(desk) for each in p.photos])
    for data in stored.values():
        assert Image.open(io.BytesIO(data)).width <= round(80 / 25.4 * 200)


def pledges(desk: Desk) -> tuple[Pledge, ...]:
    with desk.database.read() as session:
        return read_pledges(session)


def test_pledges_that_a_folder_does_not_name_stay(desk: Desk, tmp_path: Path) -> None:
    load_facts(desk, SAMPLE)
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "facts"))
    (folder / "pledges" / "2-1.yaml").unlink()
    assert load_facts(desk, folder).is_new is False
    assert "2-1" in [pledge.number for pledge in pledges(desk)]


def test_a_mute_of_a_pledge_that_only_the_database_knows_is_loaded(desk: Desk, tmp_path: Path) -> None:
    load_facts(desk, SAMPLE)
    muted = mute_rule(desk, "year-mark", "서식", "2-1")
    dump_facts(desk, tmp_path / "facts")
    unmute_rule(desk, "year-mark", "2-1")
    (tmp_path / "facts" / "pledges" / "2-1.yaml").unlink()
    load_facts(desk, tmp_path / "facts")
    assert list_mutes(desk) == (muted,)


def test_a_folder_without_facts_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NoSuchFolder):
        load_facts(desk, tmp_path / "nowhere")


def test_a_database_without_tables_is_told_before_the_folder_is_read(tmp_path: Path, opened: Opened) -> None:
    with pytest.raises(NotInitialised):
        load_facts(opened(desk_at(f"sqlite:///{tmp_path}/none.sqlite3", tmp_path)), tmp_path / "nowhere")


def test_facts_are_not_dumped_among_other_files(desk: Desk, tmp_path: Path) -> None:
    stock(desk.database, [small_pledge("1-1")])
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.docx").write_text("")
    with pytest.raises(NotAnExchangeFolder):
        dump_facts(desk, tmp_path / "mine")


def test_a_folder_that_cannot_be_made_is_told(desk: Desk, tmp_path: Path) -> None:
    stock(desk.database, [small_pledge("1-1")])
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        dump_facts(desk, tmp_path / "file" / "facts")


def test_an_empty_database_has_nothing_to_dump(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NoCity):
        dump_facts(desk, tmp_path / "facts")
