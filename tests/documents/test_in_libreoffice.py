from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongyak.documents import Comment, Commented, Picture, RichText, Run, SubDocument, compile_template
from tests.documents.forms import comments_on, converted, fill, form, jpeg, lines, opened

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
    text = converted(made, tmp_path, "txt", "txt:Text (encoded):UTF8").decode("utf-8-sig")
    for words in ("추진실적 0", "추진실적 2", "붙임", "하나", "누리집 첫째", "셋째", "공약 <R&D>"):
        assert words in text


@pytest.mark.needs("libreoffice")
def test_libreoffice_keeps_every_comment_on_its_text(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("제목 {{ title }} 끝")
        table = [
            ["{%tr for t in topics %}", ""],
            ["{{ t.name }}", "앞 {{ t.amount }}"],
            ["{%tr endfor %}", ""],
        ]
        fill(document.add_table(3, 2), table)

    def on(text: str, *said: str, mark: str | None = None) -> Commented:
        return Commented(text, tuple(Comment("공약 점검", "점검", each) for each in said), mark)

    topics = [
        {
            "name": on(f"항목 {n}", f"[오류] {n}\n→ 고침", f"[참고] {n}"),
            "amount": on(f"{n}50\n({n})", f"금액 {n}"),
        }
        for n in range(3)
    ]
    context = {"title": on("<R&D>", "제목", mark="신규"), "topics": topics}
    made = compile_template(form(build)).render(context)
    saved = converted(made, tmp_path, "docx", "docx:MS Word 2007 XML")
    assert sorted(comments_on(saved)) == sorted(comments_on(made))
    assert len(comments_on(saved)) == 10
    assert {(one.author, one.initials) for one in opened(saved).comments} == {("공약 점검", "점검")}
    assert converted(made, tmp_path, "pdf", "pdf").startswith(b"%PDF")
