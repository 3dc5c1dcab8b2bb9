"""The outbox: 2,000 letters to a mail server on the same computer, beside plain loops of smtplib.

The loops send the same bytes, which are made beforehand, and keep nothing: they are what a script without an
outbox does.  gongyak makes its messages, and keeps before and after each letter how far it has come.
"""

from __future__ import annotations

import hashlib
import smtplib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks.databases import POSTGRESQL, SQLITE, new_database
from benchmarks.drafting import HALF_YEAR, SAMPLE
from benchmarks.sink import running_sink
from benchmarks.tables import Table
from config.settings import Settings, load_settings
from gongyak.drafts import Draft, draft_number
from gongyak.halfyear import HalfYear
from gongyak.letters import Attachment, Letter, LetterKind, LetterState, Posted
from gongyak.mail.message import make_outgoing
from gongyak.mail.samples import SAMPLES
from gongyak.mail.templates import Templates
from gongyak.mail.writing import write_letter
from gongyak.occurrences import Request
from gongyak.store.drafts import add_draft
from gongyak.store.engines import make_engine
from gongyak.store.outbox import add_letter, message_id_of
from jobs.desk import Desk
from jobs.letter_templates import shipped_templates
from jobs.load import load_facts
from jobs.mailbox import domain_of_site, sender_of
from jobs.post import work
from jobs.progress import no_progress

if TYPE_CHECKING:
    from benchmarks.sink import Sink
    from gongyak.mail.post import Outgoing

LETTERS: Final = 2000
DRAFTS: Final = 100
"""Drafts that the letters share, each attached to some twenty letters."""
DRAFT_BYTES: Final = 100_000
COMMITS: Final = 500
NOON: Final = datetime(2026, 11, 23, 3, tzinfo=UTC)
_PLEDGE: Final = "1-1"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_REQUEST: Final = Request(
    id="post:benchmark", job="post", argument="benchmark", due=NOON, asked_by="benchmark", asked_at=NOON
)

Send = Callable[["Sink", Sequence[Letter]], float]
"""Sends letters to the sink, and returns the seconds that took."""


def outbox(rounds: int, tell: Callable[[str], None]) -> list[Table]:
    """Send 2,000 letters *rounds* times by each way, with and without a draft; return the table.

    Raises ValueError where one way has not sent what another has.
    """
    batches = {"text and HTML": make_letters(LETTERS), "with a draft": make_letters(LETTERS, DRAFTS)}
    with TemporaryDirectory(prefix="gongyak-bench-") as folder, running_sink() as sink:
        ways: dict[str, Send] = {
            "gongyak, SQLite": partial(by_gongyak, SQLITE, Path(folder)),
            "gongyak, PostgreSQL": partial(by_gongyak, POSTGRESQL, Path(folder)),
            "smtplib, one connection": by_one_connection,
            "smtplib, one a letter": by_many_connections,
        }
        lines = [(title, *_race(sink, letters, ways, rounds, tell)) for title, letters in batches.items()]
        commits = (_commits(SQLITE, Path(folder)), _commits(POSTGRESQL, Path(folder)), "", "")
    title = f"{LETTERS:,} letters to a server on the same computer, letters a second"
    bare = ("bare commits a second, of which a letter takes two", *commits)
    return [Table(title, ("", *ways), (*lines, bare))]


def make_letters(count: int, drafts: int = 0) -> list[Letter]:
    """Return letters about an event ahead, each to somebody else; of *drafts* each has one in turn."""
    view = SAMPLES[LetterKind.EVENT][1]
    written = write_letter(LetterKind.EVENT, view, Templates(shipped_templates()))
    return [
        Letter(
            key=f"letter:{number}",
            kind=LetterKind.EVENT,
            name=f"김직원{number}",
            address=f"o{number}@example.kr",
            subject=written.subject,
            text=written.text,
            html=written.html,
            cause=_REQUEST.id,
            thread="event:lih-g",
            attachments=(_attached(number % drafts + 1),) if drafts else (),
        )
        for number in range(count)
    ]


def by_gongyak(kind: str, folder: Path, sink: Sink, letters: Sequence[Letter]) -> float:
    """Send *letters* from an outbox in a new database; putting them in is not counted."""
    with (
        new_database(kind, folder) as url,
        Desk(_settings(folder, url, sink.port), "bench", lambda: NOON) as desk,
    ):
        _fill(desk, letters)
        begun = time.perf_counter()
        came_to = work(desk, _REQUEST, "", no_progress)
        seconds = time.perf_counter() - begun
    if came_to != {"letters": {LetterState.SENT: len(letters)}, "trouble": None}:
        message = f"not all letters were sent: {came_to}"
        raise ValueError(message)
    return seconds


