"""Which settings may be changed while gongyak runs, and how such changes lie over what the files say.

A mistake in any other one would lock people out, lose letters, or tell a secret: those stay with whoever
installs gongyak, in the files and the environment.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from config.errors import Fault, SettingsError
from config.layers import Given, Layer, Origin, default_layer
from config.settings import Settings, check_layers

if TYPE_CHECKING:
    from collections.abc import Iterable

CHANGEABLE: Final = (
    "photo.width_mm",
    "photo.height_mm",
    "photo.dpi",
    "site.link_days",
    "web.session_minutes",
    "web.access_log_days",
    "mail.sender_name",
    "mail.reply_to",
    "mail.per_minute",
    "mail.max_size_mb",
    "mail.attempts",
    "mail.resend_unknown",
    "mail.suppress_after",
    "reminders.leads",
    "reminders.kinds",
    "reminders.again_every",
    "reminders.shift",
    "reminders.team_lead_after",
    "reminders.head_after",
    "timetable.prepare",
    "timetable.entry_deadline",
    "timetable.drafts",
    "timetable.reminders",
    "timetable.overdue",
    "timetable.overview",
    "timetable.backup",
    "timetable.self_check",
    "timetable.post",
    "watch.administrator",
    "backup.keep",
)
"""The settings that may be changed while gongyak runs; none of them is read at the start alone."""


@dataclass(frozen=True, slots=True)
class Override:
    """A setting that was changed: its name, the text of its value, and where that was written."""

    name: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Laid:
    """The settings as they hold, and what is wrong with each change, by name, that does not."""

    settings: Settings
    faults: dict[str, Fault]


def lay_over(settings: Settings, overrides: Iterable[Override]) -> Laid:
    """Lay *overrides* over *settings*, whatever became of their grammar since they were written.

    One that cannot be used is left out, with its fault; one of a variable of the environment without any.
    """
    values: dict[str, dict[str, Any]] = defaultdict(dict)
    origins: dict[str, Origin] = {}
    faults: dict[str, Fault] = {}
    for each in overrides:
        try:
            value = read_value(each)
        except SettingsError as error:
            (faults[each.name],) = error.faults
            continue
        if not is_fixed(settings, each.name):
            section, _, key = each.name.partition(".")
            values[section][key] = value
            origins[each.name] = Origin(Layer.PAGE, each.place)
    sections = {name: getattr(settings, name).model_copy(update=own) for name, own in values.items()}
    return Laid(settings.model_copy(update=sections).traced(origins), faults)


def is_fixed(settings: Settings, name: str) -> bool:
    """Tell whether a variable of the environment holds over whatever the page says of the setting *name*."""
    return settings.origin_of(name).layer is Layer.ENVIRONMENT


def read_value(override: Override) -> object:
    """Return the value that an override stands for, by the same grammar as in the files.

    Raises SettingsError with one fault, also where the setting may not be changed.
    """
    if override.name not in CHANGEABLE:
        raise SettingsError(_not_changeable(override))
    given = Given(override.text, Origin(Layer.PAGE, override.place))
    section, _, key = override.name.partition(".")
    return getattr(getattr(check_layers({**default_layer(), override.name: given}), section), key)


def _not_changeable(override: Override) -> Fault:
    return Fault(
        override.place,
        f"화면에서 바꿀 수 있는 설정이 아닙니다: {override.name} → 화면에서 바꾼 값을 지워 주십시오.",
        f"{override.name} is no setting that may be changed here; take the change back",
    )
