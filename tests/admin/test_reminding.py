"""The commands remind and simulate as a person calls them."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from jobs.demo import SAMPLE
from tests.admin.conftest import Call

SERVERLESS_PORT = "1"


@pytest.fixture
def today(folder: Path) -> date:
    """Return this day in the sample city, which it has made a working day."""
    assert folder.is_dir()
    return datetime.now(ZoneInfo("Asia/Seoul")).date()


@pytest.fixture
def busy(call: Call, folder: Path, today: date) -> Path:
    """Load a city with an event of its own a week from today."""
    facts = folder / "facts"
    shutil.copytree(SAMPLE, facts, ignore=shutil.ignore_patterns("*.py", "__pycache__", "*-*.yaml"))
    text = (facts / "city.yaml").read_text("utf-8")
    works = f"days:\n  - {{day: {today}, works: true, source: 시험}}\n"
    event = f"{{id: meeting, name: 점검회의, when: {today + timedelta(days=7)}, responsible: g1001}}"
    text = text.replace("\ndays:\n", f"\n{works}", 1).replace("\nevents:\n", f"\nevents:\n  - {event}\n", 1)
    (facts / "city.yaml").write_text(text, "utf-8")
    assert call("init").code == call("load", str(facts)).code == 0
    return folder


def test_todays_letters_are_written_and_sent_once(call: Call, busy: Path) -> None:
    first = call("remind")
    assert (first.code, first.err) == (0, "")
    assert "발송  서지완 <seo.jiwan@garam.example.kr>  [일정 알림] D-7 점검회의" in first.out
    assert first.out.splitlines()[-1].endswith("→ var/mail")
    count = len(list((busy / "var" / "mail").glob("*.eml")))
    assert f"편지 {count}통" in first.out
    assert (call("remind").out, call("remind", "--dry-run").out.count("<")) == ("보낼 안내가 없습니다.\n", 0)
    assert len(list((busy / "var" / "mail").glob("*.eml"))) == count


def test_letters_that_cannot_go_out_wait_and_the_code_says_so(
    call: Call,
    busy: Path,  # noqa: ARG001 - it stands there
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GONGYAK_MAIL_SERVER", "127.0.0.1")
    monkeypatch.setenv("GONGYAK_MAIL_PORT", SERVERLESS_PORT)
    answer = call("remind")
    assert answer.code == 8
    assert "대기  서지완" in answer.out
    (line,) = answer.err.splitlines()
    assert "발송을 기다립니다: 메일 서버에 연결할 수 없습니다" in line
    assert line.count("→") == 1


def test_another_days_letters_go_to_nobody_but_the_administrator(call: Call, busy: Path, today: date) -> None:
    tomorrow = str(today + timedelta(days=1))
    answer = call("remind", "--on", tomorrow)
    assert answer.code == 2
    assert "--dry-run" in answer.err
    meeting = str(today + timedelta(days=7))
    own = call("remind", "--on", meeting, "--to-self")
    assert own.code == 0
    if "[시험]" in own.out:  # the day of the event may be a day off
        assert "문하람 <moon.haram@garam.example.kr>" in own.out
        assert "서지완" not in own.out
    else:
        assert own.out == "보낼 안내가 없습니다.\n"
    assert "서지완" in call("remind", "--dry-run").out
    assert (busy / "var").is_dir()


def test_a_dry_run_says_who_gets_what_and_why(call: Call, city: Path) -> None:
    answer = call("remind", "--on", "2026-12-11", "--dry-run")
    assert answer.code == 0
    blocks = answer.out.split("\n\n")
    assert blocks[0].startswith("2026. 12. 11.(금)  편지 ")
    deputy = next(block for block in blocks if block.startswith("백나온 <"))
    told = "-        1-1 LIH 한국분원 공동연구동 개관식 (행사 책임자(강이솔 부재로 업무대행))"
    assert deputy.splitlines()[1].strip() == told
    assert not (city / "var" / "mail").exists()


def test_a_dry_run_says_what_is_not_sent_and_why(call: Call, city: Path) -> None:  # noqa: ARG001 - it stands there
    assert call("pause", "overdue").code == 0
    answer = call("remind", "--on", "2026-12-11", "--dry-run")
    assert "보내지 않는 것:\n  2026년 하반기 공약이행 점검회의 → 서지완: 일정표에서 중지됨" in answer.out


def test_a_day_off_is_told_with_its_name(call: Call, city: Path) -> None:  # noqa: ARG001 - it stands there
    answer = call("remind", "--on", "2026-12-25", "--dry-run")
    assert "편지를 보내지 않는 날입니다: 기독탄신일" in answer.out


def test_in_english_only_data_is_korean(
    call: Call,
    city: Path,  # noqa: ARG001 - it stands there
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GONGYAK_LANGUAGE", "en")
    answer = call("remind", "--on", "2026-12-11", "--dry-run")
    assert answer.out.startswith("2026-12-11 (Fri)  2 letters\n")
    assert "(answers for the event, standing in for 강이솔)" in answer.out
    assert "no letters go out: Saturday" in call("remind", "--on", "2026-12-12", "--dry-run").out
    total = call("simulate", "2026-12-11").out.splitlines()[-1]
    assert total == "3 runs, 2 letters"


def test_the_json_of_a_dry_run_has_the_letters(call: Call, city: Path) -> None:  # noqa: ARG001 - it stands there
    letters = json.loads(call("remind", "--on", "2026-12-11", "--dry-run", "--json").out)
    assert [letter["key"] for letter in letters] == ["remind:2026-12-11:g1001", "remind:2026-12-11:g1104"]
    assert {"kind", "to", "subject", "text", "files"} <= set(letters[0])


def test_a_simulation_shows_every_run_and_every_letter(call: Call, city: Path) -> None:  # noqa: ARG001 - it stands there
    told = call("simulate", "2026-12-02..2026-12-05").out
    assert told.splitlines()[:4] == [
        "2026. 12. 2.(수)",
        "  02:00 backup, 06:30 self-check",
        "  08:30 remind:2026-12-02",
        "    서지완 <seo.jiwan@garam.example.kr>  [일정 알림] D-1 2026년 하반기 공약이행 점검회의 외 1건",
    ]
    assert "2026. 12. 5.(토)\n  02:00 backup, 06:30 self-check\n" in told
    assert told.splitlines()[-1].startswith("실행 11회, 편지 ")


def test_a_simulation_shows_the_texts_when_asked(call: Call, city: Path) -> None:  # noqa: ARG001 - it stands there
    assert "        □ 다가오는 일정" in call("simulate", "2026-12-02", "--texts").out
    runs = json.loads(call("simulate", "2026-12-02", "--json").out)
    assert [run["id"] for run in runs] == ["backup:2026-12-02", "self-check:2026-12-02", "remind:2026-12-02"]
    assert "점검회의" in runs[-1]["letters"][0]["subject"]


def test_a_quiet_day_says_why_in_a_simulation(call: Call, city: Path) -> None:  # noqa: ARG001 - it stands there
    assert "08:30 remind (연말 전산망 점검)" in call("simulate", "2026-12-30").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("remind", "--on", "내일"), 2, "날짜가 아닙니다"),
        (("simulate", "2026"), 2, "기간이 아니거나"),
        (("simulate", "2026-12-31..2026-12-01"), 2, "기간이 아니거나"),
        (("simulate",), 2, "빠졌습니다"),
        (("remind", "--dry-run"), 5, "gongyak init"),
    ],
)
def test_a_mistake_is_one_clear_line(call: Call, arguments: tuple[str, ...], code: int, said: str) -> None:
    answer = call(*arguments)
    assert answer.code == code
    (line,) = answer.err.splitlines()
    assert said in line
