"""The letters that ship: their tone, their form, and how they read in plain text and in HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import pytest

from gongyak.letters import LetterKind
from gongyak.mail.samples import CONTACT, FOLLOW_UP, OFFICER, SAMPLES
from gongyak.mail.views import DailyView
from gongyak.reminders.notice import NoticeTopic
from tests.mail.writing import sample_letters

if TYPE_CHECKING:
    from gongyak.mail.views import LetterView
    from gongyak.mail.writing import Written

ALL: Final = sample_letters()
each_letter = pytest.mark.parametrize(
    ("kind", "view", "letter"), ALL, ids=[f"{kind}-{number}" for number, (kind, _, _) in enumerate(ALL)]
)
PREFIXES: Final = {
    LetterKind.DRAFT_READY: ["[공약관리] "],
    LetterKind.REVIEW: ["[검토 요청] ", "[보완 요청] "],
    LetterKind.MISSING: ["[입력 요청] ", "[재안내] "],
    LetterKind.EVENT: ["[일정 알림] ", "[입력 요청] "],
    LetterKind.DATE_CHANGED: ["[일정 변경] ", "[일정 확정] ", "[일정 취소] "],
    LetterKind.OVERDUE: ["[기한 경과] "],
    LetterKind.ESCALATION: ["[기한 경과] "],
    LetterKind.OVERVIEW: ["[공약관리] "],
    LetterKind.FAILURE: ["[공약관리] "],
    LetterKind.TEST: ["[공약관리] "],
}
RUDE: Final = re.compile("독촉|하달|할 것|말 것|시오|!|태만|불이행|책임을|즉시|반드시|ㅠ|ㅎ")
SORRY: Final = "이미 입력하신 경우에는 양해하여 주시기 바랍니다."


class Words(HTMLParser):
    """The words of an HTML letter without its head, each run of spaces one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._parts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self._parts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._parts).split())


def body(text: str) -> str:
    """Return a letter's text without the lines below it that tell where it comes from."""
    return text.partition("\n--\n")[0].rstrip()


@each_letter
def test_a_subject_begins_with_what_the_letter_is(
    kind: LetterKind, view: LetterView, letter: Written
) -> None:
    assert letter.subject.startswith(tuple(PREFIXES[kind])), view
    assert letter.subject == " ".join(letter.subject.split())
    assert "(까지" not in letter.subject
    assert "()" not in letter.subject


def test_every_beginning_occurs() -> None:
    begun = {letter.subject.partition("] ")[0] + "] " for _, _, letter in ALL}
    assert begun == {prefix for prefixes in PREFIXES.values() for prefix in prefixes}


@each_letter
def test_no_subject_tells_of_a_person(kind: LetterKind, view: LetterView, letter: Written) -> None:
    people = {OFFICER.name, OFFICER.department, CONTACT.name, CONTACT.phone, CONTACT.email}
    assert not [name for name in {*people, *FOLLOW_UP.answerable} if name in letter.subject], (kind, view)


@each_letter
def test_the_tone_is_that_of_a_public_office(kind: LetterKind, view: LetterView, letter: Written) -> None:
    assert not RUDE.search(letter.text.replace("http://", "")), (kind, view)
    assert not RUDE.search(Words(letter.html).text), (kind, view)


@each_letter
def test_a_letter_greets_its_reader_and_ends_as_public_documents_end(
    kind: LetterKind, view: LetterView, letter: Written
) -> None:
    title = f" {view.recipient.title}" if view.recipient.title else ""
    assert f"{view.recipient.name}{title}님께\n" in letter.text, kind
    assert body(letter.text).endswith(".  끝.")
    assert body(letter.text).count("끝.") == 1


@each_letter
def test_attachments_are_named_at_the_end(kind: LetterKind, view: LetterView, letter: Written) -> None:
    named = "\n".join(body(letter.text).splitlines()[-len(view.files) :]) if view.files else ""
    assert [file for file in view.files if f"{file} 1부." not in named] == [], kind
    assert ("붙임  " in letter.text) == bool(view.files)


@each_letter
def test_no_line_is_left_open_and_no_template_shows(
    kind: LetterKind, view: LetterView, letter: Written
) -> None:
    assert not [line for line in letter.text.splitlines() if line.endswith((":", "None", "("))], (kind, view)
    for text in (letter.subject, letter.text, letter.html):
        assert not re.search(r"{{|{%|%}|}}|None|True|False|&amp;amp;", text)
    assert "\n\n\n" not in letter.text


