"""What templates run in: those of people, be they Word forms or letters, and those of the program itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

# Not for a template: they break what must be reproducible, or let data pass for XML or HTML.
_REFUSED_FILTERS: Final = ("random", "safe", "urlize", "xmlattr", "attr", "pprint", "tojson")


class Strict(Environment):
    """No globals, every missing name an error, and names of a mapping are keys before they are methods.

    This is for templates that only the program brings: it does not keep them from anything.
    """

    def __init__(
        self, *, autoescape: bool | Callable[[str | None], bool] = True, loader: BaseLoader | None = None
    ) -> None:
        """Start without globals and without the filters that a template has no business with."""
        super().__init__(undefined=StrictUndefined, autoescape=autoescape, loader=loader, auto_reload=False)
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


class Sandbox(Strict, ImmutableSandboxedEnvironment):
    """The strict environment that every template of people runs in; it reaches nothing but its data."""
