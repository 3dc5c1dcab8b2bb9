from __future__ import annotations

import re
import shutil
import unicodedata
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from PIL import Image

from gongyak.exchange import errors, pictures, reading
from gongyak.exchange.faults import FaultyFolder
from gongyak.exchange.reading import read_folder
from gongyak.halfyear import HalfYear
from gongyak.lines import Side, Stand
from gongyak.people import Absence, Tenure
from gongyak.pledges import Pledge, Status

CITY = """
name: 가람시
fields: [미래산업]
terms:
  - {name: 민선8기, first_day: 2022-07-01, last_day: 2026-06-30}
departments:
  - {name: 전략산업과, teams: [전략산업팀]}
officials:
  - id: g1
    name: 한도윤
    posts:
      - {role: 과장, department: 전략산업과, since: 2022. 7. 1.}
"""
PLEDGE = """
number: 1-1
name: 바이오 클러스터
term: 민선8기
field: 미래산업
department: 전략산업과
"""


class Folder:
    """A folder of facts under test, with one pledge."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name in ("pledges", "photos"):
            (path / name).mkdir()
        self.write("city.yaml", CITY)
        self.write("pledges/1-1.yaml", PLEDGE)

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")

    def add(self, text: str) -> None:
        """Add *text* to the pledge's file, whose own lines end at line 6."""
        self.write("pledges/1-1.yaml", PLEDGE + dedent(text).lstrip("\n"))

    def photo(self, name: str) -> None:
        Image.new("RGB", (30, 20), "red").save(self.path / "photos" / name)

    def pledge(self) -> Pledge:
        return read_folder(self.path).pledges[0]

    def faults(self) -> dict[str, tuple[str, int | None, str]]:
        """Return class, line and value of each mistake, by its field."""
        with pytest.raises(FaultyFolder) as caught:
            read_folder(self.path)
        for fault in caught.value.faults:
            assert not re.search(r"\{[a-z_]+\}", fault.say("ko") + fault.say("en"))
            assert fault.say("en") != fault.say("ko")
        return {
            f"{fault.field}": (type(fault.error).__name__, fault.line, fault.value)
            for fault in caught.value.faults
        }


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_the_short_form_of_a_detail_is_its_text_with_the_date_in_brackets_before_it(folder: Folder) -> None:
    folder.add("""
        topics:
          - text: 협의체 구성
            entered: 2024H1
            details:
              - (2024. 8. 12.(월)~8. 23.(금)) 교육
              - (2023.8.10.)간담회
              - (1차) 회의
              - (병원·연구소)국립병원
              - (2024. 8. 29.)
    """)
    details = folder.pledge().topics[0].details
    assert [(detail.when and detail.when.edtf, detail.text) for detail in details] == [
        ("2024-08-12/2024-08-23", "교육"),
        ("2023-08-10", "간담회"),
        (None, "(1차) 회의"),
        (None, "(병원·연구소)국립병원"),
        ("2024-08-29", ""),
    ]


def test_a_bracket_that_looks_like_a_date_and_is_none_is_a_mistake_not_a_text(folder: Folder) -> None:
    folder.add("""
        topics:
          - text: 협의체 구성
            entered: 2024H1
            details:
              - (2024. 2. 30.) 회의
              - (8. 29.) 회의
    """)
    assert folder.faults() == {
        "topics[1].details[1].when": ("ImpossibleDate", 11, ""),
        "topics[1].details[2].when": ("NotADate", 12, ""),
    }


def test_details_inherit_the_half_year_and_the_stand_of_their_topic(folder: Folder) -> None:
    folder.add("""
        topics:
          - text: 개소
            entered: 2024H2
            plan: true
            details:
              - 공사
              - {text: 협약, entered: 2024H1, plan: false, side: after}
    """)
    first, second = folder.pledge().topics[0].details
    assert (first.entered, first.stand, first.side) == (HalfYear(2024, 2), Stand.PLAN, Side.BEFORE)
    assert (second.entered, second.stand, second.side) == (HalfYear(2024, 1), Stand.RESULT, Side.AFTER)


def test_ids_left_out_are_the_same_at_each_load_and_tell_equal_lines_apart(folder: Folder) -> None:
    folder.add("""
        topics:
          - text: 회의
            entered: 2024H2
            details: [회의, 회의, 회의]
    """)
    ids = [detail.id for detail in folder.pledge().topics[0].details]
    assert ids == [detail.id for detail in folder.pledge().topics[0].details]
    assert len(set(ids)) == 3


