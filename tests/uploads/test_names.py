from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.uploads.names import NAMELESS, caption_of, name_of


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("룩셈부르크 협약식.jpg", "룩셈부르크 협약식.jpg"),
        (unicodedata.normalize("NFD", "협약식.jpg"), "협약식.jpg"),
        ("C:\\fakepath\\협약식.jpg", "협약식.jpg"),
        ("/etc/passwd", "passwd"),
        ("../../../협약식.jpg", "협약식.jpg"),
        ("..\\..\\협약식.jpg", "협약식.jpg"),
        ("협약식\u202egpj.exe", "협약식gpj.exe"),
        ("협\u200b약\ufeff식.jpg", "협약식.jpg"),
        ("협약식\0.jpg", "협약식.jpg"),
        ("협약식\r\nX-Evil: 1.jpg", "협약식 X-Evil: 1.jpg"),
        ("<script>alert(1)</script>.jpg", "script>.jpg"),
        ("가" * 500 + ".jpg", "가" * 96 + ".jpg"),
        ("", NAMELESS),
        (None, NAMELESS),
        ("\u202e", NAMELESS),
        ("/", NAMELESS),
    ],
)
def test_a_name_is_shown_without_folders_and_what_hides(sent: str | None, shown: str) -> None:
    assert name_of(sent) == shown


@pytest.mark.parametrize(
    ("name", "caption"),
    [
        ("룩셈부르크 협약식.jpg", "룩셈부르크 협약식"),
        ("개관식_전경.JPEG", "개관식 전경"),
        ("사진전 개막.png", "사진전 개막"),
        ("MOU signing.jpg", "MOU signing"),
        ("제1.2공구 준공.jpg", "제1.2공구 준공"),
        ("IMG_1234.jpg", ""),
        ("DSCN0001.JPG", ""),
        ("20240829_101112.jpg", ""),
        ("KakaoTalk_20240829_101112.jpg", ""),
        ("스크린샷 2024-08-29.png", ""),
        (NAMELESS, ""),
    ],
)
def test_a_name_suggests_a_caption_unless_a_camera_gave_it(name: str, caption: str) -> None:
    assert caption_of(name) == caption


@given(st.text(max_size=300))
def test_whatever_a_file_is_called_its_name_is_short_one_line_and_no_path(sent: str) -> None:
    name = name_of(sent)
    assert 0 < len(name) <= 100
    assert name.isprintable()
    assert not set(name) & set("/\\\0\n\u202e\u2066")
    assert name_of(name) == name
    assert unicodedata.is_normalized("NFC", name)
    name.encode()
