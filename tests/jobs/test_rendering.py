from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.compose import compose_report
from gongyak.findings import Finding, Severity
from jobs.form import open_form
from jobs.rendering import Frame, freeze, inputs_of
from tests.cast import CITY, H2_2024
from tests.jobs.world import small_pledge

FRAME = Frame(80, 60)
VIEW = compose_report(CITY, small_pledge("1-1"), H2_2024)


def test_equal_views_freeze_to_the_same_text() -> None:
    again = compose_report(CITY, small_pledge("1-1"), H2_2024)
    assert freeze(VIEW) == freeze(again)
    assert json.loads(freeze(VIEW))["periods"][1]["label"] == "2024년 하반기 추진실적"


def test_the_inputs_follow_from_view_findings_form_and_frame() -> None:
    form = open_form(None)
    finding = Finding("rule", Severity.NOTE, "말", "고칩니다", "공약명")
    inputs = [
        inputs_of(freeze(VIEW), (), form, FRAME),
        inputs_of(freeze(replace(VIEW, name="다른 이름")), (), form, FRAME),
        inputs_of(freeze(VIEW), (finding,), form, FRAME),
        inputs_of(freeze(VIEW), (), replace(form, checksum="other"), FRAME),
        inputs_of(freeze(VIEW), (), form, Frame(80, 61)),
    ]
    assert len(set(inputs)) == len(inputs)


@pytest.mark.parametrize(
    ("pixels", "millimetres"),
    [((800, 600), (80, 60)), ((1600, 400), (80, 20)), ((300, 600), (30, 60)), ((8, 6), (80, 60))],
)
def test_a_photo_fills_its_frame_without_being_distorted(
    pixels: tuple[int, int], millimetres: tuple[int, int]
) -> None:
    assert FRAME.fit(*pixels) == (millimetres[0] * 36_000, millimetres[1] * 36_000)


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_no_photo_is_larger_than_its_frame(width: int, height: int) -> None:
    fitted = FRAME.fit(width, height)
    assert fitted[0] <= 80 * 36_000
    assert fitted[1] <= 60 * 36_000
    assert 80 * 36_000 in fitted or 60 * 36_000 in fitted
