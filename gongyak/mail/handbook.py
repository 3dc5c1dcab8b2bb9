"""The handbook of the letters' templates in Korean, made from the views themselves so that it cannot drift.

``python -m gongyak.mail.handbook > docs/letters.md`` brings it up to date after a change of the views.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from inspect import cleandoc
from typing import Any, Final, get_args, get_origin

from gongyak.letters import LetterKind
from gongyak.mail.pieces import FRAME, LINKS, SECTION, fields_of, personal_fields
from gongyak.mail.samples import SAMPLES
from gongyak.mail.views import VIEWS, DailyView, LetterView
from gongyak.reminders.notice import NoticeTopic

_HEAD: Final = """\
# 편지의 양식 (Letters)

gongyak이 보내는 편지마다 제목(`subject`), 글(`text`), HTML(`html`)의 양식이 하나씩 있습니다.
처음의 양식은 `templates/mail`에 있으며, 관리자가 고친 것은 데이터베이스에 판마다 보관됩니다.

```
gongyak letter list                            양식의 목록
gongyak letter show event                      지금 쓰는 양식
gongyak letter preview event --out var/mail    지어낸 자료로 써 본 편지
gongyak letter save event subject 제목.txt     고친 양식을 저장
gongyak letter reset event subject             처음의 양식으로 되돌림
```

저장할 때 모든 경우를 먼저 살펴보므로, 쓸 수 없는 양식은 편지를 보낼 때가 아니라 저장할 때 알게 됩니다.

이 문서는 편지가 쓰는 자료의 설명에서 만들어집니다: `python -m gongyak.mail.handbook > docs/letters.md`

## 적는 법

| 적는 것 | 뜻 |
|---|---|
| `{{ first.event }}` | 항목을 찍습니다. 비어 있으면 아무것도 찍지 않습니다. |
| `{{ first.place or '입력되지 않음' }}` | 비어 있으면 다른 글을 찍습니다. |
| `{% if first.place %} … {% elif … %} … {% else %} … {% endif %}` | 항목이 있을 때만 찍습니다. |
| `{{ 'D-Day' if first.d_day == 'D-Day' else '' }}` | 한 줄 안에서 고릅니다. |
| `{% for notice in section.notices %} … {% endfor %}` | 목록을 되풀이합니다. `loop.index`(차례), `loop.length`, `loop.first`, `loop.last`를 쓸 수 있습니다. |
| `{{ first.pledge ~ ', ' ~ first.when }}` | 글을 잇습니다. |
| `{# 메모 #}` | 찍히지 않는 메모입니다. |
| `{% extends "frame.txt" %}` | 틀 안에 씁니다. 본문은 `{% block body %}`에, 끝맺는 말은 `{% block closing %}`에 적습니다. |
| `{% include "section-" ~ section.topic ~ ".txt" %}` | `sections`를 되풀이하며 주제의 단락을 넣습니다. |

`{% … %}`만 있는 줄은 빈 줄을 남기지 않습니다. 글의 빈 줄은 하나로 줄입니다.

| 필터 | 보기 | 찍히는 것 |
|---|---|---|
| `josa` | `{{ first.event \\| josa('을/를') }}` | LIH-G 개소식을. `이/가`, `은/는`, `을/를`, `과/와`, `으로/로` |
| `month_day` | `{{ deadline \\| month_day }}` | 2027. 1. 11.(월) → 1. 11.(월) |
| `mark` | `{{ loop.index \\| mark }}` | 가, 나, 다, … 하, 거, 너 |
| `length` | `{{ sections \\| length }}` | 목록의 수 |
| `join` | `{{ files \\| join(', ') }}` | 목록을 이은 글 |

