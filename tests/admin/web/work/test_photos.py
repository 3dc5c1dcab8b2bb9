from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette

from admin.web.work.photos import MOST_AT_ONCE
from gongyak.people import Assignment, Tenure
from gongyak.photos import Photo
from gongyak.store.pictures import read_pictures
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.admin.web.browser import Browser, Files
from tests.admin.web.people import SINCE, browser_of, settle
from tests.documents.forms import png
from tests.jobs.world import desk_at, jpeg, photo, small_pledge
from tests.test_picture_files import exif, phone_photo, segment, with_segments
from tests.uploads.hostile import PHP, PICTURES

PAGE = "/pledges/1-1/work?half_year=2024H2"
PHOTOS = "/pledges/1-1/work/photos"
SCRIPT = {"HX_Request": "true"}
OLD = jpeg((1, 2, 3))


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="officer", at=desk.now(), cause="test") as session:
            officers = (Assignment("officer", Tenure(SINCE)),)
            stored = small_pledge("1-1", photo("old", OLD), team=None, officers=officers)
            write_pledge(session, stored, {stored.photos[0].picture.checksum: OLD})
        yield desk


def fields_of(page: str) -> dict[str, str]:
    """Return what the form of the photos holds as it is shown."""
    form = page[page.index('id="part-photos"') :]
    form = form[: form.index("</form>")]
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    captions = re.findall(r'name="(caption\.\w+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in (*hidden, *captions)}


def send(
    web: Browser, *files: tuple[str, tuple[str, bytes]], script: bool = False, **fields: str
) -> httpx.Response:
    """Send the form of the photos with *fields* changed (``order_``: add to the order) and *files*."""
    form = fields_of(web.get(PAGE).text)
    form["order"] = f"{form['order']} {fields.pop('added', '')}".strip()
    form |= {name.replace("_", ".", 1): value for name, value in fields.items()}
    sent: Files = files or [("files", ("", b""))]
    return web.upload(PHOTOS, form, sent, **(SCRIPT if script else {}))


def photos_of(desk: Desk) -> tuple[Photo, ...]:
    with desk.database.read() as session:
        return read_pledges(session, ["1-1"])[0].photos


def stored(desk: Desk, shown: Photo) -> Image.Image:
    return Image.open(io.BytesIO(bytes_of(desk, shown)))


def bytes_of(desk: Desk, shown: Photo) -> bytes:
    with desk.database.read() as session:
        return read_pictures(session, [shown.picture.checksum])[shown.picture.checksum]


def taken_with_a_phone() -> bytes:
    """Return a photo held on its side, red on what is up, that tells where it was taken."""
    image = Image.new("RGB", (1600, 1200), "blue")
    image.paste("red", (0, 0, 200, 1200))
    tags = Image.Exif()
    tags[0x0112] = 6
    tags.get_ifd(0x8825)[2] = (37.0, 39.0, 12.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=tags, comment=b"where it was taken")
    assert b"GPS" not in out.getvalue()
    assert Image.open(io.BytesIO(out.getvalue())).getexif().get_ifd(0x8825)
    return out.getvalue()


def test_a_photo_chosen_without_a_script_is_stored_upright_small_and_without_its_place(
    desk: Desk, web: Browser
) -> None:
    answer = send(web, ("files", ("룩셈부르크 협약식.jpg", taken_with_a_phone())))
    assert answer.headers["location"] == f"{PAGE}&saved=photos#part-photos"
    new = photos_of(desk)[1]
    assert (new.caption, new.picture.media_type) == ("룩셈부르크 협약식", "image/jpeg")
    image = stored(desk, new)
    assert image.size == (new.picture.width, new.picture.height)
    assert image.width < image.height <= round(60 / 25.4 * 200)
    red, _, blue = image.convert("RGB").getpixel((image.width // 2, 5))  # type: ignore[misc] # of an RGB picture
    assert (red > 200, blue < 100) == (True, True)
    assert not image.getexif()
    assert not {"exif", "comment"} & set(image.info)
    page = web.get(PAGE).text
    assert f"/pledges/1-1/pictures/{new.picture.checksum}" in page
    shown = web.get(f"/pledges/1-1/pictures/{new.picture.checksum}")
    assert (shown.headers["content-type"], shown.content) == ("image/jpeg", bytes_of(desk, new))


def test_several_photos_come_at_once_with_captions_and_order(desk: Desk, web: Browser) -> None:
    answer = send(
        web,
        ("file.n1", ("a.jpg", jpeg((9, 9, 9)))),
        ("file.n2", ("b.png", png(40, 20))),
        ("files", ("", b"")),
        script=True,
        order="n2 old n1",
        caption_n1="개관식 <b>",
        caption_n2="협약식",
    )
    assert answer.status_code == 200
    assert "저장하였습니다." in answer.text
    assert "개관식 &lt;b&gt;" in answer.text
    told = [(each.caption, each.picture.media_type) for each in photos_of(desk)]
    assert told == [("협약식", "image/png"), ("old 사진", "image/jpeg"), ("개관식 <b>", "image/jpeg")]


@pytest.mark.parametrize("script", [False, True])
def test_a_hostile_file_is_refused_by_name_and_nothing_is_stored(
    desk: Desk, web: Browser, *, script: bool
) -> None:
    form = fields_of(web.get(PAGE).text)
    form |= {"order": "old n1 n2", "caption.n1": "좋은 설명", "caption.n2": "나쁜 설명"}
    good = ("file.n1", ("좋은 사진.jpg", jpeg((9, 9, 9))))
    for hostile in PICTURES:
        bad = ("file.n2", (f"<i>{hostile.name}", hostile.make()))
        answer = web.upload(PHOTOS, form, [good, bad], **(SCRIPT if script else {}))
        assert answer.status_code == 422, hostile.told
        assert hostile.name in answer.text
        assert "<i>" not in answer.text
        assert "좋은 설명" in answer.text
        assert "나쁜 설명" in answer.text
        assert answer.text.count('class="mistake"') == 1
    assert [each.id for each in photos_of(desk)] == ["old"]


def test_every_wrong_file_is_named(desk: Desk, web: Browser) -> None:
    answer = send(
        web, ("files", ("가.jpg", PHP)), ("files", ("나.jpg", jpeg())), ("files", ("다.png", b"MZ"))
    )
    assert answer.status_code == 422
    assert "가.jpg" in answer.text
    assert "나.jpg" not in answer.text
    assert "다.png" in answer.text
    assert len(photos_of(desk)) == 1


def test_a_photo_of_a_telephone_with_a_second_picture_is_taken(desk: Desk, web: Browser) -> None:
    assert send(web, ("files", ("사진.jpg", phone_photo()))).status_code == 303
    assert photos_of(desk)[1].picture.media_type == "image/jpeg"


def test_nothing_that_hides_in_a_photo_is_served(desk: Desk, web: Browser) -> None:
    data = with_segments(jpeg(), segment(0xFE, PHP), exif(1), segment(0xE9, PHP))
    send(web, ("files", ("x.jpg", data)))
    assert PHP not in web.get(f"/pledges/1-1/pictures/{photos_of(desk)[1].picture.checksum}").content


def test_the_same_photo_is_told_and_the_same_form_sent_twice_adds_it_once(desk: Desk, web: Browser) -> None:
    answer = send(web, ("file.n1", ("x.jpg", OLD)), added="n1", caption_n1="같은 사진")
    assert answer.status_code == 422
    assert "&#39;old 사진&#39; 사진과 같은 사진입니다" in answer.text
    form = fields_of(web.get(PAGE).text)
    for _ in range(2):
        assert web.upload(PHOTOS, form, [("files", ("새.jpg", jpeg((7, 7, 7))))]).status_code == 303
    assert len(photos_of(desk)) == 2


def test_a_caption_whose_file_did_not_come_asks_for_it(web: Browser) -> None:
    answer = send(web, added="n1", caption_n1="설명만")
    assert answer.status_code == 422
    assert "사진 파일이 오지 않았습니다" in answer.text
    assert 'name="file.n1"' in answer.text


def test_too_many_files_at_once_are_told(desk: Desk, web: Browser) -> None:
    many = [("files", (f"{n}.jpg", jpeg((n, 0, 0)))) for n in range(MOST_AT_ONCE + 1)]
    answer = send(web, *many)
    assert answer.status_code == 422
    assert "파일 21개를 한꺼번에" in answer.text
    assert len(photos_of(desk)) == 1


def test_a_form_of_more_files_than_anybody_chooses_is_not_read(web: Browser) -> None:
    many = [("files", (f"{n}.jpg", b"x")) for n in range(99)]
    assert send(web, *many).status_code == 400


def test_files_to_a_part_that_takes_none_are_passed_over(web: Browser) -> None:
    form = fields_of(web.get(PAGE).text) | {"base": '{"status": ""}', "status": "보류"}
    answer = web.upload("/pledges/1-1/work/standing", form, [("status", ("x.jpg", b"x"))])
    assert answer.status_code == 303
    many = [("status", ("x", b"x")), ("y", ("y", b"y"))]
    assert web.upload("/pledges/1-1/work/standing", form, many).status_code == 400


def test_more_than_a_form_of_photos_may_hold_is_refused_before_it_is_read(web: Browser) -> None:
    form = fields_of(web.get(PAGE).text)
    headers = {"Content_Length": "100000001"}
    answer = web.upload(PHOTOS, form, [("files", ("x.jpg", b"x"))], **headers)
    assert answer.status_code == 413


@pytest.mark.parametrize("script", [False, True])
def test_a_photo_is_turned_by_a_button_and_what_was_typed_is_saved(
    desk: Desk, web: Browser, *, script: bool
) -> None:
    before = photos_of(desk)[0]
    answer = send(web, script=script, turn="old", caption_old="바로 선 사진")
    assert answer.status_code == (200 if script else 303)
    (after,) = photos_of(desk)
    assert after.caption == "바로 선 사진"
    assert (after.picture.width, after.picture.height) == (before.picture.height, before.picture.width)
    for _ in range(3):
        send(web, turn="old")
    assert stored(desk, photos_of(desk)[0]).size == (before.picture.width, before.picture.height)


def test_a_photo_that_there_is_not_is_not_turned(desk: Desk, web: Browser) -> None:
    before = photos_of(desk)
    assert send(web, turn="none").status_code == 303
    assert photos_of(desk) == before


def test_a_photo_is_moved_and_taken_out_without_a_script(desk: Desk, web: Browser) -> None:
    send(web, ("files", ("새 사진.jpg", jpeg((7, 7, 7)))))
    send(web, move=f"up {photos_of(desk)[1].id}")
    assert [each.caption for each in photos_of(desk)] == ["새 사진", "old 사진"]
    send(web, remove_old="on")
    assert [each.caption for each in photos_of(desk)] == ["새 사진"]


def test_two_who_add_photos_at_once_lose_none(desk: Desk, web: Browser) -> None:
    form = fields_of(web.get(PAGE).text)
    for key, colour in (("n1", 7), ("n2", 9)):
        mine: Mapping[str, str] = {**form, "order": f"{form['order']} {key}", f"caption.{key}": key}
        sent = [(f"file.{key}", ("x.jpg", jpeg((colour, 0, 0))))]
        assert web.upload(PHOTOS, mine, sent).status_code == 303
    assert {each.id for each in photos_of(desk)} == {"old", "n1", "n2"}


def test_whoever_may_not_edit_sends_nothing(desk: Desk, app: Starlette, web: Browser) -> None:
    form = fields_of(web.get(PAGE).text)
    for key, status in (("reader", 403), ("otherofficer", 404), ("nopost", 404)):
        other = browser_of(desk, app, key)
        assert other.upload(PHOTOS, form, [("files", ("x.jpg", jpeg()))]).status_code == status
    assert len(photos_of(desk)) == 1
