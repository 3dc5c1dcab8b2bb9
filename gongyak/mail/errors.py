"""What can become of a letter on its way, other than being sent.

Three kinds of outcome concern the one letter: `Deferred`, `Refused`, `Unknown`.  All others are about the
server or the settings (``about_server``): the letter has met no judgement, the run ends, and everything
stays queued.  docs/mail.md tells which case ends in which.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import ClassVar, Final

from gongyak.errors import GongyakError, Words

_LONGEST_REPLY: Final = 300
_ENHANCED: Final = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_NO_SUCH_MAILBOX: Final = frozenset({550, 551, 553, 556})
"""Replies to RCPT that judge the address, where no enhanced code says more (RFC 5321, 4.2.3; RFC 7504)."""


class Stage(StrEnum):
    """How far the conversation with the server had come.

    ``data`` is the answer to DATA, ``content`` the message on its way, ``answer`` the one after its last dot.
    """

    CONNECT = "connect"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    LOGIN = "login"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    CONTENT = "content"
    ANSWER = "answer"
    FOLDER = "folder"


BEGUN: Final = frozenset({Stage.DATA, Stage.CONTENT, Stage.ANSWER})
"""The stages after the moment from which a crash leaves a letter's fate unknown."""


class BadAddress(GongyakError):
    """A text that is not one mailbox; values: ``address``."""

    text = Words(
        "'{address}'{address:은/는} 전자우편 주소 하나가 아닙니다.", "'{address}' is not one mail address."
    )
    remedy = Words(
        "gongyak@example.kr처럼 주소 하나만 입력하여 주시기 바랍니다.",
        "Enter one address only, as gongyak@example.kr.",
    )


class BadAttachment(GongyakError):
    """An attachment that cannot go with a letter; values: ``name``, ``media_type``."""

    text = Words(
        "첨부 파일 '{name}'{name:을/를} 붙일 수 없습니다(형식: {media_type}).",
        "The file '{name}' cannot be attached (type: {media_type}).",
    )
    remedy = Words(
        "첨부 파일의 형식과 내용을 확인하여 주시기 바랍니다.", "Check the attachment's type and its content."
    )


class MailError(GongyakError):
    """A letter that was not sent, or may not have been; values: ``stage``, ``code``, ``reply``, ``said``.

    ``code`` and ``reply`` are the server's own, None and empty (or the fault's own words) where it gave none.
    ``about_server`` tells that the letter is not to blame: it stays queued, and the run ends.
    """

    about_server: ClassVar[bool] = False
    exit_code = 8

    def __init__(self, *, stage: Stage, code: int | None = None, reply: str = "", **more: object) -> None:
        """Keep where it happened and what the server said, on one line."""
        line = " ".join(reply.split())[:_LONGEST_REPLY]
        said = " ".join(part for part in (str(code or ""), line) if part) or "-"
        super().__init__(**{**more, "stage": stage, "code": code, "reply": line, "said": said})
        self.stage = stage
        self.code = code
        self.reply = line


class Deferred(MailError):
    """Not taken now, perhaps later: a 4xx, or a connection lost before the message was complete."""

    text = Words(
        "메일 서버가 지금은 받지 않습니다({stage}: {said}).",
        "The mail server does not take it now ({stage}: {said}).",
    )
    remedy = Words("잠시 뒤 자동으로 다시 보냅니다.", "It is sent again by itself in a while.")
    retryable = True


class Unreachable(Deferred):
    """No conversation with the server came about, or none that lasted until a letter's turn."""

    text = Words(
        "메일 서버에 연결할 수 없습니다({stage}: {said}).",
        "The mail server cannot be reached ({stage}: {said}).",
    )
    remedy = Words(
        "자동으로 다시 시도합니다. 계속되면 [mail] 설정의 server와 port를 확인하여 주시기 바랍니다.",
        "It is tried again by itself. If this goes on, check server and port under [mail] in the settings.",
    )
    about_server = True


