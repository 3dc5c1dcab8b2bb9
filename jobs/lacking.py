"""What the reports of a half-year lack: found once, kept until a fact changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from gongyak.reminders.missing import lacks
from gongyak.store.keeping import while_facts_stand

if TYPE_CHECKING:
    from gongyak.city import City
    from gongyak.halfyear import HalfYear
    from gongyak.pledges import Pledge
    from gongyak.reminders.notice import Lack
    from gongyak.store.session import Session


def lacks_of_all(
    session: Session, city: City, pledges: Iterable[Pledge], half_year: HalfYear
) -> Mapping[str, tuple[Lack, ...]]:
    """Return by 관리번호 what the reports of *half_year* lack: *pledges* are all of *city*."""

    def find() -> Mapping[str, tuple[Lack, ...]]:
        return {pledge.number: lacks(city, pledge, half_year) for pledge in pledges}

    return while_facts_stand(session, ("lacks", half_year), find)
