"""The commands about accounts: account list, invite, disable, enable, renew, remove."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from admin.drafting import JsonOption
from admin.output import line, print_json, print_table
from admin.words import say
from gongyak.printing import write_instant

if TYPE_CHECKING:
    from jobs.accounts import Standing
    from jobs.desk import Desk

OfficialArgument = Annotated[
    str,
    typer.Argument(
        metavar=say("아이디", "ID"),
        help=say("사람의 아이디 (gongyak account list로 확인)", "The id of an official."),
    ),
]


def listed(as_json: JsonOption = False) -> int:
    """List the officials with their accounts."""
    from jobs.accounts import list_accounts
    from jobs.desk import open_desk

    with open_desk() as desk:
        found = list_accounts(desk)
        if as_json:
            print_json(found)
        else:
            _tell_list(desk, found)
    return 0


def _tell_list(desk: Desk, found: tuple[Standing, ...]) -> None:
    heads = (
        say("아이디", "ID"),
        say("이름", "Name"),
        say("오늘의 직위", "Roles today"),
        say("계정", "Account"),
        say("최근 사용", "Last seen"),
    )
    rows = (
        (
            each.official,
            each.name,
            ", ".join(each.roles) or "-",
            _state(each),
            write_instant(desk.in_zone(each.seen_at)) if each.seen_at else "-",
        )
        for each in found
    )
    print_table(heads, rows)


def _state(standing: Standing) -> str:
    states = [
        (standing.has_account and not standing.is_active, say("사용 중지", "disabled")),
        (standing.is_active and not standing.must_change, say("사용", "active")),
        (
            standing.is_active and standing.must_change,
            say("비밀번호 변경 필요", "has to change password"),
        ),
        (standing.is_invited, say("초대함", "invited")),
    ]
    return ", ".join(words for holds, words in states if holds) or "-"


def invite(official: OfficialArgument) -> int:
    """Print a one-time link by which an official sets a password."""
    from gongyak.accounts import INVITATION_LASTS
    from jobs.desk import open_desk
    from jobs.inviting import invite as invite_official

    with open_desk() as desk:
        token = invite_official(desk, official)
        address = address_of_invitation(desk, token)
    hours = INVITATION_LASTS.total_seconds() // 3600
    line(
        say(
            f"아래 주소를 본인에게만 전달하여 주시기 바랍니다. {hours:.0f}시간 안에 한 번만 쓸 수 있습니다.",
            f"Give this address to the person alone. It works once, within {hours:.0f} hours.",
        )
    )
    line(address)
    return 0


def address_of_invitation(desk: Desk, token: str, port: int | None = None) -> str:
    """Return the address of an invitation's page: that of the site, or (*port*) of the server here."""
    from jobs.inviting import PATH

    web = desk.settings.web
    host = f"[{web.host}]" if ":" in web.host else web.host
    site = desk.settings.site.address or f"http://{host}:{port or web.port}"
    return f"{site.rstrip('/')}/{PATH}/{token}"


def disable(official: OfficialArgument) -> int:
    """Let nobody in by an account, and end its sessions."""
    from jobs.accounts import disable as disable_account

    return _switch(
        disable_account,
        official,
        say(f"{official}: 사용을 중지하였습니다.", f"{official}: disabled."),
        say(f"{official}: 이미 사용 중지되어 있습니다.", f"{official}: disabled already."),
    )


def enable(official: OfficialArgument) -> int:
    """Let somebody in again."""
    from jobs.accounts import enable as enable_account

    return _switch(
        enable_account,
        official,
        say(f"{official}: 다시 사용할 수 있습니다.", f"{official}: enabled."),
        say(f"{official}: 사용할 수 있는 계정입니다.", f"{official}: enabled already."),
    )


def _switch(change: Callable[[Desk, str], bool], official: str, done: str, before: str) -> int:
    from jobs.desk import open_desk

    with open_desk() as desk:
        line(done if change(desk, official) else before)
    return 0


def renew(official: OfficialArgument) -> int:
    """Have somebody choose another password at the next page."""
    from jobs.accounts import renew as renew_password
    from jobs.desk import open_desk

    with open_desk() as desk:
        renew_password(desk, official)
    line(
        say(
            f"{official}: 비밀번호를 바꾸어야 계속 사용할 수 있습니다.",
            f"{official}: has to choose another password.",
        )
    )
    return 0


def remove(official: OfficialArgument) -> int:
    """Remove an account."""
    from jobs.accounts import remove as remove_account
    from jobs.desk import open_desk

    with open_desk() as desk:
        remove_account(desk, official)
    line(say(f"{official}: 계정을 지웠습니다.", f"{official}: removed."))
    return 0