def test_a_state_is_read_with_and_without_its_spaces(folder: Folder) -> None:
    folder.add("statuses: {2024H1: 이행후계속추진, 2024H2: 이행 후 계속추진}")
    assert {entry.status for entry in folder.pledge().statuses} == {Status.CONTINUING}


def test_blanks_are_the_same_as_nothing(folder: Folder) -> None:
    folder.add("""
        team:
        goal:
        topics:
        projects:
          - name: 조성
            statements:
              2024H2:
                planned:
                  국비:
                  시비: {2022: , 2023: 5}
        participation:
          meeting:
    """)
    pledge = folder.pledge()
    assert (pledge.team, pledge.goal, pledge.topics) == (None, None, ())
    (cell,) = pledge.projects[0].statements[0].cells
    assert (cell.source, cell.column, cell.amounts.planned) == ("시비", "2023", 5)


def test_totals_that_people_stated_are_cells_without_source_or_column(folder: Folder) -> None:
    folder.add("""
        projects:
          - name: 조성
            statements:
              2024H2:
                planned:
                  시비: {임기후: 4, 2023: 3, 기투자: 2, 계: 9}
                  계: {계: 1}
    """)
    cells = folder.pledge().projects[0].statements[0].cells
    assert [(cell.source, cell.column, cell.amounts.planned) for cell in cells] == [
        (None, None, 1),
        ("시비", None, 9),
        ("시비", "before", 2),
        ("시비", "2023", 3),
        ("시비", "after", 4),
    ]


def test_every_mistake_of_every_file_is_told_at_once_with_its_place(folder: Folder) -> None:
    folder.write("city.yaml", CITY.replace("과장", "부장").replace("2022. 7. 1.", "2022. 7."))
    folder.write("pledges/1-2.yaml", "number: 1-2\n\tname: x\n")
    folder.add("""
        team: 전략팀
        nmae: 이름
        statuses: {2024H2: 잘됨, 2021H2: 완료, 2024-2: 완료}
        officers:
          - g1
          - {official: g2, since: 곧}
        topics:
          - text: 주제
            details:
              - 사업비 : 150
              - {text: 앞으로, plan: yes, outcomes: [{reported: 2025H1, fate: did}]}
              - {text: 실적, outcomes: [{reported: 2025H1, fate: done}]}
          - {entered: 2024H2}
        orders: {2024H2: [x]}
        projects:
          - name: 단위
            statements:
              2024H2:
                planned:
                  군비: {2022: 1.5, 2031: 3}
                  시비: {2022: 150,000}
        participation:
          meeting:
            counts: {회의: {2022H2: -2}}
            stated: {2024H2: {total: 많음}}
          other_things:
        photos:
          - {file: 없다.jpg, caption: 사진, entered: 2024H2}
          - {file: ../city.yaml, caption: "\\x07", entered: 2024H2}
        events:
          - {name: 개소식, when: 2024. 13., responsible: g9, line: x}
    """)
    assert folder.faults() == {
        "officials[1].posts[1].role": ("NotOneOf", 12, "부장"),
        "officials[1].posts[1].since": ("NotADay", 12, "2022. 7."),
        "": ("TabIndent", 2, ""),
        "team": ("UnknownName", 7, "전략팀"),
        "nmae": ("UnknownKey", 8, "이름"),
        "statuses.2024H2": ("NotOneOf", 9, "잘됨"),
        "statuses.2021H2": ("OutsideTerm", 9, "완료"),
        "statuses.2024-2": ("NotAHalf", 9, "완료"),
        "officers[1]": ("WrongKind", 11, "g1"),
        "officers[2].official": ("UnknownName", 12, "g2"),
        "officers[2].since": ("NotADate", 12, "곧"),
        "topics[1].entered": ("MissingKey", 14, ""),
        "topics[1].details[1].사업비": ("UnknownKey", 16, "150"),
        "topics[1].details[2].plan": ("NotOneOf", 17, "yes"),
        "topics[1].details[2].outcomes[1].fate": ("NotOneOf", 17, "did"),
        "topics[1].details[3].plan": ("OutcomeOfResult", 18, ""),
        "topics[2].when": ("EmptyLine", 19, ""),
        "orders.2024H2[1]": ("UnknownName", 20, "x"),
        "projects[1].statements.2024H2.planned.군비": ("UnknownName", 26, ""),
        "projects[1].statements.2024H2.planned.군비.2022": ("NotAnAmount", 26, "1.5"),
        "projects[1].statements.2024H2.planned.군비.2031": ("UnknownName", 26, "3"),
        "projects[1].statements.2024H2.planned.시비.000": ("UnknownName", 27, ""),
        "participation.meeting.counts.회의.2022H2": ("NotACount", 30, "-2"),
        "participation.meeting.stated.2024H2.total": ("NotACount", 31, "많음"),
        "participation.other_things": ("NotOneOf", 32, ""),
        "photos[1].file": ("MissingFile", 34, "없다.jpg"),
        "photos[2].file": ("NotAFileName", 35, "../city.yaml"),
        "photos[2].caption": ("ForbiddenCharacter", 35, "\x07"),
        "events[1].when": ("ImpossibleDate", 37, "2024. 13."),
        "events[1].responsible": ("UnknownName", 37, "g9"),
        "events[1].line": ("UnknownName", 37, "x"),
    }


