"""The commands about facts: load, dump."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from admin.drafting import JsonOption
from admin.output import line, print_json
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

    with open_desk() as desk:
        loaded = load_facts(desk, folder)
    if as_json:
        print_json(loaded)
        return 0
    line(
        say(
            f"{loaded.city}: 공약 {loaded.pledges}건, 사진 {loaded.photos}장",
            f"{loaded.city}: {loaded.pledges} pledges, {loaded.photos} photos",
        )
        + say(
            " → 불러왔습니다." if loaded.is_new else " → 달라진 것이 없습니다.",
            " → loaded." if loaded.is_new else " → nothing has changed.",
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

    with open_desk() as desk:
        dumped = dump_facts(desk, folder)
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
