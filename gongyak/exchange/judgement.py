"""What was decided about the checks, in and out: the part of ``city.yaml`` that is no fact of the city."""

from __future__ import annotations

from gongyak.exchange.emitting import Data
from gongyak.exchange.entries import CityFile
from gongyak.judgement import Glossary, Judgement, Mute


def judgement_of(file: CityFile) -> Judgement:
    """Return what *file* says was decided."""
    return Judgement(
        mutes=tuple(
            Mute(each.rule, each.pledge, each.row, each.reason, each.who, each.at) for each in file.mutes
        ),
        glossary=Glossary(tuple((entry.name, entry.variants) for entry in file.glossary)),
        accepted=tuple((pair.one, pair.other) for pair in file.accepted),
    )


def plain_judgement(judgement: Judgement) -> dict[str, Data]:
    """Return what ``city.yaml`` says of *judgement*; what is empty is left out."""
    lists: dict[str, list[dict[str, Data]]] = {
        "glossary": [_preferred(name, variants) for name, variants in judgement.glossary.preferred],
        "accepted": [{"one": one, "other": other} for one, other in judgement.accepted],
        "mutes": [_mute(mute) for mute in judgement.mutes],
    }
    return {name: entries for name, entries in lists.items() if entries}


def _preferred(name: str, variants: tuple[str, ...]) -> dict[str, Data]:
    return {"name": name, "variants": variants} if variants else {"name": name}


def _mute(mute: Mute) -> dict[str, Data]:
    scope = {"rule": mute.rule, "pledge": mute.pledge, "row": mute.row}
    decided = {"reason": mute.reason, "who": mute.who, "at": mute.at.isoformat()}
    return {name: value for name, value in (scope | decided).items() if value is not None}
