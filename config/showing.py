"""The settings as they hold, for people to look at: explained, without secrets, each with its origin."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, SecretStr

from config.changing import CHANGEABLE
from config.layers import Given, default_layer
from config.rules import Spec
from config.settings import Settings, check_layers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from config.layers import Origin

_VAR: Final = "paths.var"


@dataclass(frozen=True, slots=True)
class Explained:
    """What a setting is called and means; the ``unit`` of a number, the ``words`` of its choices.

    ``form`` is how it is written: ``text``, one of the words (``choice``), some kinds of letters
    (``letters``), a line for each part (``lines``).
    """

    label: str
    note: str
    unit: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    form: str = "text"


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """A setting by its ``name``: its value as text (None: a secret that is set) and where that was written.

    ``is_default``: it is as shipped; ``is_changeable``: it may be changed while gongyak runs.
    """

    name: str
    value: str | None
    origin: Origin
    is_default: bool
    is_changeable: bool
    explained: Explained

    @property
    def section(self) -> str:
        """The section it stands in, empty for one that stands in none."""
        return self.name.rpartition(".")[0]

    @property
    def key(self) -> str:
        """Its name within the section."""
        return self.name.rpartition(".")[2]


def show_settings(settings: Settings) -> tuple[ShownSetting, ...]:
    """Return every setting in the order of ``defaults.toml``; of a secret only whether there is one."""
    var = Given(str(settings.paths.var), settings.origin_of(_VAR))
    shipped = dict(_flat(check_layers({**default_layer(), _VAR: var})))
    return tuple(
        ShownSetting(
            name=name,
            value=None if isinstance(value, SecretStr) else as_text(value),
            origin=settings.origin_of(name),
            is_default=value == shipped[name],
            is_changeable=name in CHANGEABLE,
            explained=explanations()[name],
        )
        for name, value in _flat(settings)
    )


@cache
def explanations() -> Mapping[str, Explained]:
    """Return what ``explained.toml`` says of each setting, by name."""
    tree = tomllib.loads(files("config").joinpath("explained.toml").read_text("utf-8"))
    return dict(_explained(tree))


def as_text(value: object) -> str:
    """Return *value* as one would write it; what is read from that is the same value."""
    match value:
        case (str(), *_):
            return "; ".join(map(str, value))
        case tuple():
            return ", ".join(map(str, value))
        case float():
            return f"{value:g}"
        case Spec():
            return value.text
        case _:
            return "" if value is None else str(value)


def _flat(settings: Settings) -> Iterator[tuple[str, object]]:
    for name in Settings.model_fields:
        value = getattr(settings, name)
        if isinstance(value, BaseModel):
            for key in type(value).model_fields:
                yield f"{name}.{key}", getattr(value, key)
        else:
            yield name, value


def _explained(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Explained]]:
    for key, value in tree.items():
        if "note" in value:
            yield f"{above}{key}", Explained(**value)
        else:
            yield from _explained(value, f"{above}{key}.")
