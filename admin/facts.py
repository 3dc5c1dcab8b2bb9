"""The commands about facts: load, dump."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from admin.drafting import JsonOption
from admin.output import bar, line, print_json
from admin.words import say


def load(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar=say("폴더", "DIR"),
            help=say("city.yaml과 공약 파일이 있는 폴더", "The folder with city.yaml."),
        ),
    ],
    as_json: JsonOption = False,
) -> int:
    """Load the facts of a folder."""
    from jobs.desk import open_desk
    from jobs.load import load_facts

    with bar(say("사진 준비", "Preparing photos")) as progress:
        loaded = load_facts(open_desk(), folder, progress=progress)
    if as_json:
        print_json(loaded)
    else:
        line(
            say(
                f"{loaded.city}: 공약 {loaded.pledges}건, 사진 {loaded.photos}장을 불러왔습니다. "
                f"바뀐 자료 {loaded.changes}건.",
                f"{loaded.city}: {loaded.pledges} pledges, {loaded.photos} photos; {loaded.changes} changes.",
            )
        )
    return 0


def dump(
    folder: Annotated[
        Path,
        typer.Argument(metavar=say("폴더", "DIR"), help=say("자료를 내보낼 폴더", "Where the files go.")),
    ],
    as_json: JsonOption = False,
) -> int:
    """Write all facts to a folder."""
    from jobs.desk import open_desk
    from jobs.dump import dump_facts

    dumped = dump_facts(open_desk(), folder)
    if as_json:
        print_json(dumped)
    else:
        line(
            say(
                f"공약 {dumped.pledges}건, 사진 {dumped.photos}장을 내보냈습니다 → {dumped.folder}",
                f"{dumped.pledges} pledges, {dumped.photos} photos → {dumped.folder}",
            )
        )
    return 0
