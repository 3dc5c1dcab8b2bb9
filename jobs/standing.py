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
    """What stands: ``laid`` are the settings that hold, with the changes that cannot be used.

    It is exchanged as a whole, so that threads may share it.
    """

    def __init__(self, given: Settings) -> None:
        """Begin with what the files and the environment say."""
        self.given: Final = given
        self.laid: Laid = lay_over(given, ())
        self._seen: tuple[StoredSetting, ...] = ()

    def look(self, session: Session) -> None:
        """See what *session* sees of the changes."""
        from gongyak.store.settings import read_settings

        stored = read_settings(session)
        if stored != self._seen:
            self.laid = lay_over(self.given, (override_of(each, self.given.zone) for each in stored))
            self._seen = stored


def override_of(stored: StoredSetting, zone: tzinfo) -> Override:
    """Return a change as it lies over the files; its place names the day and who made it."""
    day = stored.at.astimezone(zone).date()
    return Override(stored.name, stored.value, f"{PLACE}, {day} {stored.by}")
