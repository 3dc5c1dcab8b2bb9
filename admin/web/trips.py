"""Trips to the single sign-on: whoever comes back must be the browser that set out, and soon.

Nothing is kept here, so that any computer may answer.  All that proves a trip is derived from the cookie that
ties forms to a browser: others never see the cookie, and from the state in an address it cannot be told.
"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from admin.web.session import new_token, own_path
from jobs.provider import Proof

LASTS: Final = timedelta(minutes=10)
_LONGEST: Final = 3000
"""Longer states are none of ours,"""
_LONGEST_WAY: Final = 1000
"""for longer paths to go on to are left out of them."""


def set_out(tie: str, now: datetime, onward: str) -> Proof:
    """Return the proof of a trip of the browser with the cookie *tie*, which goes on to *onward* after it."""
    way = onward if len(onward) <= _LONGEST_WAY else "/"
    written = json.dumps([new_token(), int(now.timestamp()), way]).encode()
    return _proof(tie, urlsafe_b64encode(written).decode())


def come_back(tie: str, now: datetime, state: str) -> tuple[Proof, str] | None:
    """Return the proof of the trip that *state* is of, and where it goes on to; None: it is none of *tie*."""
    trip, _, _ = state.partition(".")
    proof = _proof(tie, trip)
    if len(state) > _LONGEST or not hmac.compare_digest(state.encode(), proof.state.encode()):
        return None
    _, begun, onward = json.loads(urlsafe_b64decode(trip))  # what we have signed we can read
    is_fresh = 0 <= int(now.timestamp()) - begun <= LASTS.total_seconds()
    return (proof, own_path(onward)) if is_fresh else None


def _proof(tie: str, trip: str) -> Proof:
    return Proof(
        state=f"{trip}.{_derived(tie, 'state', trip)}",
        nonce=_derived(tie, "nonce", trip),
        verifier=_derived(tie, "verifier", trip),
    )


def _derived(tie: str, purpose: str, trip: str) -> str:
    """Return what only the cookie's holder and we can derive, one for each *purpose* and *trip*."""
    return hmac.new(tie.encode(), f"gongyak oidc {purpose}\0{trip}".encode(), sha256).hexdigest()
