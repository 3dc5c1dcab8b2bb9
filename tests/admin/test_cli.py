"""The commands as a person calls them, on real databases."""

from __future__ import annotations

import json
import shlex
import shutil
import sqlite3
from pathlib import Path

import pytest
from docx import Document

from jobs.demo import SAMPLE, demonstrate
from tests.admin.conftest import Call
from tests.jobs.world import desk_at

NUMBER = "2024H2_1-1_v1"


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder that the tests about a drafted city copy."""
    folder = tmp_path_factory.mktemp("sample")
    with desk_at(f"sqlite:///{folder}/var/gongyak.sqlite3", folder) as desk:
        demonstrate(desk)
    return folder


@pytest.fixture
def city(sample_file: Path, folder: Path) -> Path:
    """Put the sample city, drafted, into the test's folder."""
    shutil.copytree(sample_file / "var", folder / "var")
    return folder


def facts(source: Path, folder: Path, *numbers: str) -> str:
    """Copy the sample's files of a few pledges into *folder*."""
    shutil.copytree(
        source,
        folder,
        ignore=lambda path, names: [
            name for name in names if Path(path).name == "pledges" and Path(name).stem not in numbers
        ],
    )
    return str(folder)


def test_init_load_and_draft_take_three_commands(
    call: Call, folder: Path, migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGYAK_DATABASE_URL", migrated_url)
    assert call("init").code == 0
    loaded = call("load", facts(SAMPLE, folder / "facts", "1-1", "2-2"))
    assert (loaded.code, loaded.out) == (0, "가람시: 공약 2건, 사진 8장 → 불러왔습니다.\n")
    drafted = call("draft", "2024년 하반기")
    assert drafted.code == 0
    assert "작성 2, 변동 없음 0, 실패 0 → var/drafts/2024H2" in drafted.out
    again = call("draft", "2024H2", "--pledge", "2-2")
    assert "작성 0, 변동 없음 1, 실패 0" in again.out
    forced = call("draft", "2024H2", "--pledge", "2-2", "--force", "--out", "elsewhere")
    assert forced.code == 0
    assert [path.name[:14] for path in (folder / "elsewhere").iterdir()] == ["2024H2_2-2_v2_"]


def test_demo_shows_what_was_made_found_and_what_to_try(call: Call, folder: Path) -> None:
    first, second = call("demo"), call("demo")
    assert first.code == second.code == 0
    assert NUMBER in first.out
    assert f"gongyak show {NUMBER}" in first.out
    assert "변동 없음 0" in first.out
    assert "작성 0" in second.out
    for half_year in ("2024H2", "2026H2"):
        assert list((folder / "var" / "drafts" / half_year).glob("*.docx"))


def test_demo_shows_letters_in_the_folder_even_where_a_mail_server_is_set(
    call: Call,
    city: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GONGYAK_MAIL_SERVER", "127.0.0.1")
    monkeypatch.setenv("GONGYAK_MAIL_PORT", "1")
    first, second = call("demo"), call("demo")
    assert first.code == second.code == 0
    assert "2024. 12. 11.(수)의 안내\n" in first.out
    assert "  백나온  [입력 요청] LIH 한국분원 공동연구동 개관식 날짜(12. 16.(수)까지)\n" in first.out
    assert "  함로운  [일정 알림] D-6 가온초 통학로 개선 구간 개통식 외 1건\n" in first.out
    assert "편지 8통 → var/mail (.eml)" in first.out
    assert second.out == first.out
    assert len(list((city / "var" / "mail").glob("*.eml"))) == 11


def test_every_command_that_demo_proposes_works(call: Call, city: Path) -> None:  # noqa: ARG001 - it stands there
    lines = call("demo").out.partition("다음을 해 보십시오:\n")[2].splitlines()
    proposed = [shlex.split(line.strip().partition("  ")[0])[1:] for line in lines]
    assert len(proposed) >= 5
    for words in proposed:
        assert call(*words).code == 0, words


def test_demo_without_a_single_draft_proposes_what_needs_none(call: Call, folder: Path) -> None:
    drafts = folder / "var" / "drafts"
    drafts.mkdir(parents=True)
    for half_year in ("2024H2", "2026H2"):
        (drafts / half_year).touch()  # where a folder should be
    answer = call("demo")
    assert answer.code == 7
    assert "작성 0" in answer.out
    proposed = answer.out.partition("다음을 해 보십시오:\n")[2]
    assert "gongyak draft 2025H1" in proposed
    assert "gongyak show" not in proposed


def test_demo_leaves_a_real_city_alone(call: Call, folder: Path) -> None:
    call("init")
    directory = Path(facts(SAMPLE, folder / "facts", "2-2"))
    text = (directory / "city.yaml").read_text("utf-8").replace("name: 가람시", "name: 나루시", 1)
    (directory / "city.yaml").write_text(text, "utf-8")
    call("load", str(directory))
    answer = call("demo")
    assert answer.code == 5
    assert "나루시" in answer.err


def test_drafts_lists_them_newest_first_and_by_half_year_and_pledge(call: Call, city: Path) -> None:  # noqa: ARG001
    assert NUMBER in call("drafts").out
    only = json.loads(call("drafts", "2026H2", "--pledge", "9-1", "--json").out)
    assert [draft["number"] for draft in only] == ["2026H2_9-1_v1"]


def test_show_tells_the_record_and_where_the_file_is(call: Call, city: Path) -> None:
    shown = call("show", NUMBER)
    assert shown.code == 0
    assert "공약: 1-1 바이오 정밀의료클러스터 조성 추진" in shown.out
    assert str(Path("var/drafts/2024H2")) in shown.out
    assert "[오류]" in shown.out
    shutil.rmtree(city / "var" / "drafts")
    assert "파일: 없음" in call("show", NUMBER).out
    assert call("show", NUMBER, "--out", "again").code == 0
    assert len(list((city / "again").glob("2024H2_1-1_v1_*.docx"))) == 1


def test_explain_names_the_rows_behind_a_figure_and_a_line(call: Call, city: Path) -> None:  # noqa: ARG001
    figure = call("explain", NUMBER, "--cell", "확보/시비/’23")
    assert "budget:" in figure.out
    assert "확보 45,000천원, 집행 45,000천원" in figure.out
    line = json.loads(call("explain", NUMBER, "--line", "개소식 예정", "--json").out)
    assert line["printed"]["text"] == "2025년 상반기 개소식 예정"
    assert [row["change"] for row in line["rows"]] == ["입력"]


def test_explain_lists_the_candidates_where_words_are_not_enough(call: Call, city: Path) -> None:  # noqa: ARG001
    answer = call("explain", NUMBER, "--line", "포럼 추진 계획 회의")
    assert answer.code == 4
    assert sum("회의(" in line for line in answer.err.splitlines()) == 7


@pytest.mark.parametrize("options", [(), ("--cell", "확보/시비/23", "--line", "개소식")])
def test_explain_wants_one_of_cell_and_line(call: Call, city: Path, options: tuple[str, ...]) -> None:  # noqa: ARG001
    assert call("explain", NUMBER, *options).code == 2


def test_dump_and_load_go_round(call: Call, city: Path) -> None:
    assert call("dump", "facts").code == 0
    assert (city / "facts" / "pledges" / "1-1.yaml").is_file()
    assert "달라진 것이 없습니다" in call("load", "facts").out


def test_load_tells_every_mistake_with_its_file_and_line(call: Call, folder: Path) -> None:
    call("init")
    directory = Path(facts(SAMPLE, folder / "facts", "1-1", "2-2"))
    for number in ("1-1", "2-2"):
        file = directory / "pledges" / f"{number}.yaml"
        file.write_text(file.read_text("utf-8").replace("term: 민선8기", "term: 민선88기"), "utf-8")
    answer = call("load", str(directory))
    assert answer.code == 3
    for number in ("1-1", "2-2"):
        assert f"pledges/{number}.yaml:" in answer.err
    assert call("draft", "2024H2").code == 4


def test_doctor_tells_what_is_well_and_what_to_do(call: Call, folder: Path) -> None:
    sick = call("doctor")
    assert sick.code == 1
    assert "✘ 데이터베이스" in sick.out
    assert "gongyak init" in sick.out
    call("init")
    well = call("doctor")
    assert well.code == 0
    assert "✘" not in well.out
    assert (call("doctor", "--quiet").out, folder.joinpath("var").is_dir()) == ("", True)
    assert {check["name"]["en"] for check in json.loads(call("doctor", "--json").out)} >= {
        "Database",
        "Report form",
    }


def test_migrate_wants_tables_that_are_there(call: Call) -> None:
    assert call("migrate").code == 5
    call("init")
    assert call("migrate").code == 0


def test_a_newer_database_is_refused_with_the_remedy(call: Call, folder: Path) -> None:
    call("init")
    connection = sqlite3.connect(folder / "var" / "gongyak.sqlite3")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    for command in (("init",), ("migrate",), ("draft", "2024H2"), ("drafts",)):
        answer = call(*command)
        assert answer.code == 5
        assert "새 판으로" in answer.err


def test_the_shipped_form_has_no_problem_and_its_fields_are_listed(call: Call) -> None:
    answer = call("template", "check")
    assert (answer.code, answer.err) == (0, "")
    assert "periods[].topics[].details[].text" in answer.out


def test_a_wrong_tag_is_told_with_its_place(call: Call, folder: Path) -> None:
    document = Document()
    document.add_paragraph("{{ name }} {{ nonsense }}")
    document.save(str(folder / "우리 서식.docx"))
    answer = call("template", "check", "우리 서식.docx")
    assert answer.code == 1
    assert "nonsense" in answer.err
    assert call("template", "check", "none.docx").code == 6


MISTAKES = [
    (("draft", "2024H3"), 2, "반기가 아닙니다"),
    (("draft", "1999H1"), 4, "임기가 없습니다"),
    (("draft", "2024H2", "--pledge", "77-7"), 4, "77-7"),
    (("show", "2024H2_1-1_v99"), 4, "gongyak drafts"),
    (("explain", NUMBER, "--cell", "없는/표"), 4, "없는/표"),
    (("load", "nowhere"), 4, "nowhere"),
    (("draft", "2024H2", "--out", "file/out", "--force"), 7, "저장할 수 없습니다"),
    (("draft",), 2, "빠졌습니다"),
    (("drft",), 2, "drft"),
    (("draft", "2024H2", "--nonsense"), 2, "--nonsense"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), MISTAKES)
def test_a_mistake_is_one_clear_line_and_its_documented_code(
    call: Call, city: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (city / "file").write_text("")
    answer = call(*arguments)
    assert answer.code == code
    (line,) = answer.err.splitlines()
    assert said in line
    assert "→" in line


def test_a_wrong_setting_is_told_with_its_place(call: Call, folder: Path) -> None:
    (folder / "gongyak.toml").write_text("[photo]\ndpi = 'many'\n")
    answer = call("doctor")
    assert answer.code == 2
    assert "gongyak.toml: photo.dpi" in answer.err


def test_the_json_of_a_draft_is_for_machines(call: Call, city: Path) -> None:  # noqa: ARG001
    told = json.loads(call("draft", "2024H2", "--pledge", "1-1", "--json").out)
    (report,) = told["reports"]
    assert (told["half_year"], report["draft"], report["is_new"]) == ("2024H2", NUMBER, False)
    assert {"rule", "severity", "message", "remedy", "place", "rows"} == set(report["findings"][0])
