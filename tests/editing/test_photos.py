from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.editing.photos import MOST, NoFile, PhotosSection, SamePhoto, TooManyPhotos
from gongyak.editing.section import Mistaken, Scene
from gongyak.editing.texts import TextTooLong
from gongyak.halfyear import HalfYear
from gongyak.photos import Photo, Picture
from gongyak.pledges import Pledge
from tests.cast import CITY, H1_2024, H1_2025, H2_2024, pledge

SCENE = Scene(CITY, H2_2024)


def picture(key: str) -> Picture:
    return Picture(key * 64, "image/jpeg", 40, 30)


def photo(key: str, entered: HalfYear = H2_2024, retired: HalfYear | None = None) -> Photo:
    return Photo(key, f"{key} 사진", picture(key), entered, retired)


def told(*photos: Photo) -> Pledge:
    return pledge(photos=photos)


def saved(before: Pledge, section: PhotosSection | None = None, **fields: str) -> Pledge:
    """Return *before* with *fields* changed in its form; ``caption_a`` stands for ``caption.a``."""
    section = section or PhotosSection()
    given = {name.replace("_", "."): value for name, value in fields.items()}
    return section.applied(before, SCENE, {**section.fields(before, SCENE), **given})


def keys(after: Pledge) -> str:
    return "".join(each.id for each in after.photos)


def mistakes(before: Pledge, section: PhotosSection | None = None, **fields: str) -> dict[str, type]:
    with pytest.raises(Mistaken) as caught:
        saved(before, section, **fields)
    return {name: type(error) for name, error in caught.value.mistakes.items()}


def test_what_is_saved_unchanged_stays_as_it_is() -> None:
    before = told(photo("a", H1_2024), photo("x", H1_2025), photo("b"), photo("o", H1_2024, H2_2024))
    assert PhotosSection().fields(before, SCENE)["order"] == "a b"
    assert saved(before) == before


def test_captions_are_kept_in_one_line() -> None:
    after = saved(told(photo("a")), caption_a="  협약식\n 전경 ")
    assert after.photos[0].caption == "협약식 전경"
    assert mistakes(told(photo("a")), caption_a="가" * 161) == {"caption.a": TextTooLong}


def test_photos_of_other_half_years_stay_where_they_are() -> None:
    before = told(photo("a"), photo("x", H1_2025), photo("b"), photo("c"))
    assert keys(saved(before, order="c a b")) == "cxab"


@pytest.mark.parametrize(
    ("move", "order"), [("up b", "bac"), ("down b", "acb"), ("up a", "abc"), ("x", "abc")]
)
def test_a_button_moves_a_photo(move: str, order: str) -> None:
    assert keys(saved(told(photo("a"), photo("b"), photo("c")), move=move)) == order


def test_what_an_earlier_report_shows_is_taken_out_of_this_one_only() -> None:
    before = told(photo("a", H1_2024), photo("b"), photo("c"))
    after = saved(before, remove_a="on", remove_b="on")
    assert after.photos == (photo("a", H1_2024, H2_2024), photo("c"))
    assert saved(before, order="c") == after


def test_a_new_photo_stands_where_the_form_puts_it() -> None:
    section = PhotosSection({"n": picture("n")})
    after = saved(told(photo("a"), photo("b")), section, order="a n b", caption_n="새 사진")
    assert keys(after) == "anb"
    assert after.photos[1] == Photo("n", "새 사진", picture("n"), H2_2024)


def test_a_new_photo_needs_its_file() -> None:
    assert mistakes(told(photo("a")), order="a n", caption_n="설명") == {"file.n": NoFile}


def test_a_photo_of_another_half_year_is_not_fetched_back_by_its_id() -> None:
    before = told(photo("a"), photo("o", H1_2024, H2_2024))
    section = PhotosSection({"o": picture("n")})
    assert mistakes(before, section, order="a o") == {"file.o": NoFile}


def test_the_same_photo_is_told_but_the_same_form_may_be_sent_twice() -> None:
    before = told(photo("a"))
    section = PhotosSection({"n": picture("a"), "m": picture("m"), "o": picture("m")})
    assert mistakes(before, section, order="n a m o") == {"file.n": SamePhoto, "file.o": SamePhoto}
    once = saved(before, PhotosSection({"m": picture("m")}), order="a m")
    assert saved(once, PhotosSection({"m": picture("m")}), order="a m") == once


def test_a_turned_photo_keeps_its_place_and_caption() -> None:
    after = saved(told(photo("a"), photo("b")), PhotosSection({"a": picture("t")}))
    assert after.photos[0] == Photo("a", "a 사진", picture("t"), H2_2024)


def test_there_are_not_more_photos_than_a_report_can_show() -> None:
    order = " ".join(f"n{n}" for n in range(MOST + 1))
    section = PhotosSection({f"n{n}": Picture(f"{n:064}", "image/jpeg", 1, 1) for n in range(MOST + 1)})
    assert mistakes(told(), section, order=order) == {"order": TooManyPhotos}


def test_a_form_without_an_order_takes_nothing_out() -> None:
    before = told(photo("a"), photo("b"))
    assert PhotosSection().applied(before, SCENE, {"caption.a": "a 사진", "caption.b": "b 사진"}) == before


HALVES = st.sampled_from([H1_2024, H2_2024, H1_2025])


@given(
    st.lists(st.tuples(HALVES, st.none() | HALVES), max_size=7),
    st.lists(st.sampled_from("abcdefg01"), unique=True),
)
def test_whatever_is_ordered_the_report_shows_just_that(
    spans: list[tuple[HalfYear, HalfYear | None]], wanted: list[str]
) -> None:
    photos = [
        photo(key, entered, retired if retired is None or retired >= entered else None)
        for key, (entered, retired) in zip("abcdefg", spans, strict=False)
    ]
    others = [each for each in photos if not each.stands_in(H2_2024)]
    order = [key for key in wanted if key not in {each.id for each in others}]
    section = PhotosSection({key: picture(key) for key in order})
    fields = {"order": " ".join(order), **{f"caption.{key}": f"{key} 사진" for key in order}}
    after = section.applied(told(*photos), SCENE, fields)
    assert [each.id for each in after.photos if each.stands_in(H2_2024)] == order
    assert [each for each in after.photos if each in others] == others
    earlier = [each.id for each in photos if each.stands_in(H1_2024)]
    assert sorted(each.id for each in after.photos if each.stands_in(H1_2024)) == sorted(earlier)
