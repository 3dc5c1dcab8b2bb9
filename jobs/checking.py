"""The findings of a batch: the reports checked one by one and with one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongyak.checks import check_city, check_report
from gongyak.city import City
from gongyak.findings import Finding
from gongyak.halfyear import HalfYear
from gongyak.pledges import Pledge
from jobs.desk import Desk
from jobs.errors import Unforeseen
from jobs.mistakes import mistakes_told

Checked = tuple[Finding, ...] | Unforeseen
"""The findings of a report, or the mistake of the program that its facts led the checks into."""


def check_batch(
    desk: Desk, city: City, pledges: Sequence[Pledge], half_year: HalfYear
) -> Mapping[str, Checked]:
    """Return what was found in each pledge's report, by 관리번호.

    Where the checks stumble, each pledge is checked alone, so that only the one they stumble over is lost.
    """
    try:
        with mistakes_told(desk):
            return check_city(city, pledges, half_year)
    except Unforeseen:
        return {pledge.number: _check_alone(desk, city, pledge, half_year) for pledge in pledges}


def _check_alone(desk: Desk, city: City, pledge: Pledge, half_year: HalfYear) -> Checked:
    try:
        with mistakes_told(desk):
            return check_report(city, pledge, half_year)
    except Unforeseen as error:
        return error