def test_the_summary_counts_the_mistakes_and_says_that_nothing_was_stored(folder: Folder) -> None:
    folder.add("nmae: 이름")
    with pytest.raises(FaultyFolder) as caught:
        read_folder(folder.path)
    summary, fault = caught.value.say("ko").splitlines()
    assert "1건" in summary
    assert "아무것도 저장하지 않았습니다" in summary
    assert fault.strip().startswith("pledges/1-1.yaml:7:1: nmae: 'nmae'는 없는 항목입니다.")
    assert "name" in fault


def test_what_follows_from_a_mistake_is_not_told_again(folder: Folder) -> None:
    folder.add("""
        topics:
          - {entered: 2024H2, when: 곧}
        orders: {2024H2: [Bad Id]}
    """)
    assert set(folder.faults()) == {"topics[1].when", "orders.2024H2[1]"}


TERM = "{name: 민선8기, first_day: 2022-07-01, last_day: 2026-06-30}"
NEXT = "{name: 민선9기, first_day: 2026-07-01, last_day: 2030-06-30}"
DEPARTMENT = "{name: 전략산업과, teams: [전략산업팀]}"
OFFICIAL = "{id: g1, name: 한도윤}"
CITY_PARTS = {
    "fields": ["미래산업"],
    "terms": [TERM],
    "departments": [DEPARTMENT],
    "officials": [OFFICIAL],
    "days": ["{day: 2024-10-01, works: false, source: 임시공휴일}"],
    "sources": ["국비"],
    "glossary": ["{name: 국립암센터, variants: [암센타]}"],
    "accepted": ["{one: 가람병원, other: 가람의원}"],
    "mutes": ["{rule: year-mark, reason: 서식, who: g1, at: '2025-01-02T09:00:00+09:00'}"],
}


def mute(**more: str) -> str:
    entries = {"rule": "year-mark", "reason": "서식", "who": "g1", "at": "'2025-01-02T09:00:00Z'"} | more
    return "{" + ", ".join(f"{name}: {value}" for name, value in entries.items()) + "}"


def post(**more: str) -> str:
    entries = {"role": "과장", "department": "전략산업과", "since": "2024-07-01"} | more
    return "{id: g2, name: 사람, posts: [{" + ", ".join(f"{k}: {v}" for k, v in entries.items()) + "}]}"


