"""Both renderers side by side: docxtpl as installed, and ours under docxtpl's names."""

from __future__ import annotations

import importlib.util
import sys
from difflib import unified_diff
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import docxtpl  # type: ignore[import-untyped]
import pytest

from tests.oracle.outline import outline, shape_ids

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    import jinja2

    Context = dict[str, Any] | Callable[[Any, Any], dict[str, Any]]

PEER_FOLDER: Final = Path(__file__).parents[1] / "peer"
THEIRS: Final[ModuleType] = docxtpl


@cache
def ours() -> ModuleType:
    """Return the adapter under a name of its own, for docxtpl itself stands under ``docxtpl``."""
    place = PEER_FOLDER / "docxtpl"
    spec = importlib.util.spec_from_file_location(
        "peer_docxtpl", place / "__init__.py", submodule_search_locations=[str(place)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(str(place))
    module = sys.modules["peer_docxtpl"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rendered(
    peer: ModuleType,
    template: bytes,
    context: Context,
    environment: Callable[[], jinja2.Environment] | None = None,
    **options: bool,
) -> bytes:
    """Render *template* with *peer* the way a script for docxtpl does.

    A context with pictures or formatted text is a function of the peer and its template.
    """
    document = peer.DocxTemplate(BytesIO(template))
    values = context(peer, document) if callable(context) else context
    document.render(values, environment() if environment else None, **options)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def agreed(
    template: bytes,
    context: Context,
    environment: Callable[[], jinja2.Environment] | None = None,
    **options: bool,
) -> bytes:
    """Return our document, once its outline is found to be the same as docxtpl's."""
    expected = rendered(THEIRS, template, context, environment, **options)
    document = rendered(ours(), template, context, environment, **options)
    _check_same(document, expected)
    return document


def both(script: Callable[[ModuleType], bytes]) -> bytes:
    """Return our document made by *script*, once its outline is found to be the same as docxtpl's."""
    expected = script(THEIRS)
    document = script(ours())
    _check_same(document, expected)
    return document


def _check_same(document: bytes, expected: bytes) -> None:
    """Fail with the lines that differ, or with the ids that two drawings share."""
    difference = unified_diff(outline(expected), outline(document), "docxtpl", "ours", lineterm="", n=1)
    lines = "\n".join(difference)
    if lines:
        pytest.fail(lines, pytrace=False)
    ids = shape_ids(document)
    if len(set(ids)) < len(ids):
        pytest.fail(f"two drawings share an id: {ids}", pytrace=False)
