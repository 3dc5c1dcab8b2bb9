"""The layers of the settings, laid over each other: each value with the place it was written in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from config.errors import Fault, SettingsError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

PREFIX: Final = "GONGYAK_"
CONFIG_VARIABLE: Final = "GONGYAK_CONFIG"
FILE_NAME: Final = "gongyak.toml"
FILE_SUFFIX: Final = "_FILE"
# Variables that are read elsewhere: the language by the command line, the rest by the tests.
_OTHER_VARIABLES: Final = (CONFIG_VARIABLE, "GONGYAK_LANGUAGE", "GONGYAK_TEST_")


class Layer(StrEnum):
    """What a setting is from; each of them holds over those before it."""

    DEFAULTS = "defaults"
    FILE = "file"
    PAGE = "page"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was written: ``gongyak.toml: photo.dpi``, ``GONGYAK_PHOTO_DPI``."""

    layer: Layer
    place: str


@dataclass(frozen=True, slots=True)
class Given:
    """A value as it was written, and where."""

    value: Any
    origin: Origin


def read_layers(environment: Mapping[str, str], folder: Path) -> dict[str, Given]:
    """Return every setting by its name (``photo.dpi``): environment over file over defaults.

    The file is the one that ``GONGYAK_CONFIG`` names, or ``gongyak.toml`` in *folder* if there is one.
    Raises SettingsError for a file that cannot be read, and for names that are no setting, all at once.
    """
    defaults = default_layer()
    tree, name = _read_file(environment, folder)
    file = dict(_flat(tree, Layer.FILE, name))
    variables = dict(_from_environment(environment, set(defaults)))
    unknown = [key for key in (file | variables) if key not in defaults]
    if unknown:
        raise SettingsError(
            *(_unknown((file | variables)[key].origin.place, key, defaults) for key in unknown)
        )
    return {**defaults, **file, **variables}


@cache
def default_layer() -> Mapping[str, Given]:
    """Return every setting by its name as ``defaults.toml`` has it."""
    text = files("config").joinpath("defaults.toml").read_text("utf-8")
    return dict(_flat(tomllib.loads(text), Layer.DEFAULTS, "defaults.toml"))


def _read_file(environment: Mapping[str, str], folder: Path) -> tuple[dict[str, Any], str]:
    named = environment.get(CONFIG_VARIABLE)
    path = folder / (named or FILE_NAME)
    if not named and not path.exists():
        return {}, ""
    text = _read_text(path, f"{CONFIG_VARIABLE}={named}" if named else str(path))
    try:
        return tomllib.loads(text), named or FILE_NAME
    except tomllib.TOMLDecodeError as error:
        fault = Fault(
            str(path), f"TOML 형식이 아닙니다. 고쳐 주십시오: {error}", f"not TOML, correct it: {error}"
        )
        raise SettingsError(fault) from None


def _read_text(path: Path, origin: str) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "UTF-8?"
        ko = f"파일을 읽을 수 없습니다: {path} ({reason}). 경로와 읽기 권한을 확인하여 주십시오."
        en = f"cannot read the file {path} ({reason}); check its path and its permissions"
        raise SettingsError(Fault(origin, ko, en)) from None


def _flat(tree: Mapping[str, Any], layer: Layer, file: str, above: str = "") -> Iterator[tuple[str, Given]]:
    for key, value in tree.items():
        name = f"{above}{key}"
        if isinstance(value, dict):
            yield from _flat(value, layer, file, f"{name}.")
        else:
            yield name, Given(value, Origin(layer, f"{file}: {name}"))


def _from_environment(environment: Mapping[str, str], names: Collection[str]) -> Iterator[tuple[str, Given]]:
    """Yield the settings in *environment*; an empty variable counts as not set, ``…_FILE`` wins."""
    known = {PREFIX + name.upper().replace(".", "_"): name for name in names}
    for variable in sorted(environment):
        text = environment[variable]
        if not text or not variable.startswith(PREFIX) or variable.startswith(_OTHER_VARIABLES):
            continue
        plain = variable.removesuffix(FILE_SUFFIX)
        if variable not in known and plain in known:
            text = _read_text(Path(text), variable).strip()
        name = known.get(variable) or known.get(plain, variable)
        yield name, Given(text, Origin(Layer.ENVIRONMENT, variable))


def _unknown(origin: str, key: str, names: Collection[str]) -> Fault:
    known = (
        [PREFIX + name.upper().replace(".", "_") for name in names] if key.startswith(PREFIX) else list(names)
    )
    near = ", ".join(get_close_matches(key, known, n=1) or known)
    return Fault(
        origin, f"그런 설정은 없습니다. 쓸 수 있는 이름: {near}", f"no such setting; did you mean: {near}?"
    )