@each_letter
def test_text_and_html_tell_the_same_facts(kind: LetterKind, view: LetterView, letter: Written) -> None:
    html = Words(letter.html).text
    facts = re.findall(r"\d{4}\. \d{1,2}\. \d{1,2}\.\(.\)|D-Day|D[+-]\d+|\[\d-\d [^\n]+", letter.text)
    assert [fact for fact in facts if fact not in html] == [], (kind, view)
    assert letter.subject in html


@each_letter
def test_html_fits_any_mail_reader(kind: LetterKind, view: LetterView, letter: Written) -> None:
    words = Words(letter.html)
    assert letter.html.startswith("<!doctype html>\n"), (kind, view)
    assert {"img", "script", "link", "iframe", "form"}.isdisjoint(tag for tag, _ in words.tags)
    assert not re.search(r"src=|url\(|@import", letter.html)
    schemes = [attributes for tag, attributes in words.tags if attributes.get("name") == "color-scheme"]
    assert [scheme["content"] for scheme in schemes] == ["light dark"]
    assert "prefers-color-scheme: dark" in letter.html
    assert "max-width:640px" in letter.html
    assert len(letter.html) < 100_000  # Gmail cuts a letter off at 102 KB


@each_letter
def test_every_paragraph_opened_is_closed(kind: LetterKind, view: LetterView, letter: Written) -> None:
    for tag in ("p", "div", "a", "span", "ul", "li", "h1", "h2", "b"):
        opened = len(re.findall(rf"<{tag}[ >]", letter.html))
        assert opened == letter.html.count(f"</{tag}>"), (kind, view, tag)


@each_letter
def test_links_are_there_only_if_the_view_has_them(
    kind: LetterKind, view: LetterView, letter: Written
) -> None:
    links = [attributes["href"] for tag, attributes in Words(letter.html).tags if tag == "a"]
    if not view.site and kind is not LetterKind.DRAFT_READY:
        assert links == []
        assert "http" not in letter.text
    assert all(link and link.startswith("http://gongyak.example.kr") for link in links)


@pytest.mark.parametrize("kind", [LetterKind.OVERDUE, LetterKind.ESCALATION, LetterKind.MISSING])
def test_who_has_answered_meanwhile_is_asked_for_pardon_at_the_end(kind: LetterKind) -> None:
    for letter in (letter for each, _, letter in ALL if each is kind):
        assert body(letter.text).endswith(f"{SORRY}  끝.")


def test_whatever_tells_of_something_overdue_asks_for_pardon() -> None:
    late = {NoticeTopic.OVERDUE}
    for _, view, letter in ALL:
        if isinstance(view, DailyView) and late & {section.topic for section in view.sections}:
            assert SORRY in letter.text
            assert SORRY in letter.html
            assert "새 기한: " in letter.text
            assert "알려 주시기 바랍니다" in letter.text


def test_a_reminder_names_when_where_which_pledge_and_what_to_do_after() -> None:
    _, view, letter = next(each for each in ALL if each[1] is SAMPLES[LetterKind.EVENT][1])
    assert isinstance(view, DailyView)
    first = view.first
    assert (
        f"    - 일시: {first.when}\n    - 장소: {first.place}\n    - 관련 공약: {first.pledge}\n"
        in letter.text
    )
    assert "행사를 마치신 뒤에는" in letter.text
    answers = ("완료하였습니다", "7일 뒤 다시 알림", "담당이 아닙니다")
    assert all(f"    - {each}: http" in letter.text and f">{each}</a>" in letter.html for each in answers)


def test_a_draft_letter_names_what_as_of_when_findings_and_deadline() -> None:
    _, _, letter = next(each for each in ALL if each[1] is SAMPLES[LetterKind.DRAFT_READY][0])
    for each in (
        "대상: ",
        "기준일: ",
        "검토 기한: ",
        "확인이 필요한 사항: 2건",
        "\n    가. [오류] ",
        "\n    나. [확인",
    ):
        assert each in letter.text
    assert letter.text.count("1부.  끝.") == 1


def test_a_date_known_roughly_gets_no_count_of_days() -> None:
    _, _, letter = next(each for each in ALL if each[1] is SAMPLES[LetterKind.EVENT][3])
    assert "2027년 상반기" in letter.text
    assert not re.search(r"D[-+]", letter.subject + letter.text + Words(letter.html).text)


@each_letter
def test_no_sentence_is_wrapped_by_force(kind: LetterKind, view: LetterView, letter: Written) -> None:
    _, _, below = body(letter.text).partition("님께\n")
    prose = [line for line in below.splitlines() if re.match("[가-힣]", line)]
    assert [line for line in prose if not line.endswith(".")] == [], (kind, view)
