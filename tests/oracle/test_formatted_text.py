"""Formatted text: RichText, RichTextParagraph, Listing, links."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracle.outline import outline, text
from tests.oracle.peers import THEIRS, agreed, ours, rendered
from tests.oracle.templates import add_runs, empty, paragraphs, runs, saved, table

Peer = Any
Template = Any

FORMATS: list[dict[str, Any]] = [
    {},
    {"bold": True},
    {"italic": True},
    {"bold": True, "italic": True, "strike": True},
    {"underline": True},
    {"underline": "double"},
    {"underline": "dotted"},
    {"underline": "single"},
    {"strike": True},
    {"color": "ff0000"},
    {"color": "#00ff00"},
    {"highlight": "ffff00"},
    {"highlight": "#ffff00"},
    {"size": 14},
    {"size": 60},
    {"subscript": True},
    {"superscript": True},
    {"font": "Arial"},
    {"font": "eastAsia:바탕"},
    {"style": "Strong"},
    {"style": "IntenseEmphasis", "color": "0000ff"},
    {"lang": "ko-KR"},
    {"rtl": True},
    {"rtl": True, "bold": True, "italic": True, "size": 30},
]


@pytest.mark.parametrize("marks", FORMATS, ids=str)
def test_formatting_of_rich_text(marks: dict[str, Any]) -> None:
    def context(peer: Peer, _: Template) -> dict[str, Any]:
        return {"rich": peer.RichText("값 & <값>", **marks)}

    assert text(agreed(paragraphs("before {{r rich }} after"), context)) == ["before 값 & <값> after"]


def test_rich_text_of_several_pieces() -> None:
    def context(peer: Peer, _: Template) -> dict[str, Any]:
        rich = peer.RichText("an example of ")
        rich.add("bold", bold=True)
        rich.add(" and ")
        rich.add("red italic", color="#ff0000", italic=True)
        rich.add(" and big", size=60)
        rich.add("\n1st line")
        rich.add('\n\n<end> & "quotes"')
        return {"rich": rich}

    agreed(paragraphs("{{r rich }}", style="List Bullet"), context)


@pytest.mark.parametrize("value", ["a\nb", "a\tb", "a\ab", "a\n\tb\ac\nd", "   ", "\t\t", "a\n"])
def test_line_ends_tabs_and_new_paragraphs_in_rich_text(value: str) -> None:
    def context(peer: Peer, _: Template) -> dict[str, Any]:
        return {"rich": peer.R(value, bold=True, color="ff00ff")}

    agreed(paragraphs("before {{r rich }} after", style="List Number"), context)


def test_rich_text_takes_the_place_of_the_formatting_of_its_run() -> None:
    def context(peer: Peer, _: Template) -> dict[str, Any]:
        return {"rich": peer.RichText("only blue", color="0000ff")}

    agreed(runs(("bold before ", "b"), ("{{r rich }}", "bi"), (" plain after", "")), context)


def test_rich_text_within_rich_text() -> None:
    def context(peer: Peer, _: Template) -> dict[str, Any]:
        inner = peer.RichText("inner", bold=True)
        outer = peer.RichText("outer ")
        outer.add(inner)
        outer.add(peer.RichText(" more", italic=True))
        return {"rich": outer}

    assert text(agreed(paragraphs("{{r rich }}"), context)) == ["outer inner more"]


def test_rich_text_of_things_that_are_no_text() -> None:
    def context(peer: Peer, _: Template) -> dict[str, Any]:
        rich = peer.RichText(12)
        rich.add(3.5, bold=True)
        rich.add("")
        return {"rich": rich}

    assert text(agreed(paragraphs("{{r rich }}"), context)) == ["123.5"]


def test_empty_rich_text() -> None:
    agreed(paragraphs("a{{r rich }}b"), lambda peer, _: {"rich": peer.RichText()})
    agreed(paragraphs("a{{r rich }}b"), lambda peer, _: {"rich": peer.RichText("")})


def test_an_empty_rich_text_is_truly_tested() -> None:
    template = paragraphs("{% if rich %}there{% else %}not there{% endif %}")
    agreed(template, lambda peer, _: {"rich": peer.RichText("")})
    agreed(template, lambda peer, _: {"rich": peer.RichText("a")})


def test_rich_text_in_loops_and_conditions() -> None:
    def context(peer: Peer, _: Template) -> dict[str, Any]:
        colours = {"완료": "00aa00", "보류": "aa0000"}
        return {
            "states": [peer.R(name, color=colour, bold=True) for name, colour in colours.items()],
            "yes": True,
        }

    rows = table(["{%tr for s in states %}"], ["{{r s }}", "{{ loop.index }}"], ["{%tr endfor %}"])
    assert agreed(rows, context)
    assert text(agreed(paragraphs("{%p for s in states %}", "- {{r s }}", "{%p endfor %}"), context)) == [
        "- 완료",
        "- 보류",
    ]
    agreed(paragraphs("x {% if yes %}{{r states[0] }}{% endif %} y"), context)


def test_links_in_rich_text() -> None:
    def context(peer: Peer, template: Template) -> dict[str, Any]:
        rich = peer.RichText("see ")
        rich.add("the city", url_id=template.build_url_id("https://www.example.kr/?a=1&b=2"), underline=True)
        rich.add(" or ")
        rich.add("write", url_id=template.build_url_id("mailto:office@example.kr"), color="0000ff")
        return {"rich": rich}

    document = agreed(paragraphs("{{r rich }}."), context)
    assert any("link=https://www.example.kr/?a=1&b=2" in line for line in outline(document))


def test_a_link_with_line_ends() -> None:
    def context(peer: Peer, template: Template) -> dict[str, Any]:
        return {"rich": peer.RichText("one\ntwo", url_id=template.build_url_id("https://example.kr"))}

    agreed(paragraphs("{{r rich }}"), context)


def test_the_same_link_twice() -> None:
    def context(peer: Peer, template: Template) -> dict[str, Any]:
        link = template.build_url_id("https://example.kr")
        return {"a": peer.R("a", url_id=link), "b": peer.R("b", url_id=link)}

    agreed(paragraphs("{{r a }} {{r b }} {{r a }}"), context)


def test_paragraphs_of_rich_text() -> None:
    def context(peer: Peer, _: Template) -> dict[str, Any]:
        several = peer.RichTextParagraph()
        several.add("the heading", parastyle="Heading1")
        several.add("a point & <another>", parastyle="ListBullet")
        rich = peer.RichText("bold", bold=True)
        rich.add(" plain\nline")
        several.add(rich, parastyle="ListNumber")
        several.add("no style\nsecond line\anew paragraph")
        return {"several": several}

    printed = text(agreed(paragraphs("before", "{{p several }}", "after"), context))
    assert printed[0] == "before"
    assert printed[-1] == "after"
    assert "a point & <another>" in printed


def test_the_shortcuts_are_the_classes() -> None:
    agreed(paragraphs("{{p a }}", "end"), lambda peer, _: {"a": peer.RP("styled", parastyle="Title")})
    agreed(paragraphs("{{r a }}"), lambda peer, _: {"a": peer.R("bold", bold=True)})


def test_an_empty_paragraph_of_rich_text() -> None:
    agreed(paragraphs("a", "{{p a }}", "end"), lambda peer, _: {"a": peer.RP()})
    agreed(paragraphs("a", "{{p a }}", "end"), lambda peer, _: {"a": peer.RP("")})


def test_paragraphs_of_rich_text_in_a_cell() -> None:
    def context(peer: Peer, _: Template) -> dict[str, Any]:
        several = peer.RP("one", parastyle="ListBullet")
        several.add("two", parastyle="ListBullet")
        return {"several": several}

    agreed(table(["{{p several }}\nend", "x"]), context)


@pytest.mark.parametrize(
    "value",
    ["plain", "the listing\nwith\nlines", "tab\there", "special <>& chars \" '", "para\aanother\athird",
     "all\n\tof\ait\tnow", "", 12],
)  # fmt: skip
def test_a_listing(value: object) -> None:
    agreed(
        runs(("before ", ""), ("{{ listing }}", "b"), (" after", "i")),
        lambda peer, _: {"listing": peer.Listing(value)},
    )


def test_a_listing_in_a_styled_paragraph_of_a_cell() -> None:
    document = empty()
    cell = document.add_table(1, 1).cell(0, 0)
    paragraph = cell.paragraphs[0]
    paragraph.style = "List Bullet"
    add_runs(paragraph, ("{{ listing }}", "u"))
    document.add_paragraph("end")
    printed = text(agreed(saved(document), lambda peer, _: {"listing": peer.Listing("a\ab & c\ad")}))
    assert printed == ["a", "b & c", "d", "end"]


def test_a_listing_under_autoescape() -> None:
    context = lambda peer, _: {"listing": peer.Listing("a & b\n<c>"), "rich": peer.R("d & e", bold=True)}  # noqa: E731
    assert text(agreed(paragraphs("{{ listing }} {{r rich }}"), context, autoescape=True)) == [
        "a & b\n<c> d & e"
    ]


def test_rich_text_in_one_run_with_other_text_and_values() -> None:
    agreed(paragraphs("{{ plain }}: {{r rich }}, {{ plain }}", style="Quote"), _rich_and_plain)


def test_text_after_rich_text_keeps_its_formatting() -> None:
    """docxtpl prints what follows in the same run without formatting; ours goes on as it began."""
    template = runs(("{{ plain }}: {{r rich }}, {{ plain }}", "b"))
    made = rendered(ours(), template, _rich_and_plain)
    assert "P 'plain: '<b> 'rich'<i> ', plain'<b>" in outline(made)


def _rich_and_plain(peer: Peer, _: Template) -> dict[str, Any]:
    return {"rich": peer.R("rich", italic=True), "plain": "plain"}


@pytest.mark.parametrize("kind", ["R", "Listing"])
def test_a_page_break_stays_in_its_paragraph(kind: str) -> None:
    """docxtpl gives it a paragraph of its own, which leaves an empty line on the new page; ours does not."""

    def context(peer: Peer, _: Template) -> dict[str, Any]:
        return {"value": getattr(peer, kind)("before\fafter")}

    template = paragraphs("{{r value }}" if kind == "R" else "{{ value }}")
    assert text(rendered(ours(), template, context)) == ["before\fafter"]
    assert text(rendered(THEIRS, template, context)) == ["before", "\f", "after"]
