"""관리: what there is to look after, each with its page."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.manage.frame import Frame

_ABOUT: Final = {
    "/manage/people": "직원과 직위, 부재와 대행, 담당 변경, 계정",
    "/manage/departments": "부서와 팀의 이름과 순서",
    "/manage/terms": "임기와 사업비 열, 공약의 분야, 재원",
    "/manage/days": "임시 공휴일 등 근무일 예외와 알림을 쉬는 기간",
    "/manage/pledges": "공약의 번호·이름·분야·부서·목표와 담당자",
    "/manage/forms": "보고서의 Word 서식: 올리기, 점검, 판 관리",
    "/manage/letters": "알림 편지의 제목과 본문, 미리 보기, 판 관리",
    "/manage/words": "기관·사업의 이름을 쓰는 법과 둘 다 맞는 이름",
    "/manage/mutes": "점검 결과 가운데 알리지 않기로 한 것과 그 사유",
    "/manage/settings": "지금 적용된 설정",
    "/manage/access": "로그인과 내려받기 기록",
    "/history": "누가 언제 무엇을 바꾸었는지",
}
"""What is done on each of the pages."""


class Overview:
    """The first page of 관리."""

    def __init__(self, frame: Frame) -> None:
        """Show by *frame*."""
        self._frame: Final = frame

    def shown(self, request: Request) -> Response:
        """Show what may be looked after."""
        return self._frame.show(request, "manage.html", descriptions=_ABOUT)
