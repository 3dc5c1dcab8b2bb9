"""Scripts written for docxtpl, run unchanged in an interpreter that finds ours under its name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.oracle.outline import outline, text
from tests.oracle.peers import PEER_FOLDER
from tests.oracle.templates import add_table, empty, header_and_footer, paragraphs, picture, saved, table

if TYPE_CHECKING:
    from pathlib import Path

LETTER: Final = """
from docxtpl import DocxTemplate

doc = DocxTemplate("template.docx")
doc.render({"name": "김하나", "pledges": [{"no": 1, "title": "도서관"}, {"no": 2, "title": "공원"}]})
doc.save("out.docx")
"""
FORMATTED: Final = """
from docxtpl import DocxTemplate, Listing, R, RichText

tpl = DocxTemplate("template.docx")
rt = RichText("state: ")
rt.add("late", bold=True, color="FF0000")
rt.add(" (see ")
rt.add("the page", url_id=tpl.build_url_id("https://example.kr/p?a=1&b=2"), underline=True)
rt.add(")")
tpl.render({"rich": rt, "listing": Listing("one\\ntwo & three"), "short": R("short", italic=True)})
tpl.save("out.docx")
"""
PHOTOS: Final = """
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

tpl = DocxTemplate("template.docx")
photos = [{"image": InlineImage(tpl, image_descriptor="photo.png", width=Mm(40)), "caption": c} for c in "ab"]
tpl.replace_pic("dummy.png", "photo.png") if False else None
tpl.render({"photos": photos})
tpl.save("out.docx")
"""
MERGED: Final = """
import jinja2
from docxtpl import DocxTemplate

def won(value):
    return f"{value:,}원"

doc = DocxTemplate("template.docx")
sub = doc.new_subdoc()
sub.add_paragraph("inside")
grid = sub.add_table(rows=1, cols=2)
grid.cell(0, 0).text = "a"
env = jinja2.Environment(autoescape=True)
env.filters["won"] = won
missing = doc.get_undeclared_template_variables(env, {"sub": sub})
assert missing == {"price"}, missing
doc.render({"sub": sub, "price": 1234567}, env)
doc.docx.core_properties.title = "R&D"
doc.save("out.docx")
"""
MANY: Final = """
from pathlib import Path
from docxtpl import DocxTemplate

template = DocxTemplate(Path("template.docx"))
for number in range(3):
    template.render({"city": f"city {number}", "n": number}, autoescape=True)
    template.save(Path("out.docx"))
