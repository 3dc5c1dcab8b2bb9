"""Mistakes in deciding about the checks."""

from __future__ import annotations

from gongyak.errors import GongyakError, Words


class UnknownRule(GongyakError):
    """A rule that the checks do not have; values: ``rule``."""

    text = Words("'{rule}'{rule:은/는} 없는 점검 규칙입니다.", "The checks have no rule '{rule}'.")
    remedy = Words(
        "gongyak check가 [ ] 안에 보여 주는 이름이나 docs/checks.md에 있는 이름을 적어 주시기 바랍니다.",
        "Give a name that gongyak check shows in brackets, or one from docs/checks.md.",
    )
    exit_code = 4


class NoReason(GongyakError):
    """A rule to be switched off without a word why; values: ``rule``."""

    text = Words("'{rule}'{rule:을/를} 끄는 까닭이 없습니다.", "There is no reason to switch '{rule}' off.")
    remedy = Words("--reason에 까닭을 적어 주시기 바랍니다.", "Say why with --reason.")
    exit_code = 2


class RowWithoutPledge(GongyakError):
    """A row without the pledge that it belongs to; values: ``row``."""

    text = Words("'{row}'의 공약이 적히지 않았습니다.", "The pledge of '{row}' is not named.")
    remedy = Words("--pledge에 관리번호를 함께 적어 주시기 바랍니다.", "Name it with --pledge.")
    exit_code = 2


class NoSuchPledge(GongyakError):
    """A 관리번호 that no pledge has; values: ``number``."""

    text = Words("'{number}'{number:은/는} 없는 관리번호입니다.", "No pledge has the number '{number}'.")
    remedy = Words("관리번호를 확인하여 주시기 바랍니다.", "Check the number.")
    exit_code = 4


class NoSuchRow(GongyakError):
    """A row that the pledge does not have; values: ``row``, ``number`` (관리번호)."""

    text = Words(
        "공약 {number}에 '{row}'{row:이라는/라는} 자료가 없습니다.", "Pledge {number} has no row '{row}'."
    )
    remedy = Words(
        "gongyak check가 [ ] 안에 규칙 다음에 보여 주는 자료를 적어 주시기 바랍니다.",
        "Give one that gongyak check shows in brackets behind the rule.",
    )
    exit_code = 4


class NoSuchMute(GongyakError):
    """A rule that is not switched off just so; values: ``scope`` (rule, pledge, row)."""

    text = Words("'{scope}'{scope:은/는} 꺼져 있지 않습니다.", "'{scope}' is not switched off.")
    remedy = Words(
        "gongyak mutes에 나온 대로 규칙, --pledge, --row를 적어 주시기 바랍니다.",
        "Give rule, --pledge and --row as gongyak mutes lists them.",
    )
    exit_code = 4
