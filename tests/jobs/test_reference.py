"""The draft of the sample's first pledge holds the real report that it was taken from.

``tests/data/reference-2024H2.txt`` is that report as its city published it, without the people: one entry a
line, the cells of a table row parted by bars, the lines of the page joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.table import _Row
from docx.text.paragraph import Paragraph

from gongyak.halfyear import HalfYear
from jobs.database import init_database
from jobs.demo import SAMPLE
from jobs.draft import draft_reports
from jobs.load import load_facts
from tests.jobs.world import desk_at

REFERENCE: Final = Path(__file__).parents[1] / "data" / "reference-2024H2.txt"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> DocumentType:
    folder = tmp_path_factory.mktemp("reference")
    with desk_at(f"sqlite:///{folder}/gongyak.sqlite3", folder) as desk:
        init_database(desk)
        load_facts(desk, SAMPLE)
        drafted = draft_reports(desk, HalfYear(2024, 2), ["1-1"])
    assert not drafted.failed
    return Document(str(drafted.reports[0].file))


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def blocks(document: DocumentType) -> Iterator[list[list[str]]]:
    """Yield each paragraph and each row of a table: its cells, their paragraphs, without white space."""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield [[plain(block.text)]]
        else:
            yield from map(cells, block.rows)


def cells(row: _Row) -> list[list[str]]:
    distinct = {id(cell._tc): cell for cell in row.cells}  # noqa: SLF001 - a merged cell comes more than once
    return [[plain(paragraph.text) for paragraph in cell.paragraphs] for cell in distinct.values()]


def paragraphs(document: DocumentType) -> Iterator[str]:
    return (text for block in blocks(document) for cell in block for text in cell)


def entries(document: DocumentType) -> Iterator[str]:
    """Yield each row of a table as one entry with bars, then the paragraphs of its cells with several."""
    for block in blocks(document):
        yield "|".join("".join(cell) for cell in block)
        yield from (text for cell in block if len(cell) > 1 for text in cell)


def wanted() -> list[str]:
    lines = REFERENCE.read_text("utf-8").splitlines()
    return [plain(line.removeprefix("##").removeprefix("# ")) for line in lines if line != "# 머리"]


def test_the_draft_holds_every_string_of_the_reference_in_its_place_and_order(document: DocumentType) -> None:
    printed = iter(entries(document))
    seen: list[str] = []
    for line in wanted():
        for entry in printed:
            seen.append(entry)
            if line in entry:
                break
        else:
            pytest.fail(f"not printed here: {line}\nlast seen: {seen[-5:]}")


def test_the_draft_prints_these_topics_and_details_and_no_others(document: DocumentType) -> None:
    printed = [text for text in paragraphs(document) if re.match("❍|-.", text)]
    expected = [line for line in wanted() if line[:1] in {"❍", "-"}]
    assert printed == expected
    assert sum(line.startswith("❍") for line in expected) == 26
