"""Letters as files in a folder, until there is a mail server."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

import pytest

from gongyak.mail.errors import Deferred, FolderUnwritable
from gongyak.mail.folder import FolderPost
from gongyak.mail.post import Outgoing, Receipt
from tests.mail.letters import outgoing


def send(folder: Path, *messages: Outgoing, begun: bool = True) -> list[Receipt | None]:
    async def meanwhile() -> list[Receipt | None]:
        async with FolderPost(folder).connect() as line:
            return [await line.send(message, lambda: begun) for message in messages]

    return asyncio.run(meanwhile())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_letter_becomes_a_file_of_its_date_number_and_subject(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "mail"
    (receipt,) = send(folder, outgoing(7, subject="[일정 알림] D-7: 개관식?"))
    name = "2026-11-23_7_[일정 알림] D-7_ 개관식_.eml"
    assert receipt == Receipt(250, name)
    assert (folder / name).read_bytes() == outgoing(7, subject="[일정 알림] D-7: 개관식?").content
    assert names(folder) == [name]


def test_the_same_letter_goes_into_the_same_file(tmp_path: Path) -> None:
    send(tmp_path, outgoing(1), outgoing(1))
    assert len(names(tmp_path)) == 1


def test_another_letter_is_never_overwritten(tmp_path: Path) -> None:
    first, second = (
        replace(outgoing(1, key=key), message_id=mark, content=f"\r\nMessage-ID: {mark}\r\n".encode())
        for key, mark in (("a", "<a@example.kr>"), ("b", "<b@example.kr>"))
    )
    send(tmp_path, first, second, second, first)
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {first.content, second.content}
    assert sorted(name.partition("안내")[2] for name in names(tmp_path)) == ["-2.eml", ".eml"]


def test_a_long_subject_makes_a_name_that_every_system_takes(tmp_path: Path) -> None:
    send(tmp_path, outgoing(subject="가" * 300))
    (name,) = names(tmp_path)
    assert len(name.encode()) <= 200


def test_a_letter_that_is_no_longer_ours_is_not_written(tmp_path: Path) -> None:
    assert send(tmp_path, outgoing(), begun=False) == [None]
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_made_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderUnwritable, match="file") as error:
        send(tmp_path / "file" / "mail", outgoing())
    assert error.value.about_server
    assert error.value.retryable


def test_a_letter_is_begun_only_when_it_can_be_written(tmp_path: Path) -> None:
    async def meanwhile() -> None:
        async with FolderPost(tmp_path / "mail").connect() as line:
            (tmp_path / "mail").rmdir()
            with pytest.raises(FolderUnwritable):
                await line.send(outgoing(), lambda: pytest.fail("begun"))

    asyncio.run(meanwhile())


def test_a_folder_that_goes_away_amid_a_letter_defers_it(tmp_path: Path) -> None:
    def begin() -> bool:
        rmtree(tmp_path / "mail")
        return True

    async def meanwhile() -> None:
        async with FolderPost(tmp_path / "mail").connect() as line:
            with pytest.raises(Deferred) as error:
                await line.send(outgoing(), begin)
            assert not error.value.about_server

    asyncio.run(meanwhile())


def test_a_place_taken_by_a_process_that_died_is_filled(tmp_path: Path) -> None:
    send(tmp_path, outgoing())
    (path,) = tmp_path.iterdir()
    path.write_bytes(b"")
    send(tmp_path, outgoing())
    assert path.read_bytes() == outgoing().content
    assert len(names(tmp_path)) == 1
