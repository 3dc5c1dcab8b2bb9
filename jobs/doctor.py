"""The job ``doctor``: is everything there that a half-year's work needs, and if not, what to do."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from gongyak.documents import check_template
from gongyak.errors import GongyakError, Words
from jobs.desk import Desk
from jobs.errors import CannotWrite
from jobs.managing.forms import form_file, show_forms
from jobs.sign_on import look_at_sign_on
from jobs.template import form_fields

_ENOUGH_MEGABYTES: Final = 500
_A_MEGABYTE: Final = 1024 * 1024
_SYMBOLS: Final = "❏❍"
_INSTALL_FONTS: Final = Words(
    "서버에서 PDF로 바꿀 때만 필요합니다: 나눔과 DejaVu 글꼴을 설치하여 주시기 바랍니다"
    "(Debian: fonts-nanum, fonts-dejavu).",
    "Needed only to convert to PDF here: install Nanum and DejaVu (Debian: fonts-nanum, fonts-dejavu).",
)
_NONE: Final = Words("없습니다.", "None.")
_LIST_FONTS: Final = Words(
    "Word나 LibreOffice의 글꼴 목록에 맑은 고딕 또는 나눔 글꼴이 있는지 확인하여 주시기 바랍니다.",
    "See that Word or LibreOffice lists Malgun Gothic or a Nanum font.",
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing examined: what it is, whether it is well, what was seen, and the remedy if it is not.

    ``is_needed`` is False for a thing that gongyak does without.
    """

    name: Words
    is_well: bool
    seen: Words
    remedy: Words | None = None
    is_needed: bool = True


def examine(desk: Desk) -> tuple[Check, ...]:
    """Return every check, the most important first; no mistake is raised, and only folders are made."""
    needed: tuple[tuple[Words, Callable[[Desk], Words]], ...] = (
        (Words("데이터베이스", "Database"), _database),
        (Words("자료 폴더", "Data folder"), lambda desk: _writable(desk.settings.paths.var)),
        (Words("초안 폴더", "Draft folder"), lambda desk: _writable(desk.settings.paths.drafts)),
        (Words("보고서 서식", "Report form"), _form),
        (Words("화면에서 바꾼 설정", "Settings changed on the page"), _settings),
    )
    checks = [_attempt(name, look, desk) for name, look in needed]
    return (*checks, _space(desk.settings.paths.var), *_sign_on(desk), *_fonts(), _libreoffice())


def _attempt(name: Words, look: Callable[[Desk], Words], desk: Desk) -> Check:
    try:
        return Check(name, is_well=True, seen=look(desk))
    except GongyakError as error:
        seen = Words(*(error.text.fill(language, error.values) for language in ("ko", "en")))
        remedy = Words(*(error.remedy.fill(language, error.values) for language in ("ko", "en")))
        return Check(name, is_well=False, seen=seen, remedy=remedy)


def _database(desk: Desk) -> Words:
    with desk.database.read():
        return _same(desk.database.shown)


def _writable(folder: Path) -> Words:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            file.write(b"gongyak")
    except OSError as error:
        raise CannotWrite(path=folder, reason=error.strerror) from error
    return _same(str(folder.resolve()))


def _settings(desk: Desk) -> Words:
    faults = desk.standing.laid.faults.values()
    if faults:
        ko, en = ("; ".join(fault.say(language) for fault in faults) for language in ("ko", "en"))
        raise UnusableSettings(faults_ko=ko, faults_en=en)
    return Words("모두 적용됨", "All of them hold")


class UnusableSettings(GongyakError):
    """What was changed on the page cannot be used any more; values: ``faults_ko``, ``faults_en``."""

    text = Words("적용되지 않는 값이 있습니다: {faults_ko}", "There are values that do not hold: {faults_en}")
    remedy = Words(
        "설정 파일의 값(없으면 기본값)으로 일합니다. 관리 > 설정에서 다시 정하거나 되돌려 주시기 바랍니다.",
        "What the files say holds. Set them anew on the page of the settings, or take them back.",
    )


def _form(desk: Desk) -> Words:
    form = desk.form
    _, data = form_file(desk, show_forms(desk).in_use)
    problems = check_template(data, form_fields())
    if problems:
        raise FormHasProblems(name=form.name, count=len(problems))
    return _same(f"{form.name} (SHA-256 {form.checksum[:12]}…)")


class FormHasProblems(GongyakError):
    """The form compiles, but asks for what there is not; values: ``name``, ``count``."""

    text = Words("서식 {name}에 잘못된 곳이 {count}군데 있습니다.", "The form {name} has {count} problems.")
    remedy = Words(
        "gongyak template check로 확인하여 주시기 바랍니다.", "See them with gongyak template check."
    )
    exit_code = 6


def _sign_on(desk: Desk) -> Iterator[Check]:
    """Look at the single sign-on, where there is one; passwords let people in without it."""
    if desk.settings.oidc.issuer:
        name = Words("통합 로그인(OIDC)", "Single sign-on (OIDC)")
        yield replace(_attempt(name, look_at_sign_on, desk), is_needed=False)


def _space(folder: Path) -> Check:
    """Look at the disk that *folder* is on, or will be."""
    there = next(each for each in (folder.resolve(), *folder.resolve().parents) if each.exists())
    free = shutil.disk_usage(there).free // _A_MEGABYTE
    return Check(
        Words("남은 공간", "Free space"),
        is_well=free >= _ENOUGH_MEGABYTES,
        seen=_same(f"{free:,} MB"),
        remedy=Words(
            f"{_ENOUGH_MEGABYTES} MB 이상을 비워 주시기 바랍니다.", f"Free at least {_ENOUGH_MEGABYTES} MB."
        ),
    )


def _fonts() -> Iterator[Check]:
    korean, symbols = Words("한글 글꼴", "Korean font"), Words("기호 글꼴(❏ ❍)", "Font with ❏ and ❍")
    for name, pattern in (
        (korean, ":lang=ko"),
        (symbols, f":charset={' '.join(f'{ord(c):x}' for c in _SYMBOLS)}"),
    ):
        families = _families(pattern)
        if families is None:
            seen = Words("글꼴 목록(fc-list)이 없어 확인하지 못하였습니다.", "fc-list is not installed.")
            yield Check(name, is_well=False, seen=seen, remedy=_LIST_FONTS, is_needed=False)
        elif families:
            yield Check(name, is_well=True, seen=_same(", ".join(families[:3])), is_needed=False)
        else:
            yield Check(name, is_well=False, seen=_NONE, remedy=_INSTALL_FONTS, is_needed=False)


def _families(pattern: str) -> list[str] | None:
    """Return the families of the fonts that match, or None where fontconfig cannot be asked."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    command = [program, pattern, "family"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no input of others
    return sorted({line.partition(",")[0] for line in listed.stdout.splitlines() if line})


def _libreoffice() -> Check:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    return Check(
        Words("LibreOffice", "LibreOffice"),
        is_well=program is not None,
        seen=_same(program) if program else Words("설치되어 있지 않습니다.", "Not installed."),
        remedy=Words(
            "서버에서 PDF로 바꿀 때만 필요합니다.", "Needed only to convert to PDF on this computer."
        ),
        is_needed=False,
    )


def _same(text: str) -> Words:
    return Words(text, text)
