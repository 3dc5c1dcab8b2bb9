from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from stat import S_IMODE
from threading import Barrier

import pytest

from gongyak.errors import GongyakError
from gongyak.links import Link, read
from gongyak.notices import AnswerKind
from jobs.desk import Desk
from jobs.errors import CannotWrite
from jobs.link_secret import FILE, BrokenSecret, link_secret, links_of
from tests.jobs.world import NOON, desk_at


def desk_in(folder: Path, **settings: str) -> Desk:
    return desk_at(f"sqlite:///{folder}/none.sqlite3", folder, lambda: NOON, **settings)


def test_the_secret_of_the_settings_is_taken_and_no_file_is_made(tmp_path: Path) -> None:
    assert link_secret(desk_in(tmp_path, GONGYAK_SITE_SECRET="given")) == "given"  # noqa: S106 - nobody's
    assert not (tmp_path / "var").exists()


def test_without_one_a_secret_is_made_once_and_kept_for_its_owner_only(tmp_path: Path) -> None:
    secret = link_secret(desk_in(tmp_path))
    path = tmp_path / "var" / FILE
    assert len(secret) >= 40
    assert path.read_text() == f"{secret}\n"
    assert S_IMODE(path.stat().st_mode) == 0o600
    assert link_secret(desk_in(tmp_path)) == secret
    assert [each.name for each in path.parent.iterdir()] == [FILE]


def test_processes_that_make_it_at_once_agree(tmp_path: Path) -> None:
    for turn in range(20):
        folder, barrier = tmp_path / str(turn), Barrier(8)

        def ask(folder: Path = folder, barrier: Barrier = barrier) -> str:
            barrier.wait()
            return link_secret(desk_in(folder))

        with ThreadPoolExecutor(8) as pool:
            secrets = {each.result() for each in [pool.submit(ask) for _ in range(8)]}
        assert len(secrets) == 1
        assert [each.name for each in (folder / "var").iterdir()] == [FILE]


@pytest.mark.parametrize("content", [b"", b"short\n", "비밀".encode() * 40])
def test_a_broken_file_is_told_and_never_signed_with(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / FILE).write_bytes(content)
    with pytest.raises(BrokenSecret) as caught:
        link_secret(desk_in(tmp_path))
    assert str(tmp_path / "var" / FILE) in caught.value.say("ko")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    with pytest.raises(CannotWrite) as caught:
        link_secret(desk_in(tmp_path))
    assert isinstance(caught.value, GongyakError)


def test_the_links_of_a_letter_work_for_as_long_as_the_settings_say(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, GONGYAK_SITE_ADDRESS="http://gongyak.example.kr", GONGYAK_SITE_LINK_DAYS="10")
    links = links_of(desk)
    made = links.for_notice("event:lih-g", "2027-40", "담당")
    assert links.expires == date(2025, 1, 12)  # the desk's clock stands at noon of 2025-01-02 in Seoul
    assert made is not None
    token = made.done.rpartition("/")[2]
    assert read(token, link_secret(desk), date(2025, 1, 12)) == Link(
        "event:lih-g", "2027-40", "담당", AnswerKind.DONE
    )


def test_without_an_address_letters_carry_no_links(tmp_path: Path) -> None:
    assert links_of(desk_in(tmp_path)).for_notice("event:lih-g", "2027-40", "담당") is None
    assert not (tmp_path / "var").exists()
