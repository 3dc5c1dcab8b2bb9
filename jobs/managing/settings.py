"""Changing settings while gongyak runs: what holds, what may hold instead, and what held before."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from config.changing import CHANGEABLE, Override, is_fixed, read_value
from config.errors import Fault, SettingsError
from config.settings import expected_of
from config.showing import ShownSetting, as_text, explanations, show_settings
from gongyak.errors import GongyakError, Words
from gongyak.store.changes import read_changes_of
from gongyak.store.names import names_of_officials
from gongyak.store.settings import StoredSetting, drop_setting, read_settings, write_setting
from jobs.managing.city import CAUSE, changing
from jobs.managing.fields import require_seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from gongyak.changes import Change
    from gongyak.store.session import Session
    from jobs.desk import Desk

LONGEST: Final = 2000
"""Characters that the text of a value may have."""
_KIND: Final = "setting:"


class NoSuchSetting(GongyakError):
    """No setting of this name can be changed here; values: ``name``."""

    text = Words("바꿀 수 있는 설정이 아닙니다: {name}", "No setting that can be changed: {name}")
    remedy = Words("관리 > 설정에서 골라 주시기 바랍니다.", "Choose one on the page of the settings.")
    exit_code = 4


class UnfitSetting(GongyakError):
    """A value that the setting cannot hold; values: ``label``, ``text``, ``needed_ko``, ``needed_en``."""

    text = Words(
        "‘{label}’에 쓸 수 없는 값이라 저장하지 않았습니다: '{text}'",
        "This cannot be the value of '{label}', and was not saved: '{text}'",
    )
    remedy = Words(
        "필요한 값: {needed_ko}. 고친 뒤 다시 저장하여 주시기 바랍니다.",
        "Needed: {needed_en}. Correct it and save again.",
    )
    exit_code = 2


class FixedSetting(GongyakError):
    """A variable of the environment holds over whatever is said here; values: ``label``, ``place``."""

    text = Words(
        "‘{label}’{label:은/는} 환경 변수 {place}에 정해져 있어 여기에서 바꿀 수 없습니다.",
        "'{label}' is fixed by {place} of the environment, and cannot be changed here.",
    )
    remedy = Words(
        "서버에서 그 환경 변수를 지우고 프로그램을 다시 시작하여 주시기 바랍니다.",
        "Remove that variable on the server, and start gongyak again.",
    )


@dataclass(frozen=True, slots=True)
class PastValue:
    """A change of a setting: when, by whom (by name), from which value to which; None: what the files say."""

    at: datetime
    who: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class HeldSetting:
    """A setting as it is held.

    ``given`` is its value as the files say, ``stored`` what was changed here, ``fault`` why that does not
    hold; ``past`` are the changes made here, the newest first.
    """

    shown: ShownSetting
    given: str
    is_fixed: bool
    stored: StoredSetting | None = None
    fault: Fault | None = None
    past: tuple[PastValue, ...] = ()

    @property
    def before(self) -> str | None:
        """The value before the last change; None: there was none."""
        if not self.past:
            return None
        return self.given if self.past[0].before is None else self.past[0].before


@dataclass(frozen=True, slots=True)
class AllSettings:
    """Every setting as it is held; and changes of names that are no settings any more, with their faults."""

    settings: tuple[HeldSetting, ...]
    unknown: tuple[tuple[StoredSetting, Fault], ...]


def list_settings(desk: Desk) -> AllSettings:
    """Return all settings, in the order of ``defaults.toml``."""
    with desk.database.read() as session:
        desk.standing.look(session)
        stored = {each.name: each for each in read_settings(session)}
        past = _past(session, desk, CHANGEABLE)
    faults = desk.standing.laid.faults
    given = {each.name: each.value or "" for each in show_settings(desk.standing.given)}
    return AllSettings(
        tuple(
            HeldSetting(
                shown=each,
                given=given[each.name],
                is_fixed=is_fixed(desk.standing.given, each.name),
                stored=stored.get(each.name),
                fault=faults.get(each.name),
                past=past.get(each.name, ()),
            )
            for each in show_settings(desk.settings)
        ),
        tuple((stored[name], fault) for name, fault in faults.items() if name not in CHANGEABLE),
    )


def read_setting(desk: Desk, name: str) -> HeldSetting:
    """Return the setting *name*, one that may be changed; raise `NoSuchSetting`."""
    _require_changeable(name)
    return next(each for each in list_settings(desk).settings if each.shown.name == name)


def save_setting(desk: Desk, name: str, text: str, seen: str) -> bool:
    """Let the setting *name* hold the value of *text*; False: it does already.

    *seen* is the mark of what the form was shown with.  Raises `NoSuchSetting`, `FixedSetting`,
    `UnfitSetting`, `ChangedBefore`; then nothing is saved.
    """
    _require_changeable(name)
    label, given = explanations()[name].label, desk.standing.given
    if is_fixed(given, name):
        raise FixedSetting(label=label, place=given.origin_of(name).place)
    value, typed = _read(name, text)
    with changing(desk, f"설정 ‘{label}’") as session:
        stored = _stored(session, name)
        require_seen(stored, seen)
        desk.standing.look(session)
        if name not in desk.standing.laid.faults and as_text(value) == _in_force(desk, name):
            return False
        write_setting(session, name, typed, who=desk.who, at=desk.now())
    return True


def reset_setting(desk: Desk, name: str) -> bool:
    """Let the setting *name* hold what the files say, whether or not it is one (any more); False: it does."""
    explained = explanations().get(name)
    with changing(desk, f"설정 ‘{explained.label if explained else name}’ 되돌림") as session:
        return drop_setting(session, name)


def _require_changeable(name: str) -> None:
    if name not in CHANGEABLE:
        raise NoSuchSetting(name=name)


def _in_force(desk: Desk, name: str) -> str:
    section, _, key = name.partition(".")
    return as_text(getattr(getattr(desk.settings, section), key))


def _stored(session: Session, name: str) -> StoredSetting | None:
    return next((each for each in read_settings(session) if each.name == name), None)


def _read(name: str, text: str) -> tuple[object, str]:
    """Return the value that was typed, and its text as it is kept; raise `UnfitSetting`."""
    explained, needed = explanations()[name], expected_of(name)
    lines = [" ".join(line.split()) for line in normalize("NFC", text).splitlines()]
    typed = ("\n" if explained.form == "lines" else " ").join(filter(None, lines))
    with suppress(SettingsError):
        if len(typed) <= LONGEST and typed.replace("\n", "").isprintable():
            return read_value(Override(name, typed, CAUSE)), typed
    shown = typed[:LONGEST]
    raise UnfitSetting(label=explained.label, text=shown, needed_ko=needed.ko, needed_en=needed.en)


def _past(session: Session, desk: Desk, names: Iterable[str]) -> dict[str, tuple[PastValue, ...]]:
    """Return the changes of each setting, the newest first.  Two queries."""
    found = read_changes_of(session, "", (f"{_KIND}{name}" for name in names))
    officials = names_of_officials(session)
    return {
        reference.removeprefix(_KIND): tuple(_told(desk, change, officials) for change in changes)
        for reference, changes in found.items()
    }


def _told(desk: Desk, change: Change, officials: Mapping[str, str]) -> PastValue:
    before, after = (side.get("value") for side in (change.before, change.after))
    return PastValue(
        desk.in_zone(change.at),
        officials.get(change.who, change.who),
        None if before is None else str(before),
        None if after is None else str(after),
    )
