"""What keeps people from coming in, each with its remedy."""

from __future__ import annotations

from gongyak.errors import GongyakError, Words


class WrongLogin(GongyakError):
    """An id or a password that is wrong, or an account that is none; which of them is not told."""

    text = Words("아이디 또는 비밀번호가 맞지 않습니다.", "The id or the password is wrong.")
    remedy = Words(
        "대소문자와 한/영 상태를 확인하고 다시 입력하여 주시기 바랍니다.",
        "Look at capitals and keyboard layout, and try again.",
    )


class TooManyAttempts(GongyakError):
    """Too many attempts in a row; values: ``wait_ko``, ``wait_en`` (how long to wait), ``seconds``."""

    text = Words(
        "로그인 시도가 여러 번 실패하여 잠시 멈추었습니다.", "There have been too many attempts in a row."
    )
    remedy = Words(
        "{wait_ko} 뒤에 다시 시도하여 주시기 바랍니다. "
        "비밀번호를 잊으셨다면 관리자에게 문의하여 주시기 바랍니다.",
        "Try again in {wait_en}. If you have forgotten the password, ask the administrator.",
    )
    retryable = True


class NoPostToday(GongyakError):
    """An official who holds no post today, and so may do nothing; values: ``name``."""

    text = Words("{name} 님은 오늘 날짜로 등록된 직위가 없습니다.", "{name} holds no post today.")
    remedy = Words(
        "공약관리 시스템 관리자에게 직위 등록을 요청하여 주시기 바랍니다.",
        "Ask the administrator to enter the post.",
    )


class NotVouched(GongyakError):
    """Somebody whom the single sign-on does not let in; which part of it failed is not told.

    For the log: ``why``; ``official``, where it is somebody whose account is disabled.
    """

    text = Words("통합 로그인으로 들어올 수 없습니다.", "The single sign-on does not let you in.")
    remedy = Words(
        "처음부터 다시 시도하여 주시기 바랍니다. 되풀이되면 공약관리 시스템 관리자에게 계정과 등록된 "
        "전자우편 주소(또는 아이디)의 확인을 요청하여 주시기 바랍니다.",
        "Try again from the beginning. If that does not help, ask the administrator to look at your account, "
        "and at your mail address or id.",
    )


class ProviderSilent(GongyakError):
    """A single sign-on that does not answer, or not as it should; ``why`` is for the log."""

    text = Words("통합 로그인 서버가 응답하지 않습니다.", "The single sign-on does not answer.")
    remedy = Words(
        "잠시 뒤에 다시 시도하시거나, 아이디와 비밀번호로 로그인하여 주시기 바랍니다.",
        "Try again in a while, or log in with id and password.",
    )
    retryable = True


class PasswordsDiffer(GongyakError):
    """A new password that was typed differently the second time."""

    text = Words("새 비밀번호 두 칸의 내용이 서로 다릅니다.", "The new password was typed differently.")
    remedy = Words("같은 비밀번호를 두 번 입력하여 주시기 바랍니다.", "Type the same password twice.")


class SamePassword(GongyakError):
    """A new password that is the old one."""

    text = Words("새 비밀번호가 지금 비밀번호와 같습니다.", "The new password is the old one.")
    remedy = Words("다른 비밀번호로 정하여 주시기 바랍니다.", "Take another one.")


class NoInvitation(GongyakError):
    """A link to set a password that has been used, has expired, or never was one."""

    text = Words(
        "이미 사용하였거나 기한이 지난 링크입니다.", "The link has been used already, or has expired."
    )
    remedy = Words(
        "관리자에게 새 링크를 요청하여 주시기 바랍니다('gongyak account invite 아이디').",
        "Ask the administrator for a new one (gongyak account invite ID).",
    )
    exit_code = 4


class NoSuchOfficial(GongyakError):
    """An id that no official has; values: ``official``."""

    text = Words("아이디가 {official}인 사람이 등록되어 있지 않습니다.", "No official has the id {official}.")
    remedy = Words(
        "city.yaml의 officials에서 아이디를 확인하여 주시기 바랍니다.", "Look at officials in city.yaml."
    )
    exit_code = 4


class NoSuchAccount(GongyakError):
    """An official without an account; values: ``official``."""

    text = Words("{official}의 계정이 없습니다.", "{official} has no account.")
    remedy = Words(
        "'gongyak account invite'로 초대하여 주시기 바랍니다.", "Invite them: gongyak account invite"
    )
    exit_code = 4


class AccountDisabled(GongyakError):
    """An invitation to an account that is switched off; values: ``official``."""

    text = Words("{official}의 계정은 사용 중지되어 있습니다.", "The account of {official} is disabled.")
    remedy = Words(
        "'gongyak account enable'로 먼저 다시 사용하게 하여 주시기 바랍니다.",
        "Let it be used again first: gongyak account enable",
    )


class UnfitPerson(GongyakError):
    """A first administrator who is not fully told: no id, no name, or no department there is."""

    text = Words(
        "아이디, 이름 또는 부서가 올바르지 않습니다.", "The id, the name or the department is not right."
    )
    remedy = Words(
        "등록된 사람을 고르거나, 아이디와 이름을 적고 부서를 골라 주시기 바랍니다.",
        "Choose an official, or give id, name and department.",
    )


class IdTaken(GongyakError):
    """A new official with the id of another; values: ``official``."""

    text = Words(
        "아이디 {official}{official:은/는} 이미 있습니다.", "There is an official with the id {official}."
    )
    remedy = Words(
        "그 사람을 목록에서 고르거나 다른 아이디를 적어 주시기 바랍니다.",
        "Choose that one from the list, or take another id.",
    )
