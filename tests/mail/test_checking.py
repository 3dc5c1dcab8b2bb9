from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongyak.letters import LetterKind
from gongyak.mail.checking import LONGEST_SOURCE, check_letter_template
from gongyak.mail.pieces import PIECES, Part
from gongyak.mail.samples import SAMPLES
from gongyak.mail.template_errors import BrokenLetterTemplate, NoSuchLetterTemplate
from gongyak.mail.writing import write_letter
from tests.mail.writing import SHIPPED

if TYPE_CHECKING:
    from gongyak.mail.pieces import Piece


def refusal(kind: str, part: str, source: str) -> BrokenLetterTemplate:
    with pytest.raises(BrokenLetterTemplate) as caught:
        check_letter_template(kind, part, source, SHIPPED)
    return caught.value


@pytest.mark.parametrize("piece", PIECES, ids="-".join)
def test_what_ships_is_taken(piece: Piece) -> None:
    check_letter_template(*piece, SHIPPED.source(*piece), SHIPPED)


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("subject", "[알림] {{ first.event | josa('은/는') }} 곧 열립니다{# 짧게 #}"),
        ("text", "{{ recipient.name }}님, {{ 'D-Day' if first.d_day == 'D-Day' else first.d_day }}"),
        (
            "text",
            "{% for s in sections %}{% for n in s.notices %}{{ loop.index | mark }}{% endfor %}{% endfor %}",
        ),
        ("html", '<p style="color:#123456">{{ first.event }} <a href="https://example.kr">열기</a></p>'),
    ],
)
def test_an_edited_template_within_the_language_is_taken(part: str, source: str) -> None:
    check_letter_template("event", part, source, SHIPPED)


@pytest.mark.parametrize(
    ("part", "source", "seen"),
    [
        ("text", "가\n{{ first.nmae }}", "first.nmae"),
        ("text", "{% if city == 'x' %}\n{{ first.nmae }}{% endif %}", "first.nmae"),
        ("text", "\n{{ nmae }}", "nmae"),
        ("text", "\n{{ city.upper }}", "city.upper"),
        ("subject", "\n{{ recipient.name }}", "recipient"),
        ("subject", "\n{{ first.reason }}", "first.reason"),
        ("subject", "\n{{ subject }}", "subject"),
        ("text", "\n{{ first }}", "first"),
        ("text", "\n{{ sections }}", "sections"),
        ("text", "\n{{ first.is_late }}", "first.is_late"),
        ("text", "\n{{ first.event and first.lacks }}", "and"),
    ],
)
def test_a_wrong_field_is_named_with_its_line_and_those_there_are(part: str, source: str, seen: str) -> None:
    error = refusal("event", part, source)
    assert error.values["line"] == 2
    assert f"‘{seen}’" in error.say("ko")
    assert f"“{seen}”" in error.say("en")
    assert error.values["fields"]
    assert "쓸 수 있는 항목: " in error.say()


def test_the_fields_of_a_group_are_listed_where_one_of_them_is_misspelt() -> None:
    assert "event, when, before" in refusal("event", "text", "{{ first.occasion }}").say()
    assert (
        "index, length" in refusal("event", "text", "{% for s in sections %}{{ loop.nr }}{% endfor %}").say()
    )


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 9999999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% set a = city %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% for a in sections %}{% for b in sections %}x{% endfor %}{% endfor %}",
        "{% for a in sections recursive %}{{ loop(sections) }}{% endfor %}",
        "{% for a in sections if a.topic %}x{% endfor %}",
        "{% for city in sections %}x{% endfor %}",
        "{% for a in city %}x{% endfor %}",
        "{% for a, b in sections %}x{% endfor %}",
        "{% for a in [1, 2] %}x{% endfor %}",
        "{{ first.event.format(city) }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ first['event'] }}",
        "{{ first.event[0] }}",
        "{{ city | upper }}",
        "{{ city | josa }}",
        "{{ city | josa('이') }}",
        "{{ city | josa(first.event) }}",
        "{{ city | josa(pair='이/가') }}",
        "{{ others | josa('이/가') }}",
        "{{ city | mark }}",
        "{{ files | join }}",
        "{{ sections | join(', ') }}",
        "{{ city is defined }}",
        "{{ city > first.event }}",
        "{{ city in 'abc' }}",
        "{{ others + 1 }}",
        "{{ -others }}",
        "{{ 1.5 }}",
        "{{ true }}",
        "{{ none }}",
        "{{ 'x' if others }}",
        "{{ range(9) }}",
        "{{ self.body() }}",
        "{{ loop.index }}",
        "{% autoescape false %}{{ city }}{% endautoescape %}",
        "{% filter mark %}x{% endfilter %}",
        "{% with a = city %}{{ a }}{% endwith %}",
        "{% import 'frame.txt' as a %}x",
        "{% from 'frame.txt' import a %}x",
        "{% extends 'event.txt' %}",
        "{% extends 'frame.html' %}",
        "{% extends city %}",
        "{% include 'event.txt' %}",
        "{% include city %}",
        "{% include 'links.txt' %}",
        "{% for s in sections %}{% include 'section-' ~ s.topic ~ '.txt' %}{% endfor %}",
        "{% for section in sections %}{% include 'section-' ~ section.topic ~ '.html' %}{% endfor %}",
        "{% for section in sections %}{% include ['frame.txt', city] %}{% endfor %}",
        "{% for section in sections %}{% include 'section-' ~ section.topic without context %}{% endfor %}",
        "{% extends 'frame.txt' %}{% block bdoy %}{% endblock %}",
        "{% for s in sections %}{% block body %}{% endblock %}{% endfor %}",
        "{% if city %}",
        "{{ city",
        "{% endfor %}",
        "{% nonsense %}",
        "",
        "{# nothing #}",
        "{% if city == 'nowhere' %}x{% endif %}",
        "{{ " + "(" * 4000 + "city" + ")" * 4000 + " }}",
        "{% if city %}" * 150 + "x" + "{% endif %}" * 150,
        "x" * (LONGEST_SOURCE + 1),
    ],
)
def test_what_could_fail_run_for_ever_or_reach_out_is_refused(source: str) -> None:
    error = refusal("event", "text", source)
    assert "event.txt" in error.say()
    assert error.exit_code == 6