@pytest.mark.parametrize(
    ("part", "added", "field", "mistake"),
    [
        ("terms", TERM, "", "Twice"),
        ("officials", "{id: g1, name: 다른 사람}", "", "Twice"),
        ("departments", "{name: 전략산업과}", "", "Twice"),
        ("days", "{day: 2024. 10. 1., works: true, source: 임시}", "", "Twice"),
        ("departments", "{name: 회계과, teams: [가, 가]}", ".teams[2]", "Twice"),
        ("sources", "계", "", "NotOneOf"),
        (
            "terms",
            "{name: 새, first_day: 2030-07-01, last_day: 2029-06-30}",
            ".last_day",
            "EndsBeforeItBegins",
        ),
        (
            "terms",
            TERM.replace("8", "9").replace("}", ", column_labels: {2031: x}}"),
            ".column_labels.2031",
            "UnknownName",
        ),
        ("officials", "{id: g2, name: 사람, email: 'a@b, c@d'}", ".email", "NotAnEmail"),
        ("officials", '{id: g2, name: "두\\n줄"}', ".name", "NotAName"),
        ("officials", post(until="2024-06-30"), ".posts[1].until", "EndsBeforeItBegins"),
        ("officials", post(department="전략과"), ".posts[1].department", "UnknownName"),
        ("officials", post(team="없는팀"), ".posts[1].team", "UnknownName"),
        ("glossary", "{name: 국립암센터}", "", "Twice"),
        ("glossary", "{name: 국립암병원, variants: [암센타]}", ".variants[1]", "Twice"),
        ("accepted", "{one: 가람병원, other: 가람의원}", "", "Twice"),
        ("accepted", "{one: 가람병원}", ".other", "MissingKey"),
        ("mutes", mute(), "", "Twice"),
        ("mutes", mute(pledge="1-1", rule="year-marks"), ".rule", "UnknownName"),
        ("mutes", mute(row="'line:a'"), ".pledge", "MissingKey"),
        ("mutes", mute(pledge="1-1", row="''"), ".row", "MissingKey"),
        ("mutes", mute(pledge="1-2"), ".pledge", "UnknownName"),
        ("mutes", mute(pledge="1-1", at="2025-01-02T09:00:00"), ".at", "NotAnInstant"),
        ("mutes", mute(pledge="1-1", at="어제"), ".at", "NotAnInstant"),
    ],
)
def test_a_mistake_in_the_citys_file_is_told(
    folder: Folder, part: str, added: str, field: str, mistake: str
) -> None:
    parts = CITY_PARTS | {part: [*CITY_PARTS[part], added]}
    lines = [f"{name}:\n" + "".join(f"  - {item}\n" for item in items) for name, items in parts.items()]
    folder.write("city.yaml", "name: 가람시\n" + "".join(lines))
    told = {place: fault[0] for place, fault in folder.faults().items()}
    assert told == {f"{part}[2]{field}": mistake}


def write_mute_of(folder: Folder, number: str) -> None:
    folder.write("city.yaml", f"{CITY}\nmutes:\n  - {mute(pledge=number)}\n")


def test_a_mute_of_an_unknown_pledge_is_told_on_one_line_with_place_value_and_remedy(folder: Folder) -> None:
    write_mute_of(folder, "1-11")
    with pytest.raises(FaultyFolder) as caught:
        read_folder(folder.path)
    (told,) = (line for line in caught.value.say("ko").splitlines() if "city.yaml" in line)
    assert re.search(r"city\.yaml:\d+:\d+: mutes\[1\]\.pledge: '1-11'은 없는 관리번호입니다\.", told)
    assert "다음 가운데 하나를 쓰거나 먼저 등록하여 주시기 바랍니다: 1-1" in told


def test_a_mute_may_be_of_a_pledge_that_is_stored_and_not_in_the_folder(folder: Folder) -> None:
    write_mute_of(folder, "2-1")
    (muted,) = read_folder(folder.path, known=["2-1"]).judgement.mutes
    assert muted.pledge == "2-1"


def test_a_mute_of_a_pledge_whose_own_file_is_faulty_is_no_mistake_of_its_own(folder: Folder) -> None:
    write_mute_of(folder, "1-1")
    folder.write("pledges/1-1.yaml", "number: [")
    assert [fault for fault in folder.faults() if fault.startswith("mutes")] == []


def test_a_number_or_an_id_that_stands_in_two_files_is_told_with_its_first_place(folder: Folder) -> None:
    folder.add("topics:\n  - {id: t1, text: 주제, entered: 2024H2}")
    folder.write(
        "pledges/1-2.yaml",
        PLEDGE.replace("1-1", "1-2") + "topics:\n  - {id: t1, text: 다른 주제, entered: 2024H2}",
    )
    folder.write("pledges/1-3.yaml", PLEDGE)
    with pytest.raises(FaultyFolder) as caught:
        read_folder(folder.path)
    told = caught.value.say("en")
    assert (
        "pledges/1-2.yaml:8:6: topics[1].id: The line's id 't1' is taken already (pledges/1-1.yaml:8)" in told
    )
    assert "pledges/1-3.yaml:2:1: number: The pledge's number '1-1' is taken already" in told


