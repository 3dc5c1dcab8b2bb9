from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import load_settings
from gongyak.reminders.policy import BadLeads, Policy, Shift, read_kinds
from tests.reminders.office import event


def test_kinds_are_read_a_line_each() -> None:
    lines = ["개관: -60, -30,-7 ,0", " 업무 협약 : +3"]
    assert read_kinds(lines) == {"개관": (-60, -30, -7, 0), "업무 협약": (3,)}


@pytest.mark.parametrize("line", ["", "개관", "개관:", ": -7", "개관: 일주일", "개관: -7, ", "개관: -99999"])
def test_a_line_that_names_no_leads_is_refused_with_the_remedy(line: str) -> None:
    with pytest.raises(BadLeads, match=r"'개관: -60, -30, -7, 0'"):
        read_kinds([line])


def test_an_event_of_an_unknown_kind_has_the_default_leads() -> None:
    policy = Policy(kinds={"개관": (-60,)})
    assert policy.leads_of(event("2025-05-20", kind="착공")) == policy.leads
    assert policy.leads_of(event("2025-05-20", kind="개관")) == (-60,)
    assert policy.leads_of(event("2025-05-20", kind="개관", leads=())) == ()


def test_the_defaults_are_those_of_the_settings(tmp_path: Path) -> None:
    stated = load_settings({}, tmp_path).reminders
    assert Policy() == Policy(
        leads=stated.leads,
        kinds=read_kinds(stated.kinds),
        again_every=stated.again_every,
        shift=Shift(stated.shift),
        team_lead_after=stated.team_lead_after,
        head_after=stated.head_after,
    )
