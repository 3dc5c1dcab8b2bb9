"""The sandbox that every template of people runs in, be it a Word form or a letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from jinja2 import BaseLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

# Not for a template: they break what must be reproducible, or let data pass for XML or HTML.
_REFUSED_FILTERS: Final = ("random", "safe", "urlize", "xmlattr", "attr", "pprint", "tojson")


class Sandbox(ImmutableSandboxedEnvironment):
    """No globals, every missing name an error, and names of a mapping are keys before they are methods."""

    def __init__(
        self, *, autoescape: bool | Callable[[str | None], bool] = True, loader: BaseLoader | None = None
    ) -> None:
        """Start without globals and without the filters that a template has no business with."""
        super().__init__(undefined=StrictUndefined, autoescape=autoescape, loader=loader)
        self.globals.clear()
        for name in _REFUSED_FILTERS:
            del self.filters[name]

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - Jinja2's signature
        """Return ``obj.attribute``: the key of that name, and only without one a method such as ``items``."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)
