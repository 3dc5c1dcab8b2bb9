"""ID tokens: who says what of whom, proved by the provider's signature."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from jobs.account_errors import NotVouched

if TYPE_CHECKING:
    from collections.abc import Mapping

ALGORITHMS: Final = ("RS256", "ES256")
"""Signatures with a key pair; nobody who only knows the public key can make one."""
LEEWAY_S: Final = 60
"""So many seconds may the provider's clock be from ours."""


class KeyUnknown(Exception):
    """A token signed with a key that is not among those known."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """Whose word counts, for whom it must be, and to which trip it belongs, at an instant."""

    issuer: str
    client: str
    nonce: str
    now: datetime


def claims_in(token: str, keys: list[Any], expected: Expectation) -> Mapping[str, Any]:
    """Return the claims of *token*, signed by one of *keys*; raise `KeyUnknown`, `NotVouched`."""
    from joserfc import jwt
    from joserfc.errors import InvalidKeyIdError, JoseError
    from joserfc.jwk import KeySet
    from joserfc.jws import JWSRegistry

    registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
    try:
        known = KeySet.import_key_set({"keys": for_signatures(keys)})
        claims = jwt.decode(token, known, algorithms=list(ALGORITHMS), registry=registry).claims
        _require(claims, expected)
    except InvalidKeyIdError as error:
        raise KeyUnknown from error
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotVouched(why=f"the ID token: {getattr(error, 'claim', '')} {type(error).__name__}") from error
    return claims


def for_signatures(keys: list[Any]) -> list[Any]:
    """Return the keys of a pair that are not for encryption alone."""
    known = [each for each in keys if isinstance(each, dict)]
    return [each for each in known if each.get("kty") in {"RSA", "EC"} and each.get("use", "sig") == "sig"]


def _require(claims: dict[str, Any], expected: Expectation) -> None:
    """Raise JoseError unless the *claims* are for us, now, and of this trip."""
    from joserfc.errors import InvalidClaimError
    from joserfc.jwt import JWTClaimsRegistry

    JWTClaimsRegistry(
        now=int(expected.now.timestamp()),
        leeway=LEEWAY_S,
        iss={"essential": True, "value": expected.issuer},
        aud={"essential": True, "value": expected.client},
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
        nonce={"essential": True},
    ).validate(claims)
    is_for_many = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    its = {
        "azp": claims.get("azp", None if is_for_many else expected.client) == expected.client,
        "nonce": hmac.compare_digest(str(claims["nonce"]).encode(), expected.nonce.encode()),
    }
    for name, is_right in its.items():
        if not is_right:
            raise InvalidClaimError(name)
