"""Mistakes in reviewing a draft: somebody was quicker, a word is missing, another draft is meant."""

from __future__ import annotations

from gongyak.errors import GongyakError, Words


class ReviewedMeanwhile(GongyakError):
    """Somebody else has taken a step since the page was opened.

    Values: ``who``, ``stage_ko``, ``stage_en`` (to which stage).
    """

    text = Words(
        "그사이 {who} 님이 이 초안을 ‘{stage_ko}’ 단계로 처리하여, 요청하신 처리는 하지 않았습니다.",
        "{who} has meanwhile taken this draft to '{stage_en}'; nothing was done.",
    )
    remedy = Words(
        "아래의 검토 이력을 확인한 뒤 필요하면 다시 처리하여 주시기 바랍니다.",
        "Look at the review as it is now, and try again if need be.",
    )
    exit_code = 4


class StepOutOfOrder(GongyakError):
    """A step that does not follow upon the stage of the draft; values: ``stage_ko``, ``stage_en``."""

    text = Words(
        "‘{stage_ko}’ 단계의 초안에는 할 수 없는 처리입니다.",
        "That cannot be done with a draft that is at '{stage_en}'.",
    )
    remedy = Words(
        "검토 요청, 승인, 확정의 순서로 처리하여 주시기 바랍니다.",
        "Ask for the review first, then approve, then confirm.",
    )
    exit_code = 4


class DraftSuperseded(GongyakError):
    """A step for a draft that a newer one has taken the place of; values: ``number``, ``newest``."""

    text = Words(
        "{number} 다음에 새 초안 {newest}{newest:이/가} 만들어져 처리하지 않았습니다.",
        "{number} has been superseded by {newest}; nothing was done.",
    )
    remedy = Words("새 초안에서 처리하여 주시기 바랍니다.", "Go on with the newer draft.")
    exit_code = 4


class NoteWanted(GongyakError):
    """A draft is sent back, or confirmed with errors in it, without a word why; no values."""

    text = Words("사유를 입력하지 않았습니다.", "The note that says why is missing.")
    remedy = Words(
        "보완을 요청하거나 오류가 있는 초안을 확정하려면 사유를 입력하여 주시기 바랍니다.",
        "Whoever sends a draft back, or confirms one with errors, has to say why.",
    )
    exit_code = 2
