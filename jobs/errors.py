"""Mistakes that only a job can notice: what was asked for is not there, or cannot be put where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gongyak.errors import GongyakError, Words

if TYPE_CHECKING:
    from config.errors import SettingsError


class BadSettings(GongyakError):
    """The settings cannot be used; values: ``error``, which knows every fault in both languages."""

    text = Words("설정을 사용할 수 없습니다.", "The settings cannot be used.")
    remedy = Words(
        "gongyak.toml 또는 환경 변수에서 다음 값을 고쳐 주시기 바랍니다.",
        "Correct in gongyak.toml or in the environment:",
    )

    def say(self, language: str = "ko") -> str:
        """Return the line and, below it, one line a fault."""
        error = cast("SettingsError", self.values["error"])
        return f"{GongyakError.say(self, language)}\n{error.say(language)}"


class UnknownPledge(GongyakError):
    """A 관리번호 that no pledge of the half-year has; values: ``numbers``, ``half_year``."""

    text = Words(
        "{half_year} 보고 대상에 없는 관리번호입니다: {numbers}",
        "No pledge with a report in {half_year} has the number: {numbers}",
    )
    remedy = Words(
        "관리번호를 확인하거나 gongyak load로 공약을 먼저 등록하여 주시기 바랍니다.",
        "Check the number, or load the pledge first with gongyak load.",
    )
    exit_code = 4


class NoPledges(GongyakError):
    """A half-year for which no pledge is entered; values: ``half_year``, ``terms``."""

    text = Words(
        "{half_year}에 보고할 공약이 하나도 없습니다(임기: {terms}).",
        "There is no pledge to report on in {half_year} (term: {terms}).",
    )
    remedy = Words(
        "gongyak load로 공약을 등록하거나 다른 반기를 입력하여 주시기 바랍니다.",
        "Load the pledges with gongyak load, or name another half-year.",
    )
    exit_code = 4


class NoSuchPlace(GongyakError):
    """Words that match no printed figure or line of a draft; values: ``words``, ``draft``."""

    text = Words(
        "{draft}에 '{words}'에 해당하는 값이나 내용이 없습니다.", "{draft} prints nothing at '{words}'."
    )
    remedy = Words(
        "표 이름/행/열의 낱말을 빗금으로 나누어 입력하여 주시기 바랍니다. 예: --cell '확보/시비/23'",
        "Give words of the table, the row and the column, parted by slashes: --cell '확보/시비/23'.",
    )
    exit_code = 4


class AmbiguousPlace(GongyakError):
    """Words that match several places of a draft; values: ``words``, ``count``, ``places`` (lines)."""

    text = Words(
        "'{words}'에 해당하는 곳이 {count}군데입니다:\n{places}\n",
        "'{words}' matches {count} places:\n{places}\n",
    )
    remedy = Words("낱말을 더 적어 하나로 좁혀 주시기 바랍니다.", "Add words until one is left.")
    exit_code = 4


class TemplateMissing(GongyakError):
    """The form to fill is not there or cannot be read; values: ``path``, ``reason``."""

    text = Words(
        "서식 파일을 읽을 수 없습니다: {path} ({reason})", "The form cannot be read: {path} ({reason})"
    )
    remedy = Words(
        "경로와 읽기 권한을 확인하거나 설정 [templates] pledge를 비워 기본 서식을 사용하여 주시기 바랍니다.",
        "Check the path and its permissions, or leave the setting [templates] pledge empty.",
    )
    exit_code = 6


class CannotWrite(GongyakError):
    """A folder does not take a file: a full disk, a missing permission; values: ``path``, ``reason``."""

    text = Words(
        "이 폴더에 파일을 저장할 수 없습니다: {path} ({reason})",
        "No file can be written to the folder {path} ({reason})",
    )
    remedy = Words(
        "디스크 공간과 쓰기 권한을 확인하거나 --out으로 다른 폴더를 지정하여 주시기 바랍니다.",
        "Check the free space and the permissions, or name another folder with --out.",
    )
    exit_code = 7


class NotTheSampleCity(GongyakError):
    """The demonstration would write into a database that holds a real city; values: ``city``."""

    text = Words(
        "데이터베이스에 이미 '{city}'의 자료가 있어 시연을 하지 않습니다.",
        "The database already holds '{city}', so the demonstration leaves it alone.",
    )
    remedy = Words(
        "빈 폴더에서 실행하거나 GONGYAK_PATHS_VAR로 다른 폴더를 지정하여 주시기 바랍니다.",
        "Run it in an empty folder, or name another one with GONGYAK_PATHS_VAR.",
    )
    exit_code = 5


class Unforeseen(GongyakError):
    """A mistake of the program itself in one pledge of a batch; values: ``reason``, ``log`` (a path)."""

    text = Words("프로그램 오류입니다: {reason}", "A mistake of the program: {reason}")
    remedy = Words("{log}의 내용을 관리자에게 보내 주시기 바랍니다.", "Please report what {log} says.")
    exit_code = 70


class DraftHasErrors(GongyakError):
    """A clean copy of a draft in which certain errors were found; values: ``draft``, ``count``."""

    text = Words(
        "{draft}에 오류가 {count}건 있어 메모 없는 문서를 만들지 않았습니다.",
        "{draft} has {count} error(s), so no clean copy of it was made.",
    )
    remedy = Words(
        "오류를 바로잡아 다시 작성하거나, 그대로 만들려면 --force를 함께 적어 주시기 바랍니다.",
        "Correct them and draft again, or add --force to make it all the same.",
    )
    exit_code = 1


class NothingDrafted(GongyakError):
    """Every pledge of a batch failed; values: ``half_year``, ``count``, ``reason`` (the first mistake)."""

    text = Words(
        "{half_year} 보고서 {count}건을 하나도 작성하지 못하였습니다: {reason}",
        "None of the {count} reports of {half_year} could be drafted: {reason}",
    )
    remedy = Words(
        "위의 까닭을 바로잡은 뒤 gongyak run draft로 다시 작성하여 주시기 바랍니다.",
        "Correct that, then draft again with: gongyak run draft",
    )
    exit_code = 1


class GaveUp(GongyakError):
    """A letter that the server has put off too often; values: ``attempts``, ``said`` (its last words)."""

    text = Words(
        "{attempts}번 시도하였으나 보내지 못하였습니다({said}).",
        "Not sent after {attempts} attempts ({said}).",
    )
    remedy = Words(
        "메일 서버를 확인한 뒤 ‘gongyak mail retry’로 다시 보내 주시기 바랍니다.",
        "See to the mail server, then send it again with “gongyak mail retry”.",
    )
    exit_code = 8


class NoSuchJob(GongyakError):
    """A job that is in no catalogue; values: ``job``, ``known``."""

    text = Words("'{job}'{job:이라는/라는} 작업은 없습니다.", "There is no job '{job}'.")
    remedy = Words("다음 가운데 하나를 입력하여 주시기 바랍니다: {known}", "Name one of: {known}")
    exit_code = 4