class FolderUnwritable(Deferred):
    """The folder of ``.eml`` files cannot be written; values: also ``path``."""

    text = Words(
        "폴더 {path}에 편지를 저장할 수 없습니다({said}).", "Letters cannot be written to {path} ({said})."
    )
    remedy = Words(
        "권한과 남은 공간을 확인하여 주시기 바랍니다. 자동으로 다시 시도합니다.",
        "Check its permissions and the space left. It is tried again by itself.",
    )
    exit_code = 7
    about_server = True


class Refused(MailError):
    """Not taken, for good: a 5xx; another attempt would end the same way."""

    text = Words(
        "메일 서버가 편지를 거절하였습니다({stage}: {said}).", "The mail server refused it ({stage}: {said})."
    )
    remedy = Words(
        "받는 사람의 주소를 확인한 뒤 ‘gongyak mail retry’로 다시 보내 주시기 바랍니다.",
        "Check the recipient's address, then send it again with “gongyak mail retry”.",
    )

    @property
    def hard_recipient(self) -> bool:
        """Whether the address itself was refused: no such mailbox, or a closed one (RFC 3463, X.1, X.2.1)."""
        if self.stage is not Stage.RCPT:
            return False
        if enhanced := _ENHANCED.match(self.reply):
            return enhanced[1].startswith(("5.1.", "5.2.1")) and enhanced[1] not in {"5.1.7", "5.1.8"}
        return self.code in _NO_SUCH_MAILBOX


class Unknown(MailError):
    """Sent to its last dot, and no answer came: the server may have it or not (RFC 5321, 4.2.5)."""

    text = Words(
        "편지가 도착하였는지 알 수 없습니다({stage}: {said}).",
        "Nobody knows whether it has arrived ({stage}: {said}).",
    )
    remedy = Words(
        "받는 사람에게 확인한 뒤 필요하면 ‘gongyak mail retry’로 다시 보내 주시기 바랍니다.",
        "Ask the recipient; if it has not, send it again with “gongyak mail retry”.",
    )


class NotAdmitted(MailError):
    """The server does not take letters from us at all: its settings or ours are wrong, no letter is."""

    text = Words(
        "메일 서버가 연결을 받아들이지 않습니다({stage}: {said}).",
        "The mail server turns us away ({stage}: {said}).",
    )
    remedy = Words(
        "[mail] 설정과 메일 서버의 허용 목록을 확인하여 주시기 바랍니다. 편지는 그대로 대기합니다.",
        "Check [mail] in the settings and whom the server admits. The letters stay queued.",
    )
    about_server = True


class NotProtected(NotAdmitted):
    """The protection asked for is not to be had: no STARTTLS, no TLS, a certificate that is not trusted."""

    text = Words(
        "메일 서버와의 연결을 보호할 수 없어 보내지 않았습니다({stage}: {said}).",
        "The connection to the mail server cannot be protected, so nothing was sent ({stage}: {said}).",
    )
    remedy = Words(
        "[mail] 설정의 security와 ca_file, 서버 인증서를 확인하여 주시기 바랍니다. 편지는 그대로 대기합니다.",
        "Check security and ca_file under [mail] and the server's certificate. The letters stay queued.",
    )


class LoginRefused(NotAdmitted):
    """The server does not accept the account, offers no login, or demands one."""

    text = Words(
        "메일 서버가 로그인을 거절하였습니다({stage}: {said}).",
        "The mail server refused the login ({stage}: {said}).",
    )
    remedy = Words(
        "[mail] 설정의 username과 password를 확인하여 주시기 바랍니다. 편지는 그대로 대기합니다.",
        "Check username and password under [mail] in the settings. The letters stay queued.",
    )


class SenderRefused(NotAdmitted):
    """The server takes no letters from our sender's address."""

    text = Words(
        "메일 서버가 보내는 주소를 거절하였습니다({stage}: {said}).",
        "The mail server refused the sender's address ({stage}: {said}).",
    )
    remedy = Words(
        "[mail] 설정의 sender를 확인하여 주시기 바랍니다. 편지는 그대로 대기합니다.",
        "Check sender under [mail] in the settings. The letters stay queued.",
    )
