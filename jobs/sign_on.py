"""How well the single sign-on is: asked for all that a login needs, before somebody stands at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongyak.errors import GongyakError, Words
from jobs.account_errors import ProviderSilent
from jobs.id_token import LEEWAY_S
from jobs.provider import ANOTHER_NAME, NO_KEYS, UNFIT_ADDRESS, Provider

if TYPE_CHECKING:
    from datetime import timedelta

    from jobs.desk import Desk

_WHY: Final = {
    ANOTHER_NAME: Words(
        "발급자가 스스로 부르는 이름이 [oidc] issuer와 다릅니다.", "It calls itself by another name."
    ),
    NO_KEYS: Words("서명을 확인할 열쇠(RSA, EC)가 없습니다.", "It publishes no key for signatures."),
    UNFIT_ADDRESS: Words(
        "https가 아니거나 사용할 수 없는 주소를 안내합니다.", "It names an address that is not https."
    ),
}
"""What people are told of the reasons that they can do something about."""


class SignOnUnfit(GongyakError):
    """A single sign-on by which nobody can come in; values: ``issuer``, ``why_ko``, ``why_en``."""

    text = Words("발급자 {issuer}: {why_ko}", "Provider {issuer}: {why_en}")
    remedy = Words(
        "[oidc] issuer와 ca_file, 방화벽, 발급자의 상태를 확인하여 주시기 바랍니다. "
        "그동안은 아이디와 비밀번호로 로그인할 수 있습니다.",
        "See to [oidc] issuer and ca_file, the firewall and the provider; passwords still let people in.",
    )


class ClocksDiffer(GongyakError):
    """A provider whose tokens are not believed for its clock; values: ``issuer``, ``seconds``."""

    text = Words("{issuer}: 시계가 {seconds}초 다릅니다.", "{issuer}: its clock differs by {seconds} s.")
    remedy = Words(
        f"{LEEWAY_S}초 안에서 맞아야 합니다. 두 서버의 시계를 NTP로 맞추어 주시기 바랍니다.",
        f"It may differ by {LEEWAY_S} s. Set the clocks of both computers by NTP.",
    )


def look_at_sign_on(desk: Desk) -> Words:
    """Return which provider answers as it should; raise `SignOnUnfit`, `ClocksDiffer`."""
    own = desk.settings.oidc
    issuer = own.issuer or ""
    try:
        ahead = Provider(own, desk.settings.site.address or "").probe(desk.now())
    except ProviderSilent as error:
        why = _told(str(error.values["why"]))
        raise SignOnUnfit(issuer=issuer, why_ko=why.ko, why_en=why.en) from error
    _require_in_time(issuer, ahead)
    return Words(issuer, issuer)


def _require_in_time(issuer: str, ahead: timedelta | None) -> None:
    seconds = round(abs(ahead.total_seconds())) if ahead is not None else 0
    if seconds > LEEWAY_S:
        raise ClocksDiffer(issuer=issuer, seconds=f"{seconds:,}")


def _told(why: str) -> Words:
    return _WHY.get(why) or Words(f"제대로 된 응답을 받지 못하였습니다({why}).", f"No proper answer ({why}).")