@pytest.mark.parametrize(
    "source",
    [
        "<img alt=''>",
        "<script>1</script>",
        "<link rel=x>",
        "<p background=x>",
        "<p style='background:url( x )'>",
        "<style>@import 'x'</style>",
        "<style>p { background: URL(x) }</style>",
        "<a href='javascript:1'>x</a>",
        "<a href='{{ first.links.done }}'>x</a>",
        "<p onclick=x>",
        "<form>",
        "<svg/>",
    ],
)
def test_html_that_would_fetch_or_run_anything_is_refused(source: str) -> None:
    assert "바깥 자료" in refusal("event", "html", source).say()


def test_the_frame_keeps_its_places_for_what_a_letter_says() -> None:
    check_letter_template(
        "frame", "text", "{% block body %}{% endblock %}{% block closing %}{% endblock %}", SHIPPED
    )
    assert "{% block closing %}" in refusal("frame", "text", "{% block body %}{% endblock %}").say()


def test_sections_take_in_the_links_and_nothing_takes_in_itself() -> None:
    source = "{% for notice in section.notices %}{{ notice.event }}{% include 'links.txt' %}{% endfor %}"
    check_letter_template("section-event", "text", source, SHIPPED)
    assert refusal("links", "text", "{% include 'links.txt' %}")
    assert refusal("section-event", "text", "{% include 'links.txt' %}")
    own = "{% for section in sections %}{% include 'section-' ~ section.topic ~ '.txt' %}{% endfor %}"
    assert refusal("section-event", "text", own)


@pytest.mark.parametrize(
    ("kind", "part"), [("postcard", "text"), ("event", "txt"), ("frame", "subject"), ("", "")]
)
def test_there_is_no_template_of_another_name(kind: str, part: str) -> None:
    with pytest.raises(NoSuchLetterTemplate, match="event subject"):
        check_letter_template(kind, part, "x", SHIPPED)


TEXTS = st.recursive(
    st.sampled_from(["city", "first.event", "first.links.done", "first.nmae", "a.topic", "b.event", "'x'"]),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or", "~", "==", "<"]), inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("({} | {})".format, inner, st.sampled_from(["josa('이/가')", "month_day", "length"])),
    ),
    max_leaves=3,
)
SOURCES = st.recursive(
    st.builds("{{{{ {} }}}}".format, TEXTS),
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, TEXTS, inner, inner),
        st.builds("{{% for a in sections %}}{}{{% endfor %}}".format, inner),
        st.builds("{{% for b in a.notices %}}{}{{{{ loop.index | mark }}}}{{% endfor %}}".format, inner),
    ),
    max_leaves=4,
)


@given(SOURCES)
@example("{% for a in sections %}{% for b in a.notices %}{{ b.event }}{% endfor %}{% endfor %}")
def test_whatever_is_taken_writes_every_letter(source: str) -> None:
    source = f"가{source}"
    try:
        check_letter_template("missing", "text", source, SHIPPED)
    except BrokenLetterTemplate:
        return
    edited = SHIPPED.with_edited("missing", Part.TEXT, source)
    for view in SAMPLES[LetterKind.EVENT] + SAMPLES[LetterKind.OVERDUE]:
        write_letter(LetterKind.MISSING, view, edited)
