"""The settings as they hold, for people to look at: without secrets, and with what is not as shipped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, SecretStr

from config.rules import Spec
from config.settings import Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOWHERE: Final = Path("/nonexistent")
"""A folder without a file of settings."""


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """A setting: its section and key, its value as text (None: a secret that is set), whether as shipped."""

    section: str
    key: str
    value: str | None
    is_default: bool


def show_settings(settings: Settings) -> tuple[ShownSetting, ...]:
    """Return every setting in the order of ``defaults.toml``; of a secret only whether there is one."""
    shipped = load_settings({"GONGYAK_PATHS_VAR": str(settings.paths.var)}, _NOWHERE)
    return tuple(
        ShownSetting(section, key, None if isinstance(value, SecretStr) else _text(value), value == default)
        for (section, key, value), (_, _, default) in zip(_flat(settings), _flat(shipped), strict=True)
    )


def _flat(settings: Settings) -> Iterator[tuple[str, str, object]]:
    for name in Settings.model_fields:
        value = getattr(settings, name)
        if isinstance(value, BaseModel):
            for key in type(value).model_fields:
                yield name, key, getattr(value, key)
        else:
            yield "", name, value


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Spec):
        return value.text
    return "" if value is None else str(value)
