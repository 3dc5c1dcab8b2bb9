from __future__ import annotations

import pytest

from gongyak.documents import compile_template
from tests.documents.forms import grid, lines


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("{{ a }}{{ b.c }}{{ b['d'] }}", ["a", "b.c", "b.d"]),
        ("{% for p in ps %}{{ p.name }}{{ loop.index }}{% for q in p.qs %}{{ q }}{% endfor %}{% endfor %}",
         ["ps", "ps[].name", "ps[].qs", "ps[].qs[]"]),
        ("{% for row in ps|batch(2) %}{% for p in row %}{{ p.x }}{% endfor %}{% endfor %}", ["ps", "ps[].x"]),
        ("{% for p in ps|sort(attribute='n') if p.ok %}{{ p.n }}{% else %}{{ z }}{% endfor %}",
         ["ps", "ps[].ok", "ps[].n", "z"]),
        ("{% set y = a.b %}{{ y.c }}{{ ps[0].n }}{{ (ps|first).m }}", ["a.b", "a.b.c", "ps[].n", "ps[].m"]),
        ("{% macro m(v) %}{{ v.q }}{{ g }}{% endmacro %}{{ m(a) }}", ["g", "a"]),
        ("{% with v = a.b %}{{ v.c }}{% endwith %}", ["a.b", "a.b.c"]),
        ("{% for k, v in d.items() %}{{ k }}{% endfor %}", ["d"]),
        ("{{ a if b else c }}{{ x|default('') }}{{ n + 1 }}", ["b", "a", "c", "x", "n"]),
        ("{{ t[i] }}", ["t[]", "i"]),
        ("{% set s %}{{ a }}{% endset %}{{ s }}{% filter upper %}{{ b }}{% endfilter %}", ["a", "b"]),
    ],
)  # fmt: skip
def test_fields_are_found_with_loops_resolved(text: str, paths: list[str]) -> None:
    assert [field.path for field in compile_template(lines(text)).fields()] == paths


def test_each_field_knows_all_its_places() -> None:
    fields = compile_template(grid(["{{ a }}", "{% cellbg a %}"], ["{{ b }}", "{{ a }}"])).fields()
    assert [(f.path, [(p.row, p.cell) for p in f.places]) for f in fields] == [
        ("a", [(1, 1), (1, 2), (2, 2)]), ("b", [(2, 1)]),
    ]  # fmt: skip
