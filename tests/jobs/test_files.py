from __future__ import annotations

import os
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.errors import CannotWrite
from jobs.files import file_name, write_file


def test_a_name_keeps_its_hangul_and_loses_what_windows_forbids() -> None:
    assert file_name("2024H2_1-1_v1_도로/철도: <확충>?", ".docx") == "2024H2_1-1_v1_도로_철도_ _확충__.docx"


def test_a_name_typed_on_a_mac_is_composed() -> None:
    assert file_name(normalize("NFD", "룩셈부르크"), ".docx") == "룩셈부르크.docx"


def test_a_long_name_is_cut_between_letters() -> None:
    name = file_name("가" * 300, ".docx")
    assert name == "가" * 65 + ".docx"


@given(st.text())
def test_any_text_becomes_a_name_that_every_system_takes(text: str) -> None:
    name = file_name(f"2024H2_{text}", ".docx")
    assert len(name.encode(errors="surrogatepass")) <= 200
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert not name.removesuffix(".docx").endswith((" ", "."))


def test_a_file_is_written_whole_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "새 폴더" / "보고서.docx"
    write_file(path, b"one")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_has_the_permissions_that_the_person_asks_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "a.docx", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "a.docx").stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_take_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(CannotWrite) as caught:
        write_file(tmp_path / "a.docx", b"x")
    assert str(tmp_path) in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        write_file(tmp_path / "file" / "a.docx", b"x")