"""


def _photo_table() -> bytes:
    document = empty()
    add_table(
        document, [["{%tr for p in photos %}"], ["{{ p.image }}", "{{ p.caption }}"], ["{%tr endfor %}"]]
    )
    return saved(document)


SCRIPTS: Final = {
    "letter": (LETTER, table(["번호", "공약"], ["{%tr for p in pledges %}"], ["{{ p.no }}", "{{ p.title }}"],
                             ["{%tr endfor %}"], ["담당", "{{ name }}"])),
    "formatted": (FORMATTED, paragraphs("{{r rich }}", "{{ listing }}", "x {{r short }} y")),
    "photos": (PHOTOS, _photo_table()),
    "merged": (MERGED, paragraphs("{{p sub }}", "{{ price|won }}")),
    "many": (MANY, header_and_footer("{{ city }}", "- {{ n }} -", "{{ city }} & {{ n }}")),
}  # fmt: skip


def _run(folder: Path, *arguments: str, peer: bool, answer: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    environment.pop("PYTHONPATH", None)
    if peer:
        environment["PYTHONPATH"] = str(PEER_FOLDER)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        input=answer,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_runs_unchanged(tmp_path: Path, name: str) -> None:
    script, template = SCRIPTS[name]
    (tmp_path / "script.py").write_text(script, "utf-8")
    (tmp_path / "template.docx").write_bytes(template)
    (tmp_path / "photo.png").write_bytes(picture())
    outlines = []
    for peer in (False, True):
        done = _run(tmp_path, "script.py", peer=peer)
        assert done.returncode == 0, done.stderr
        outlines.append(outline((tmp_path / "out.docx").read_bytes()))
        (tmp_path / "out.docx").unlink()
    assert outlines[0] == outlines[1]


def test_the_folder_on_the_path_gives_ours(tmp_path: Path) -> None:
    found = _run(tmp_path, "-c", "import docxtpl; print(docxtpl.__file__)", peer=True).stdout
    assert str(PEER_FOLDER) in found


class TestCommandLine:
    """``python -m docxtpl TEMPLATE JSON OUT [-o] [-q]``."""

    @pytest.fixture(autouse=True)
    def files(self, tmp_path: Path) -> None:
        (tmp_path / "template.docx").write_bytes(
            paragraphs("{{ a }} {{ b.c }}", "{%p for n in l %}", "{{ n }}", "{%p endfor %}")
        )
        (tmp_path / "data.json").write_text(json.dumps({"a": "한글", "b": {"c": 1}, "l": [1, 2]}), "utf-8")
        (tmp_path / "broken.json").write_text("{", "utf-8")

    def both_end(self, folder: Path, *arguments: str, answer: str = "") -> tuple[str, list[str] | None]:
        """Return what ours printed and the text of the document it made, once docxtpl ends in the same way.

        The same way: the same exit code, the same document or none, silence or words of its own.
        """
        ends = []
        for peer in (False, True):
            (folder / "there.docx").write_bytes(b"already here")
            done = _run(folder, "-m", "docxtpl", *arguments, peer=peer, answer=answer)
            made = folder / arguments[2]
            written = made.read_bytes() if made.exists() else b""
            made.unlink(missing_ok=True)
            document = text(written) if written.startswith(b"PK") else None
            ends.append((done.returncode, document, bool(done.stdout), done.stdout))
        assert ends[0][:3] == ends[1][:3]
        return ends[1][3], ends[1][1]

    def test_it_makes_a_document_from_json(self, tmp_path: Path) -> None:
        printed, document = self.both_end(tmp_path, "template.docx", "data.json", "out.docx")
        assert "out.docx" in printed
        assert document == ["한글 1", "1", "2"]

    def test_quiet_prints_nothing(self, tmp_path: Path) -> None:
        assert self.both_end(tmp_path, "template.docx", "data.json", "out.docx", "-q")[0] == ""

    @pytest.mark.parametrize(("answer", "overwritten"), [("y\n", True), ("n\n", False), ("other\n", False)])
    def test_it_asks_before_it_overwrites(self, tmp_path: Path, answer: str, *, overwritten: bool) -> None:
        printed, document = self.both_end(tmp_path, "template.docx", "data.json", "there.docx", answer=answer)
        assert "already exists" in printed
        assert (document is not None) == overwritten

    def test_it_overwrites_on_request(self, tmp_path: Path) -> None:
        assert self.both_end(tmp_path, "template.docx", "data.json", "there.docx", "-o", "-q")[1]

    @pytest.mark.parametrize(
        "arguments",
        [
            ("none.docx", "data.json", "out.docx"),
            ("data.json", "data.json", "out.docx"),
            ("template.docx", "none.json", "out.docx"),
            ("template.docx", "template.docx", "out.docx"),
            ("template.docx", "broken.json", "out.docx"),
            ("template.docx", "data.json", "out.txt"),
            ("template.docx", "data.json", "nowhere/out.docx"),
        ],
    )
    def test_it_says_what_is_wrong(self, tmp_path: Path, arguments: tuple[str, ...]) -> None:
        printed, document = self.both_end(tmp_path, *arguments)
        assert printed.startswith("Error: ")
        assert document is None

    def test_help_names_the_arguments(self, tmp_path: Path) -> None:
        for peer in (False, True):
            shown = _run(tmp_path, "-m", "docxtpl", "-h", peer=peer)
            assert shown.returncode == 0
            assert all(
                word in shown.stdout for word in ("template_path", "json_path", "output_filename", "-o", "-q")
            )
