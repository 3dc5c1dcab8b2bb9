"""What a walk over every page needs: things of two departments, and values for each part of an address."""

from __future__ import annotations

import re
from typing import Final

from gongyak.compose import compose_report
from gongyak.drafts import Draft, draft_number
from gongyak.events import PlannedEvent
from gongyak.occurrences import Request
from gongyak.people import Assignment, Tenure
from gongyak.permissions import Holding, Subject
from gongyak.store.drafts import add_draft
from gongyak.store.occurrences import ask
from gongyak.store.outbox import add_letter
from gongyak.store.writing import write_pledge
from gongyak.when import When
from jobs.desk import Desk
from jobs.rendering import freeze
from tests.admin.web.people import OTHER, SINCE, TOWN, settle
from tests.cast import DEPARTMENT, H2_2024
from tests.jobs.world import small_pledge
from tests.store.post import letter

OURS: Final = Holding(frozenset({"officer"}), DEPARTMENT)
THEIRS: Final = Holding(frozenset({"otherofficer"}), OTHER)
NOBODYS: Final = Holding()
Things = dict[Subject, dict[str, Holding | None]]
_THINGS: Final[Things] = {
    Subject.PLEDGE: {"1-1": OURS, "9-9": THEIRS, "7-7": None},
    Subject.DRAFT: {
        draft_number(H2_2024, "1-1", 1): OURS,
        draft_number(H2_2024, "9-9", 1): THEIRS,
        "2024H2_7-7_v1": None,
    },
    Subject.EVENT: {"ours": OURS, "theirs": THEIRS, "none": None},
    Subject.RUN: {"ours": Holding(OURS.officials), "theirs": Holding(THEIRS.officials), "none": None},
    Subject.SCHEDULE: {"drafts": NOBODYS},
    Subject.AUDIT: {"1": NOBODYS},
    Subject.CITY: {"people": NOBODYS},
    Subject.ACCOUNT: {"officer": NOBODYS},
    Subject.SETTING: {"mail.per_minute": NOBODYS},
}
# A value for each part of an address that nothing is asked about.
FREE: Final = {
    "token": "none",
    "half_year": "2024H2",
    "line": "drafts",
    "kind": "docx",
    "position": "1",
    "checksum": "none",
    "name": "style.css",
    "section": "standing",
    "version": "0",
    "letter_kind": "missing",
    "part": "text",
    "event": "ours",
    "day": "2025-01-03",
    "recipient": "officer",
    "row": "line:plan_1_1",
}


def furnish(desk: Desk) -> Things:
    """Write two departments with a pledge, a draft, an event, a letter and a run each.

    Return by subject the keys of what there is, and whose it is (None: there is no such thing).  A letter and
    a run are an official's, whatever the department.
    """
    settle(desk)
    at = desk.now()
    letters: dict[str, Holding | None] = {"0": None, "1x": None}
    with desk.database.begin(who="tester", at=at, cause="test") as session:
        for number, event, whose in (("1-1", "ours", OURS), ("9-9", "theirs", THEIRS)):
            (officer,) = whose.officials
            write_pledge(
                session,
                small_pledge(
                    number,
                    department=whose.department,
                    team=None,
                    officers=(Assignment(officer, Tenure(SINCE)),),
                    events=(PlannedEvent(id=event, name=f"{number} 개소식", when=When.parse("2025-03-04")),),
                ),
                {},
            )
            sent = letter(f"test:{event}", recipient=officer, address=f"{officer}@example.kr")
            posted = add_letter(session, sent, at=at, sender_domain="example.kr")
            assert posted
            letters[str(posted.id)] = Holding(whose.officials)
            run = Request(id=event, job="draft", argument="2024H2", due=at, asked_by=officer, asked_at=at)
            ask(session, run)
    with desk.database.begin(who="tester", at=at, cause="test") as session:
        for number in ("1-1", "9-9"):
            add_draft(session, draft_of(number, desk), b"PK")
    return {**_THINGS, Subject.LETTER: letters}


def draft_of(pledge: str, desk: Desk) -> Draft:
    """Return the record of a first draft of *pledge*."""
    return Draft(
        number=draft_number(H2_2024, pledge, 1),
        half_year=H2_2024,
        pledge=pledge,
        version=1,
        inputs="0" * 63 + pledge[0],
        template="0" * 64,
        document="0" * 64,
        view=freeze(compose_report(TOWN, small_pledge(pledge), H2_2024)),
        cause="test",
        made_by="tester",
        made_at=desk.now(),
    )


def addresses(path: str, key: str | None, subject: Subject | None) -> str:
    """Return *path* with *key* for the part of the *subject*, and a value for each other part."""

    def value(part: re.Match[str]) -> str:
        if subject is not None and part[1] == subject and key is not None:
            return key
        return FREE[part[1]]  # a new part of an address is given a value in the table above

    return re.sub(r"{(\w+)(?::\w+)?}", value, path)