def test_an_outcome_is_told_once_a_report_and_a_topic_ordered_once(folder: Folder) -> None:
    folder.add("""
        topics:
          - id: t1
            text: 주제
            entered: 2024H1
            plan: true
            outcomes: [{reported: 2024H2, fate: done}, {reported: 2024H2, fate: dropped}]
        orders: {2024H2: [t1, t1]}
    """)
    assert {place: fault[0] for place, fault in folder.faults().items()} == {
        "topics[1].outcomes[2].reported": "DuplicateKey",
        "orders.2024H2[2]": "DuplicateKey",
    }


def test_a_number_must_be_the_name_of_its_file(folder: Folder) -> None:
    folder.write("pledges/1-1.yaml", PLEDGE.replace("1-1", "1-9"))
    assert folder.faults() == {"number": ("NumberIsNotFileName", 2, "1-9")}


def test_a_file_among_the_pledges_that_would_be_passed_over_is_told(folder: Folder) -> None:
    folder.write("pledges/1-2.yaml.txt", PLEDGE)
    folder.write("pledges/.hidden", "")
    with pytest.raises(FaultyFolder, match=r"1-2\.yaml\.txt") as caught:
        read_folder(folder.path)
    assert len(caught.value.faults) == 1


def test_a_folder_without_a_city_is_no_folder_of_facts(tmp_path: Path) -> None:
    with pytest.raises(errors.NoSuchFolder):
        read_folder(tmp_path)


def test_an_empty_file_is_a_mistake(folder: Folder) -> None:
    folder.write("pledges/1-1.yaml", "")
    assert folder.faults() == {"": ("WrongKind", None, "")}


def test_a_file_over_the_limit_is_not_read(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 300)
    folder.add("goal: " + "가" * 200)
    assert folder.faults() == {"": ("FileTooLarge", None, "")}


