from __future__ import annotations

import json
from pathlib import Path

from tests.admin.conftest import Call


def test_the_templates_of_letters_are_listed(call: Call) -> None:
    call("init")
    answer = call("letter", "list")
    assert answer.code == 0
    assert "section-date-wanted" in answer.out
    assert len(json.loads(call("letter", "list", "--json").out)) == answer.out.count("처음의 양식")


def test_a_template_is_saved_previewed_and_given_back(call: Call, folder: Path) -> None:
    call("init")
    (folder / "제목.txt").write_text("[알림] {{ first.event | josa('을/를') }} 알려 드립니다", "utf-8")
    saved = call("letter", "save", "event", "subject", "제목.txt")
    assert (saved.code, saved.err) == (0, "")
    assert "1판을 저장하였습니다" in saved.out
    assert "[알림] LIH-G 개소식을 알려 드립니다" in call("letter", "preview", "event").out
    assert "1판, " in call("letter", "list").out
    assert "{{ first.event | josa" in call("letter", "show", "event").out
    assert "되돌렸습니다" in call("letter", "reset", "event", "subject").out
    assert "이미 처음의 양식입니다" in call("letter", "reset", "event", "subject").out


def test_a_broken_template_is_told_with_line_and_remedy_in_both_languages(call: Call, folder: Path) -> None:
    call("init")
    (folder / "양식.txt").write_text("가\n{{ first.occasion }}", "utf-8")
    answer = call("letter", "save", "event", "text", "양식.txt")
    assert answer.code == 6
    assert "‘event.txt’를 쓸 수 없습니다(2째 줄): ‘first.occasion’이라는 항목은 없습니다." in answer.err
    assert "쓸 수 있는 항목: pledge, department, event, when" in answer.err


def test_previews_are_written_to_a_folder(call: Call, folder: Path) -> None:
    call("init")
    assert "견본 5통 → out" in call("letter", "preview", "event", "--out", "out").out
    assert len(list((folder / "out").iterdir())) == 10


def test_machines_read_json(call: Call, folder: Path) -> None:
    call("init")
    (folder / "a.txt").write_text("{{ city }}", "utf-8")
    assert json.loads(call("letter", "save", "test", "subject", "a.txt", "--json").out)["version"] == 1
    assert json.loads(call("letter", "show", "test", "--json").out)["test.subject.txt"] == "{{ city }}"
    assert json.loads(call("letter", "preview", "test", "--json").out)[0]["subject"] == "가람시"
    assert json.loads(call("letter", "reset", "test", "subject", "--json").out)["changed"] is True


def test_a_letter_that_there_is_not_is_told_with_those_there_are(call: Call) -> None:
    call("init")
    answer = call("letter", "preview", "postcard")
    assert answer.code == 4
    assert "draft-ready, review, missing, event" in answer.err
