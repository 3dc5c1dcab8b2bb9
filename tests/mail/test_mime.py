"""Headers and parts as old Outlook and Korean webmail read them."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.policy import default
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongyak.mail.addresses import one_line
from gongyak.mail.errors import BadAttachment
from gongyak.mail.mime import file_name, file_part, multipart, text_header, text_part

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HANGUL = st.text(
    st.sampled_from(" ")
    | st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
    | st.sampled_from("D-7[](),.·～’"),
    min_size=1,
    max_size=120,
)


def read(part: bytes) -> Message:
    return message_from_bytes(part)


def subject_of(header: str) -> str:
    raw = read(f"{header}\r\n\r\n".encode())["Subject"]
    return str(make_header(decode_header(re.sub(r"\r\n(?=[ \t])", "", raw))))


@given(HANGUL)
@example("[일정 알림] D-7 " + "룩셈부르크 개관식  일정 " * 8)
def test_korean_subjects_keep_every_space(subject: str) -> None:
    assert subject_of(text_header("Subject", subject)) == one_line(subject)


@given(st.text(max_size=200))
@example("=?utf-8?b?64u064u5?=")
@example("plain\r\nBcc: evil@example.kr")
@example("a" * 300)
@example("a  b")
def test_any_subject_comes_back_whole_in_short_lines_of_ascii(subject: str) -> None:
    header = text_header("Subject", subject)
    assert header.isascii()
    lines = header.split("\r\n")
    assert all(len(line) <= 78 for line in lines)
    assert all(line.startswith(" ") for line in lines[1:])
    assert subject_of(header) == one_line(subject)


@given(st.text(max_size=200))
def test_the_standard_library_reads_the_same_subject_under_its_new_policy(subject: str) -> None:
    message = message_from_bytes(f"{text_header('Subject', subject)}\r\n\r\n".encode(), policy=default)
    assert str(message["Subject"]) == one_line(subject)


def test_a_hangul_name_is_sent_as_one_rfc_2231_value_and_as_rfc_2047() -> None:
    part = file_part("2026년 하반기 공약 보고서 초안.docx", WORD, b"docx").decode()
    assert part.count("filename") == 1
    assert re.search(r"^ filename\*=utf-8''2026%EB%85%84%20[0-9A-Fa-z%.-]+\.docx\r\n", part, re.MULTILINE)
    assert ' name="=?utf-8?b?' in part
    assert read(part.encode()).get_filename() == "2026년 하반기 공약 보고서 초안.docx"


def test_a_plain_name_stays_plain() -> None:
    part = file_part("report.docx", WORD, b"docx").decode()
    assert ' name="report.docx"\r\n' in part
    assert ' filename="report.docx"\r\n' in part


@given(st.text(max_size=400))
@example("가" * 400 + ".docx")
@example("보고서: 초안?.docx")
@example('a"; filename="b.exe')
@example(normalize("NFD", "보고서.docx"))
@example("///")
def test_any_name_is_read_back_and_fits_its_line(name: str) -> None:
    clean = file_name(name)
    part = file_part(name, WORD, b"bytes")
    assert all(len(line) <= 998 for line in part.split(b"\r\n"))
    assert not set(clean) & set('/\\:*?"<>|\r\n')
    assert clean == normalize("NFC", clean)
    message = read(part)
    assert message.get_filename() == clean
    assert message.get_payload(decode=True) == b"bytes"
    assert str(make_header(decode_header(re.sub(r"\r\n", "", str(message.get_param("name")))))) == clean


def test_a_long_name_keeps_its_suffix() -> None:
    assert file_name("가" * 400 + ".docx").endswith("가.docx")


@pytest.mark.parametrize(
    "media_type",
    ["", "text", "text/plain\r\nBcc: x@example.kr", "text/ plain", "multipart/mixed", 'a/b; c="d"'],
)
def test_a_media_type_that_is_none_is_refused(media_type: str) -> None:
    with pytest.raises(BadAttachment):
        file_part("a.txt", media_type, b"")


def test_a_media_type_keeps_its_parameters() -> None:
    message = read(file_part("일정.ics", "text/calendar; charset=utf-8; method=PUBLISH", b""))
    assert (message.get_content_type(), message.get_param("method")) == ("text/calendar", "PUBLISH")


@given(st.text())
def test_any_text_is_read_back_with_its_lines_ended_by_crlf(text: str) -> None:
    part = text_part("plain", text)
    payload = read(part).get_payload(decode=True)
    assert isinstance(payload, bytes)
    expected = normalize("NFC", text).encode("utf-8", "replace").decode()
    assert payload.decode() == re.sub(r"\r\n|\r|\n", "\r\n", expected)


def test_parts_stand_one_after_the_other() -> None:
    whole = read(multipart("mixed", [text_part("plain", "하나"), text_part("html", "둘")], "=_1"))
    assert [part.get_content_type() for part in whole.walk()] == [
        "multipart/mixed",
        "text/plain",
        "text/html",
    ]
