from __future__ import annotations

import re
from datetime import date, timedelta
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.links import (
    SNOOZE_DAYS,
    CannotLink,
    Link,
    LinkBroken,
    LinkExpired,
    Links,
    read,
    sign,
    snoozed_until,
)
from gongyak.notices import AnswerKind

SECRET = "a secret of the tests, longer than thirty-two letters"  # noqa: S105 - nobody's
DAY = date(2026, 11, 23)
LINK = Link("event:lih-g", "2027-40", "담당", AnswerKind.DONE)
ALPHABET = f"{ascii_letters}{digits}-_"

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
links = st.builds(Link, texts, texts, texts, st.sampled_from(AnswerKind))


@given(links, st.dates(), st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_what_is_signed_is_read_back_until_its_day_is_over(link: Link, expires: date, secret: str) -> None:
    token = sign(link, expires, secret)
    assert set(token) <= set(ALPHABET)
    assert read(token, secret, expires) == link
    assert read(token, secret, date.min) == link
    if expires < date.max:
        with pytest.raises(LinkExpired) as caught:
            read(token, secret, expires + timedelta(days=1))
        assert f"{expires.year}. {expires.month}. {expires.day}." in caught.value.say("ko")


@given(st.data(), links)
def test_a_token_that_was_changed_in_any_place_is_refused(data: st.DataObject, link: Link) -> None:
    token = sign(link, DAY, SECRET)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from(ALPHABET + "=+/ .\n가").filter(lambda letter: letter != token[place]))
    for forged in (
        token[:place] + other + token[place + 1 :],
        token[:place] + other + token[place:],
        token[:place] + token[place + 1 :],
        token[:place],
        token + other,
    ):
        with pytest.raises(LinkBroken):
            read(forged, SECRET, DAY)


@given(st.text())
def test_no_text_whatever_passes_for_a_token(text: str) -> None:
    with pytest.raises(LinkBroken):
        read(text, SECRET, DAY)


def test_a_token_signed_with_another_secret_is_refused_even_when_it_is_over() -> None:
    token = sign(LINK, DAY, SECRET)
    for today in (DAY, DAY + timedelta(days=400)):
        with pytest.raises(LinkBroken):
            read(token, SECRET + "!", today)


def test_links_that_differ_in_any_part_have_different_tokens() -> None:
    """A text must not flow over into the next one: "a", "bc" is not "ab", "c"."""
    tokens = {
        sign(Link(*parts, action), DAY, SECRET)
        for parts in (("a", "bc", "d"), ("ab", "c", "d"), ("a", "b", "cd"))
        for action in AnswerKind
    }
    assert len(tokens) == 9


def test_a_text_that_would_be_taken_for_two_is_refused() -> None:
    with pytest.raises(CannotLink):
        sign(Link("event:a\0b", "2027", "담당", AnswerKind.DONE), DAY, SECRET)


def test_a_token_is_short_enough_for_a_line_of_a_letter() -> None:
    long = Link("event:r" + "0" * 32, "2024-08-12/2024-08-23", "20240001", AnswerKind.NOT_MINE)
    assert len(sign(long, DAY, SECRET)) <= 130


def test_a_notice_has_a_link_for_every_answer() -> None:
    made = Links("http://gongyak.example.kr:8000/", SECRET, DAY).for_notice("event:lih-g", "2027-40", "담당")
    assert made is not None
    actions = []
    for address in (made.snooze, made.done, made.not_mine):
        found = re.fullmatch(r"http://gongyak\.example\.kr:8000/a/([\w-]+)", address)
        assert found
        link = read(found[1], SECRET, DAY)
        assert (link.about, link.version, link.official) == ("event:lih-g", "2027-40", "담당")
        actions.append(link.action)
    assert actions == [AnswerKind.SNOOZE, AnswerKind.DONE, AnswerKind.NOT_MINE]


def test_without_an_address_there_are_no_links() -> None:
    assert Links(None, SECRET, DAY).for_notice("event:lih-g", "2027-40", "담당") is None


def test_a_snooze_lasts_a_week_its_first_day_included() -> None:
    assert (snoozed_until(DAY) - DAY).days + 1 == SNOOZE_DAYS == 7
