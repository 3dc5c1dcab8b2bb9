from __future__ import annotations

from pathlib import Path

from docx import Document

from gongyak.compose import compose_report
from jobs.rendering import Frame, Stamp, context_of
from jobs.template import check_form, form_fields
from tests.cast import CITY, H2_2024
from tests.jobs.world import NOON, jpeg, photo, small_pledge


def paths(value: object, prefix: str = "") -> set[str]:
    """Return every path of a context as a form would write it."""
    if isinstance(value, dict):
        members = [(f"{prefix}.{key}" if prefix else key, each) for key, each in value.items()]
    elif isinstance(value, list | tuple):
        members = [(f"{prefix}[]", each) for each in value]
    elif hasattr(value, "__dataclass_fields__") and not hasattr(value, "to_xml"):
        members = [(f"{prefix}.{name}", getattr(value, name)) for name in value.__dataclass_fields__]
    else:
        return {prefix}
    return {path for name, each in members for path in paths(each, name)}


def test_the_fields_told_are_those_that_a_form_gets() -> None:
    data = jpeg()
    pledge = small_pledge("1-1", photo("front", data))
    view = compose_report(CITY, pledge, H2_2024)
    context = context_of(view, Stamp("2024H2_1-1_v1", NOON), {view.photos[0][0].picture: data}, Frame(80, 60))
    given = paths(context)
    assert given <= set(form_fields())
    empty = {
        path for path in form_fields() if path.startswith(("problems", "measures", "participation.notes"))
    }
    assert set(form_fields()) - given <= empty


def test_every_problem_of_a_form_is_told(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{ name }} {{ names }}")
    document.add_paragraph("{%p for period in periods %}")
    document.add_paragraph("{{ period.colour }}")
    document.add_paragraph("{%p endfor %}")
    form = tmp_path / "form.docx"
    document.save(str(form))
    details = [problem.detail for problem in check_form(form).problems]
    assert details == ["names", "periods[].colour"]


def test_the_shipped_form_has_no_problem() -> None:
    assert check_form(None).problems == ()