def by_one_connection(sink: Sink, letters: Sequence[Letter]) -> float:
    """Send *letters* by a loop over one connection."""
    messages = [_message(letter) for letter in letters]
    begun = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", sink.port, "localhost") as server:
        for message in messages:
            server.sendmail(message.sender, message.recipient, message.content)
    return time.perf_counter() - begun


def by_many_connections(sink: Sink, letters: Sequence[Letter]) -> float:
    """Send *letters* by a loop that connects anew for each, as scripts do."""
    messages = [_message(letter) for letter in letters]
    begun = time.perf_counter()
    for message in messages:
        with smtplib.SMTP("127.0.0.1", sink.port, "localhost") as server:
            server.sendmail(message.sender, message.recipient, message.content)
    return time.perf_counter() - begun


def _race(
    sink: Sink, letters: Sequence[Letter], ways: dict[str, Send], rounds: int, tell: Callable[[str], None]
) -> Iterator[str]:
    """Yield the median rate of each way, over *rounds* in which the ways take turns."""
    rates: dict[str, list[float]] = {name: [] for name in ways}
    taken = []
    for number in range(1, rounds + 1):
        for name, send in ways.items():
            tell(f"{len(letters):,} letters: {name} ({number}/{rounds})")
            rates[name].append(len(letters) / send(sink, letters))
            taken.append(sink.taken())
    if taken.count(taken[0]) != len(taken) or taken[0]["letters"] != len(letters):
        message = f"not all ways have sent the same: {taken}"
        raise ValueError(message)
    ours, *_ = rates.values()
    for each in rates.values():
        ratio = "" if each is ours else f" ({median(each) / median(ours):.1f}×)"
        yield f"{median(each):,.0f}{ratio}"


def _commits(kind: str, folder: Path) -> str:
    """Return how many transactions of one row each the database keeps in a second, with nothing around."""
    with new_database(kind, folder) as url:
        engine = make_engine(url, patience=10)
        with closing(engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("CREATE TABLE bare (number INTEGER)")
            connection.commit()
            begun = time.perf_counter()
            for _ in range(COMMITS):
                cursor.execute("INSERT INTO bare VALUES (1)")
                connection.commit()
            seconds = time.perf_counter() - begun
        engine.dispose()
    return f"{COMMITS / seconds:,.0f}"


def _settings(folder: Path, url: str = "", port: int = 0) -> Settings:
    environment = {
        "GONGYAK_PATHS_VAR": str(folder / "var"),
        "GONGYAK_DATABASE_URL": url,
        "GONGYAK_MAIL_SERVER": "127.0.0.1",
        "GONGYAK_MAIL_PORT": str(port),
        "GONGYAK_MAIL_SECURITY": "plain",
    }
    return load_settings(environment if url else {}, folder)


def _fill(desk: Desk, letters: Sequence[Letter]) -> None:
    """Put *letters* into the outbox, and what they have attached into the database."""
    domain = domain_of_site(desk.settings.mail)
    attached = {each.draft for letter in letters for each in letter.attachments}
    if attached:
        load_facts(desk, SAMPLE)
    with desk.database.begin(who="bench", at=NOON, cause="benchmark") as session:
        for version in range(1, len(attached) + 1):
            add_draft(session, _draft(version), _document(version))
        for letter in letters:
            add_letter(session, letter, at=NOON, sender_domain=domain)


def _message(letter: Letter) -> Outgoing:
    """Return the message that gongyak makes of *letter*."""
    settings = _settings(Path())
    posted = Posted(
        id=1,
        letter=letter,
        message_id=message_id_of(letter.key, domain_of_site(settings.mail)),
        state=LetterState.QUEUED,
        queued_at=NOON,
        due=NOON,
    )
    drafts = {
        each.draft: _document(int(each.draft.rpartition("v")[2])) for each in letter.attachments if each.draft
    }
    return make_outgoing(posted, sender_of(settings.mail), date=NOON.astimezone(settings.zone), drafts=drafts)


def _attached(version: int) -> Attachment:
    return Attachment(f"{HALF_YEAR}_{_PLEDGE} 추진상황 보고서.docx", _WORD, draft=_draft(version).number)


def _draft(version: int) -> Draft:
    half_year = HalfYear.parse(HALF_YEAR)
    checksum = hashlib.sha256(str(version).encode()).hexdigest()
    return Draft(
        number=draft_number(half_year, _PLEDGE, version),
        half_year=half_year,
        pledge=_PLEDGE,
        version=version,
        inputs=checksum,
        template=checksum,
        document=hashlib.sha256(_document(version)).hexdigest(),
        view="{}",
        cause=_REQUEST.id,
        made_by="bench",
        made_at=NOON,
    )


def _document(version: int) -> bytes:
    """Return bytes that do not shrink, as those of a Word file."""
    return Random(version).randbytes(DRAFT_BYTES)  # noqa: S311 - the same each time, nothing secret
