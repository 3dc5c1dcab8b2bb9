"""The commands about the letters' templates: letter list, show, preview, save, reset."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from admin.drafting import JsonOption
from admin.output import line, print_json, print_table
from admin.words import say
from gongyak.printing import write_instant

if TYPE_CHECKING:
    from gongyak.store.letter_templates import LetterTemplate

KindArgument = Annotated[
    str,
    typer.Argument(
        metavar=say("편지", "KIND"),
        help=say(
            "편지의 종류: event, missing, frame 등 (gongyak letter list로 확인)", "event, missing, frame …"
        ),
    ),
]
PartArgument = Annotated[
    str,
    typer.Argument(
        metavar=say("부분", "PART"), help=say("subject(제목), text(글), html", "subject, text, html.")
    ),
]


def listed(as_json: JsonOption = False) -> int:
    """List the templates of letters."""
    from jobs.desk import open_desk
    from jobs.letter_templates import list_letter_templates

    with open_desk() as desk:
        found = list_letter_templates(desk)
        if as_json:
            print_json(found)
            return 0
        rows = [(each.kind, each.part, _state(each.edited, desk.in_zone)) for each in found]
    print_table((say("편지", "kind"), say("부분", "part"), say("양식", "template")), rows)
    return 0


def show(kind: KindArgument, as_json: JsonOption = False) -> int:
    """Show the templates of a kind."""
    from jobs.desk import open_desk
    from jobs.letter_templates import show_letter_templates

    with open_desk() as desk:
        found = show_letter_templates(desk, kind)
    if as_json:
        print_json(found)
        return 0
    for name, source in found.items():
        line(f"── {name}")
        line(source.rstrip("\n"))
    return 0


def preview(
    kind: KindArgument,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar=say("폴더", "FOLDER"),
            help=say("이 폴더에 글과 HTML 파일로 저장합니다.", "Save them to this folder as text and HTML."),
        ),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Show sample letters of a kind."""
    from jobs.desk import open_desk
    from jobs.letter_templates import preview_letters

    with open_desk() as desk:
        written = preview_letters(desk, kind, out)
    if as_json:
        print_json(written)
    elif out:
        line(say(f"견본 {len(written)}통 → {out}", f"{len(written)} samples → {out}"))
    else:
        for number, each in enumerate(written, 1):
            line(f"── {say('견본', 'sample')} {number}")
            line(each.subject)
            line()
            line(each.text)
    return 0


def save(
    kind: KindArgument,
    part: PartArgument,
    file: Annotated[
        Path,
        typer.Argument(
            metavar=say("파일", "FILE"), help=say("새 양식(UTF-8)", "The new template, in UTF-8.")
        ),
    ],
    as_json: JsonOption = False,
) -> int:
    """Put a file in the place of a template."""
    from jobs.desk import open_desk
    from jobs.letter_templates import save_letter_template

    with open_desk() as desk:
        version = save_letter_template(desk, kind, part, file)
    if as_json:
        print_json({"kind": kind, "part": part, "version": version})
    else:
        line(
            say(
                f"편지 양식 {kind} {part}: {version}판을 저장하였습니다. 다음 편지부터 씁니다.",
                f"Letter template {kind} {part}: version {version} saved, for letters from now on.",
            )
        )
    return 0


def reset(kind: KindArgument, part: PartArgument, as_json: JsonOption = False) -> int:
    """Return to the template that ships."""
    from jobs.desk import open_desk
    from jobs.letter_templates import reset_letter_template

    with open_desk() as desk:
        changed = reset_letter_template(desk, kind, part)
    if as_json:
        print_json({"kind": kind, "part": part, "changed": changed})
    elif changed:
        line(
            say(
                f"편지 양식 {kind} {part}: 처음의 양식으로 되돌렸습니다.",
                f"{kind} {part}: as it ships again.",
            )
        )
    else:
        line(say(f"편지 양식 {kind} {part}: 이미 처음의 양식입니다.", f"{kind} {part}: as it ships already."))
    return 0


def _state(edited: LetterTemplate | None, in_zone: Callable[[datetime], datetime]) -> str:
    if edited is None:
        return say("처음의 양식", "as it ships")
    at = write_instant(in_zone(edited.saved_at))
    return say(
        f"{edited.version}판, {edited.saved_by}, {at}", f"version {edited.version}, {edited.saved_by}, {at}"
    )
