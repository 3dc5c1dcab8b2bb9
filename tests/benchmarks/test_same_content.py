"""The comparison is fair: every contender writes the same report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.contenders import CONTENDERS
from benchmarks.content import content
from benchmarks.form import Docxtemplater, form
from benchmarks.renderers import prepare
from benchmarks.sameness import check_same, pictures, printed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    prepare(folder)
    made = {name: folder / f"{name}.docx" for name in CONTENDERS}
    for name, contender in CONTENDERS.items():
        contender()(folder)(content(1, 2), made[name])
    return made


def test_every_contender_writes_the_same_report(documents: dict[str, Path]) -> None:
    check_same(documents)
    assert printed(documents["gongyak"]).count("❍ 추진 주제 1") == 3
    assert pictures(documents["gongyak"]) == 2


def test_another_report_is_found_out(documents: dict[str, Path]) -> None:
    other = documents["gongyak"].with_name("other-content.docx")
    CONTENDERS["gongyak"]()(other.parent)(content(1, 4), other)
    with pytest.raises(ValueError, match="docxtpl and other"):
        check_same({"docxtpl": documents["docxtpl"], "other": other})


def test_a_report_has_as_many_topics_and_details_as_the_reference() -> None:
    topics = [topic for period in content()["periods"] for topic in period["topics"]]
    assert len(topics) == 45
    assert sum(len(topic["details"]) for topic in topics) == 90
    assert len([topic for period in content(10)["periods"] for topic in period["topics"]]) == 450


def test_photos_are_about_two_hundred_kilobytes(documents: dict[str, Path]) -> None:
    sizes = [file.stat().st_size for file in documents["gongyak"].parent.glob("photo*.jpg")]
    assert len(sizes) == 6
    assert all(180_000 < size < 220_000 for size in sizes)


def test_docxtemplaters_form_has_the_same_shape(documents: dict[str, Path]) -> None:
    own = documents["gongyak"].with_name("own.docx")
    own.write_bytes(form(Docxtemplater()))
    assert "{#periods}" in printed(own)
    assert "{/periods}" in printed(own)