def test_a_photo_that_is_none_is_damaged_or_too_large_is_told(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("photos/text.jpg", "not a picture")
    folder.photo("whole.jpg")
    data = (folder.path / "photos" / "whole.jpg").read_bytes()
    (folder.path / "photos" / "cut.jpg").write_bytes(data[:-200])
    Image.new("RGB", (30, 20)).save(folder.path / "photos" / "other.gif")
    Image.new("RGB", (100, 100)).save(folder.path / "photos" / "wide.png")
    (folder.path / "photos" / "heavy.jpg").write_bytes(b"\0" * 5000)
    monkeypatch.setattr(pictures, "MAX_PIXELS", 5000)
    monkeypatch.setattr(pictures, "MAX_BYTES", 4000)
    names = ["text.jpg", "cut.jpg", "other.gif", "wide.png", "heavy.jpg", "whole.jpg"]
    folder.add("photos:\n" + "".join(f"  - {{file: {n}, caption: 사진, entered: 2024H2}}\n" for n in names))
    assert {place: fault[0] for place, fault in folder.faults().items()} == {
        "photos[1].file": "BadPicture",
        "photos[2].file": "BadPicture",
        "photos[3].file": "BadPicture",
        "photos[4].file": "PictureTooLarge",
        "photos[5].file": "PictureTooLarge",
    }


def test_photos_are_kept_as_the_caller_scales_them_and_measured_after_it(folder: Folder) -> None:
    folder.photo("big.jpg")
    folder.add("photos:\n  - {file: big.jpg, caption: 사진, entered: 2024H2}")
    Image.new("RGB", (6, 4), "blue").save(folder.path / "small.png")
    small = (folder.path / "small.png").read_bytes()
    exchange = read_folder(folder.path, lambda _: small)
    picture = exchange.pledges[0].photos[0].picture
    assert (picture.media_type, picture.width, picture.height) == ("image/png", 6, 4)
    assert exchange.pictures == {picture.checksum: small}


def test_what_the_callers_scaling_refuses_is_told_at_the_photo(folder: Folder) -> None:
    folder.photo("a.jpg")
    folder.add("photos:\n  - {file: a.jpg, caption: 사진, entered: 2024H2}")

    def refuse(_: bytes) -> bytes:
        raise errors.BadPicture(name="a.jpg")

    with pytest.raises(FaultyFolder, match=r"photos\[1\]\.file"):
        read_folder(folder.path, refuse)


def test_names_of_files_may_be_decomposed_as_some_disks_keep_them(folder: Folder) -> None:
    folder.photo(unicodedata.normalize("NFD", "협약식.jpg"))
    folder.write("pledges/가-1.yaml", PLEDGE.replace("1-1", "가-1"))
    shutil.move(
        folder.path / "pledges" / "가-1.yaml",
        folder.path / "pledges" / unicodedata.normalize("NFD", "가-1.yaml"),
    )
    folder.add("photos:\n  - {file: 협약식.jpg, caption: 사진, entered: 2024H2}")
    assert [pledge.number for pledge in read_folder(folder.path).pledges] == ["1-1", "가-1"]


def test_a_date_of_ones_own_writing_is_kept_beside_its_stored_form(folder: Folder) -> None:
    folder.add("topics:\n  - {text: 주제, entered: 2024H2, when: {date: 2024-08, written: 8월 말}}")
    when = folder.pledge().topics[0].when
    assert when is not None
    assert (when.edtf, when.written) == ("2024-08", "8월 말")


@pytest.mark.parametrize("written", ["{date: 2024-08}", "{date: 곧, written: x}", "[2024-08]"])
def test_a_date_of_another_shape_is_a_mistake(folder: Folder, written: str) -> None:
    folder.add(f"topics:\n  - {{text: 주제, entered: 2024H2, when: {written}}}")
    assert set(folder.faults()) == {"topics[1].when"}


def test_a_file_that_the_system_will_not_give_is_told(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.photo("a.jpg")
    folder.add("photos:\n  - {file: a.jpg, caption: 사진, entered: 2024H2}")
    folder.write("pledges/1-2.yaml", PLEDGE.replace("1-1", "1-2"))
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name in {"a.jpg", "1-2.yaml"}:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert folder.faults() == {
        "photos[1].file": ("FileUnreadable", 8, "a.jpg"),
        "": ("FileUnreadable", None, ""),
    }


def test_every_mistake_about_absences_quiet_days_and_leads_is_told_at_once(folder: Folder) -> None:
    absences = """\
    absences:
      - {since: 2026. 12. 7., until: 2026. 12. 1., deputy: g9}
      - {since: 2026. 12. 7., deputy: g1}
quiet:
  - {first: 2026. 12. 31., last: 2026. 12. 30., reason: 점검}
  - {first: 2026. 12. 31., last: 2026. 12. 31., reason: 다시 점검}
events:
  - {name: 개관식, when: 2027년 상반기, leads: [-7, D-3]}
  - {name: 착공식, when: 2027. 4. 2., leads: [-7, +3, 3, -7]}
"""
    folder.write("city.yaml", CITY + absences)
    found = {field: kind for field, (kind, _, _) in folder.faults().items()}
    assert found == {
        "officials[1].absences[1].until": "EndsBeforeItBegins",
        "officials[1].absences[1].deputy": "UnknownName",
        "officials[1].absences[2]": "Twice",
        "officials[1].absences[2].deputy": "OwnDeputy",
        "quiet[1].last": "EndsBeforeItBegins",
        "quiet[2]": "Twice",
        "events[1].leads[2]": "NotALead",
        "events[2].leads[3]": "DuplicateKey",
        "events[2].leads[4]": "DuplicateKey",
    }


def test_absences_quiet_days_and_leads_are_read_as_they_are_meant(folder: Folder) -> None:
    more = """\
    absences: [{since: 2026. 12. 7.}]
quiet: [{first: 2026. 12. 30., last: 2026. 12. 31., reason: 점검}]
events:
  - {id: opening, name: 개관식, when: 2027년 상반기, kind: 개관, leads: [-30, +3, 0]}
  - {id: silent, name: 내부 회의, when: 2027. 1. 4., leads: []}
  - {id: usual, name: 착공식, when: 2027. 4. 2.}
"""
    folder.write("city.yaml", CITY + more)
    city = read_folder(folder.path).city
    assert city.officials[0].absence_on(date(2027, 1, 1)) == Absence(Tenure(date(2026, 12, 7)))
    assert [date(2026, 12, day) in city.quiet[0] for day in (29, 30, 31)] == [False, True, True]
    assert [each.leads for each in city.events] == [(-30, 3, 0), (), None]
    assert [each.kind for each in city.events] == ["개관", None, None]
