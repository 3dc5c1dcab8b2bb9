"""The handbook of the checks in Korean, made from the rules themselves so that it cannot drift.

``python -m gongyak.checks.handbook > docs/checks.md`` brings it up to date after a change of the rules.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Final

from gongyak.checks.catalogue import CITY_RULES, RULES
from gongyak.checks.rules import CityRule, Rule
from gongyak.findings import Severity

_HEAD: Final = """\
# 점검 규칙

보고서를 작성할 때마다 아래 규칙으로 자료를 살펴보고, 찾은 것을 초안의 바로 그 자리에 Word 메모로 남깁니다.
`gongyak check 2024H2`로 초안을 만들지 않고 볼 수도 있습니다. 점검은 아무것도 고치지 않습니다.

| 정도 | 뜻 |
|---|---|
| 오류 | 확실히 잘못된 것 |
| 확인 필요 | 잘못되었을 가능성이 큰 것 |
| 참고 | 표기와 알아 둘 것 |

맞는데도 나오는 것은 규칙을 까닭과 함께 끌 수 있습니다. 누가 언제 껐는지 함께 보관됩니다.

```
gongyak mute year-mark --reason "서식의 표기를 따름"
gongyak mute event-twice --pledge 3-1 --row line:dumul_opening --reason "같은 날 두 번 열림"
gongyak mutes
gongyak unmute year-mark
```

이름의 바른 표기(용어집)와 비슷하지만 둘 다 맞는 이름은 `city.yaml`에 적습니다([exchange.md](exchange.md)).

이 문서는 규칙의 설명에서 만들어집니다: `python -m gongyak.checks.handbook > docs/checks.md`
"""
_EXAMPLES: Final = ("보기:", "옳음:")


def handbook() -> str:
    """Return the handbook in Markdown: an overview, then each rule with its explanation and examples."""
    rules: tuple[Rule | CityRule, ...] = (*RULES, *CITY_RULES)
    return "\n".join([_HEAD, *_overview(rules), *(line for rule in rules for line in _chapter(rule))])


def _overview(rules: tuple[Rule | CityRule, ...]) -> Iterator[str]:
    for severity in Severity:
        named = [rule for rule in rules if rule.severity is severity]
        yield f"## {severity} ({len(named)})"
        yield ""
        yield from (f"- [`{rule.id}`](#{rule.id}): {rule.title}" for rule in named)
        yield ""
    yield "## 규칙마다"
    yield ""


def _chapter(rule: Rule | CityRule) -> Iterator[str]:
    yield f"### {rule.id}"
    yield ""
    scope = ", 시의 모든 보고서를 견주어 봄" if isinstance(rule, CityRule) else ""
    yield f"**{rule.title}** ({rule.severity}{scope})"
    yield ""
    _, _, rest = rule.explanation.partition("\n")
    for line in rest.strip().splitlines():
        head, text = line[:3], line[3:].strip()
        yield f"- {head[:-1]}: {_literal(text)}" if head in _EXAMPLES else line
    yield ""
    yield f"바로잡는 법: {rule.remedy}"
    yield ""


def _literal(text: str) -> str:
    """Return *text* with what Markdown would take for its own signs made harmless."""
    return "".join(f"\\{letter}" if letter in "\\`*_<>~[]" else letter for letter in text)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # a real file, whatever its locale
    sys.stdout.write(handbook())
