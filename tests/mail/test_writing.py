from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.letters import LetterKind
from gongyak.mail.pieces import Part
from gongyak.mail.samples import BARE, OPENING, SAMPLES, daily
from gongyak.mail.template_errors import BrokenLetterTemplate
from gongyak.mail.writing import LONGEST_SUBJECT, one_line, write_letter
from gongyak.particles import particle
from gongyak.reminders.notice import NoticeTopic
from tests.mail.writing import SHIPPED

if TYPE_CHECKING:
    from gongyak.mail.views import DailyView

PARTICLES = SHIPPED.with_edited(
    "event", Part.SUBJECT, "{{ first.event | josa('이/가') }} 열립니다"
).with_edited("event", Part.TEXT, "{{ first.event | josa('을/를') }} / {{ first.place | josa('으로/로') }}")


def about(name: str, place: str = "가람시청") -> DailyView:
    return daily((NoticeTopic.EVENT, (replace(BARE, event=name, place=place),)), bare=True)


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("LIH-G 개소식", "LIH-G 개소식이 열립니다"),
        ("바이오 포럼(2차)", "바이오 포럼(2차)이 열립니다"),
        ("LIH-G", "LIH-G가 열립니다"),
        ("제3회 가람 축제", "제3회 가람 축제가 열립니다"),
        ("가람포럼 2026", "가람포럼 2026이 열립니다"),
        ("‘다시, 가람’", "‘다시, 가람’이 열립니다"),
    ],
)
def test_the_particle_after_a_name_of_any_script_is_right(name: str, subject: str) -> None:
    assert write_letter(LetterKind.EVENT, about(name), PARTICLES).subject == subject


SCRIPTS = st.text(st.sampled_from("가람시청길0136789AGLMNR한 (차)-'’.·"), min_size=1).filter(
    lambda name: name == " ".join(name.split()) and "\n" not in name
)


@given(SCRIPTS, SCRIPTS)
def test_every_name_is_followed_by_the_half_of_the_pair_that_fits(name: str, place: str) -> None:
    written = write_letter(LetterKind.EVENT, about(name, place), PARTICLES)
    assert written.subject == f"{name}{particle(name, '이/가')} 열립니다"
    to = particle(place, "으로/로")
    assert written.text == f"{name}{particle(name, '을/를')} / {place}{to}\n"


def test_who_stands_in_for_somebody_reads_for_whom() -> None:
    view = daily((NoticeTopic.EVENT, (OPENING, replace(BARE, absent="이다온"))))
    written = write_letter(LetterKind.EVENT, view, SHIPPED)
    for part in (written.text, written.html):
        assert part.count("이다온님이 부재 중이어서 대신 보내 드립니다.") == 1


def test_what_a_fact_holds_stays_text_in_html_and_is_left_alone_in_plain_text() -> None:
    name = '<script>alert("1")</script> & Co.'
    written = write_letter(LetterKind.EVENT, about(name), SHIPPED)
    assert name in written.text
    assert "<script" not in written.html
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; Co." in written.html


@pytest.mark.parametrize("broken", ["\r\nBcc: someone@example.kr", "\x00", "\u2028", "\x85", "\t"])
def test_no_fact_breaks_the_line_of_a_subject(broken: str) -> None:
    subject = write_letter(LetterKind.EVENT, about(f"개소식{broken}끝"), SHIPPED).subject
    assert subject.startswith("[일정 알림] D-Day 개소식 ")
    assert subject.isprintable()


@given(st.text())
def test_any_subject_is_one_line_of_bounded_length(text: str) -> None:
    line = one_line(text)
    assert len(line) <= LONGEST_SUBJECT
    assert line.splitlines() in ([], [line])


def test_the_spaces_within_a_subject_stay_as_they_are() -> None:
    assert one_line(" 가  나 다 ") == "가  나 다"


def test_a_missing_field_is_an_error_and_nothing_is_written() -> None:
    for part in Part:
        templates = SHIPPED.with_edited("event", part, "{{ first.nmae }}")
        with pytest.raises(BrokenLetterTemplate) as caught:
            write_letter(LetterKind.EVENT, about("개소식"), templates)
        assert "nmae" in str(caught.value)
        assert f"gongyak letter reset event {part}" in str(caught.value)


def test_a_letter_that_grows_beyond_all_measure_is_refused() -> None:
    templates = SHIPPED.with_edited("event", Part.TEXT, "{% for a in files %}{{ city }}{% endfor %}")
    view = replace(about("개소식"), city="가" * 1000, files=("a",) * 501)
    with pytest.raises(BrokenLetterTemplate, match="501,000자"):
        write_letter(LetterKind.EVENT, view, templates)


def test_a_letter_is_written_from_the_view_of_its_kind_only() -> None:
    with pytest.raises(TypeError, match="event"):
        write_letter(LetterKind.EVENT, SAMPLES[LetterKind.TEST][0], SHIPPED)


def test_the_same_view_gives_the_same_letter() -> None:
    for kind, views in SAMPLES.items():
        for view in views:
            assert write_letter(kind, view, SHIPPED) == write_letter(kind, view, SHIPPED)


def test_plain_text_has_no_trailing_spaces_and_no_gaps() -> None:
    templates = SHIPPED.with_edited("event", Part.TEXT, "\n\n가  \n\n\n\n{{ first.event }}\t\n\n")
    written = write_letter(LetterKind.EVENT, daily((NoticeTopic.EVENT, (OPENING,))), templates)
    assert written.text == f"가\n\n{OPENING.event}\n"