계산, 이름 정하기(`set`), 호출, 다른 필터는 없습니다. 되풀이 안의 되풀이는 바깥 항목에 딸린 목록에만 씁니다.
제목에는 사람에 관한 항목(성명, 연락처, 부서)을 쓸 수 없습니다. 아래 표에서 ◆로 표시합니다.
HTML에는 그림, 스크립트, 바깥에서 불러오는 것을 넣을 수 없습니다. 항목 안의 `<`, `&`는 글자로 찍힙니다.
"""  # noqa: E501 - a row of a table is one line
_WORDS: Final = {
    LetterKind.DRAFT_READY: "보고서 초안이 작성되었을 때",
    LetterKind.REVIEW: "초안의 검토나 보완을 요청받았을 때",
    LetterKind.MISSING: "입력되지 않은 사항이 있을 때",
    LetterKind.EVENT: "다가오는 일정이 있거나 날짜를 확인할 때",
    LetterKind.DATE_CHANGED: "일정이 바뀌거나 확정되거나 취소되었을 때",
    LetterKind.OVERDUE: "기한이 지났을 때",
    LetterKind.ESCALATION: "기한이 지난 것을 팀장·과장에게 알릴 때",
    LetterKind.OVERVIEW: "매주 총괄 담당자에게",
    LetterKind.FAILURE: "작업이 실패하였을 때 관리자에게",
    LetterKind.TEST: "메일 설정을 시험할 때",
}


def handbook() -> str:
    """Return the handbook in Markdown: how to write, which templates there are, every field by example."""
    return "\n".join([_HEAD, *_overview(), *_fields()]) + "\n"


def _overview() -> Iterator[str]:
    yield "## 양식의 종류"
    yield ""
    yield "| 종류 | 부분 | 언제 쓰는지 | 항목 |"
    yield "|---|---|---|---|"
    for kind in LetterKind:
        yield f"| `{kind}` | `subject`, `text`, `html` | {_WORDS[kind]} | {_link(VIEWS[kind])} |"
    daily = _link(DailyView)
    yield f"| `{FRAME}` | `text`, `html` | 모든 편지의 틀 | {_link(LetterView)} |"
    for topic in NoticeTopic:
        yield f"| `{SECTION}{topic}` | `text`, `html` | 하루의 편지에 든 단락 | {daily}, `section` |"
    yield f"| `{LINKS}` | `text`, `html` | 단락에서 일마다 붙는 링크 | {daily}, `section`, `notice` |"
    yield ""
    yield (
        "하루의 편지는 한 사람에게 한 통입니다. 가장 급한 일의 종류가 제목과 틀을 정하고, 주제마다 단락이 "
        "하나씩 들어갑니다. `text`와 `html`에서는 `subject`(제목)도 쓸 수 있습니다."
    )
    yield ""


def _fields() -> Iterator[str]:
    yield "## 항목"
    yield ""
    samples = {LetterView: [view for views in SAMPLES.values() for view in views]} | _by_class()
    for view, found in samples.items():
        yield from _chapter(view, found)


def _by_class() -> dict[type, list[Any]]:
    """Return the sample views of each class, letters first, then what stands in them."""
    found: dict[type, list[Any]] = {}
    queue: list[Any] = [view for views in SAMPLES.values() for view in views]
    for view in queue:
        found.setdefault(type(view), []).append(view)
        for field in fields(view):
            value = getattr(view, field.name)
            queue += [each for each in (value if isinstance(value, tuple) else [value]) if is_dataclass(each)]
    return found


def _chapter(view: type, samples: list[Any]) -> Iterator[str]:
    summary, meanings = explained(view)
    inherits = " [LetterView](#letterview)의 항목도 모두 있습니다." if view in VIEWS.values() else ""
    yield f"### {view.__name__}"
    yield ""
    yield f"{summary}{inherits}"
    yield ""
    yield "| 항목 | 뜻 | 보기 |"
    yield "|---|---|---|"
    for name, meaning in meanings.items():
        flag = " ◆" if name in personal_fields(view) else ""
        values = [getattr(sample, name) for sample in samples]
        example = next((value for value in values if value), values[0])
        yield f"| `{name}`{flag} | {meaning} | {_shown(fields_of(view)[name], example)} |"
    yield ""


def explained(view: type) -> tuple[str, dict[str, str]]:
    """Return the summary of a view and what its own fields mean, as its docstring tells."""
    summary, _, rest = cleandoc(view.__doc__ or "").partition("\n\n")
    return summary, dict(line.split(": ", 1) for line in rest.splitlines())


def _shown(hint: object, example: object) -> str:
    inner = _inner(hint)
    if inner:
        return f"{_link(inner)}의 목록" if get_origin(hint) is tuple else _link(inner)
    if isinstance(example, bool):
        return "참 또는 거짓"
    text = f"목록: {', '.join(example)}" if isinstance(example, tuple) else str(example)
    return text.replace("|", "\\|")


def _inner(hint: object) -> type | None:
    """Return the view that a field holds, alone or in a list."""
    found = get_args(hint)[0] if get_origin(hint) is tuple else hint
    return found if isinstance(found, type) and is_dataclass(found) else None


def _link(view: type) -> str:
    return f"[{view.__name__}](#{view.__name__.lower()})"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # a real file, whatever its locale
    sys.stdout.write(handbook())
