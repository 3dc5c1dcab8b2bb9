"""The record of a draft: what was drafted from which facts, by which form, for whom, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongyak.findings import Finding
from gongyak.halfyear import HalfYear


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One draft.  Nothing of it is ever changed; a newer one has the next version.

    ``number`` is ``2024H2_<관리번호>_v<version>``.  ``inputs`` is the SHA-256 of all that decides the content
    (view, form, renderer's edition), ``template`` that of the form, ``document`` that of the bytes.  ``view``
    is the frozen view as JSON.  ``cause`` says why it was made, ``made_by`` who asked, ``made_at`` when, in
    UTC.
    """

    number: str
    half_year: HalfYear
    pledge: str
    version: int
    inputs: str
    template: str
    document: str
    view: str
    cause: str
    made_by: str
    made_at: datetime
    findings: tuple[Finding, ...] = ()


def draft_number(half_year: HalfYear, pledge: str, version: int) -> str:
    """Return the number of a draft, fit for a file name and an address."""
    return f"{half_year}_{pledge}_v{version}"
