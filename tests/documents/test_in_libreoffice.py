from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from gongyak.documents import Picture, RichText, Run, SubDocument, compile_template
from tests.documents.forms import fill, form, jpeg, lines

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document


def everything(document: Document) -> None:
    """Write a form that uses every kind of tag."""
    document.sections[0].header.paragraphs[0].text = "머리글 {{ title }}"
    table = document.add_table(4, 2)
    fill(
        table,
        [
            ["구분", "내용"],
            ["{%tr for t in topics %}", ""],
            ["{% vm %}{{ title }}", "{% cellbg 'FFE699' %}{% bookmark t.id %}{{ t.name }}¶{{p annex }}"],
            ["{%tr endfor %}", ""],
        ],
    )
    fill(document.add_table(1, 3), [["{%tc for t in topics %}", "{{ picture }}", "{%tc endfor %}"]])
    fill(document.add_table(1, 3), [["{%tc for t in topics %}", "{% hm %}하나", "{%tc endfor %}"]])
    document.add_paragraph("{{r link }} {{ breaks }}")


@pytest.mark.needs("libreoffice")
def test_libreoffice_opens_a_document_that_uses_every_tag(tmp_path: Path) -> None:
    context = {
        "title": "공약 <R&D>",
        "topics": [{"id": f"gy_{n}", "name": f"추진실적 {n}"} for n in range(3)],
        "picture": Picture(jpeg(), width=360_000),
        "annex": SubDocument(lines("붙임")),
        "link": RichText((Run("누리집", link="https://example.kr/"),)),
        "breaks": "첫째\n둘째\a셋째",
    }
    made = compile_template(form(everything)).render(context, properties={"번호": "1"})
    (tmp_path / "made.docx").write_bytes(made)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "made.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "made.txt").read_text(encoding="utf-8-sig")
    for words in ("추진실적 0", "추진실적 2", "붙임", "하나", "누리집 첫째", "셋째", "공약 <R&D>"):
        assert words in text
