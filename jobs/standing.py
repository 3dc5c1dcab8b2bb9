"""The settings as they stand: what the files say, and over it what was changed on the page.

Every process holds them, and looks at the changes when a request is recognised, when the clock looks, when a
run begins, and when a command opens its desk.  The mark of the facts, which is read anyway, says whether
there is anything new, so that looking costs nothing as a rule (decision 0016).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from config.changing import Override, lay_over

if TYPE_CHECKING:
    from datetime import tzinfo

    from config.changing import Laid
    from config.settings import Settings
    from gongyak.store.session import Session
    from gongyak.store.settings import StoredSetting

PLACE: Final = "관리 화면"


class Standing:
    """What stands; ``given`` is what the files and the environment say.  Threads may share it."""

    def __init__(self, given: Settings) -> None:
        """Begin with what is *given*."""
        self.given: Final = given
        # What was seen, and what came of it, are exchanged as one: a thread that is late must not part them.
        self._held: tuple[tuple[StoredSetting, ...], Laid] = ((), lay_over(given, ()))

    @property
    def laid(self) -> Laid:
        """The settings that hold, with the changes that cannot be used."""
        return self._held[1]

    def look(self, session: Session) -> None:
        """See what *session* sees of the changes."""
        from gongyak.store.settings import read_settings

        stored = read_settings(session)
        if stored != self._held[0]:
            overrides = (_override_of(each, self.given.zone) for each in stored)
            self._held = (stored, lay_over(self.given, overrides))


def _override_of(stored: StoredSetting, zone: tzinfo) -> Override:
    """Return a change as it lies over the files; its place names the day and who made it."""
    day = stored.at.astimezone(zone).date()
    return Override(stored.name, stored.value, f"{PLACE}, {day} {stored.by}")
