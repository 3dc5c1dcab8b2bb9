"""The post in memory keeps the promises of every post."""

from __future__ import annotations

import asyncio

import pytest

from gongyak.mail.errors import Deferred, MailError, Refused, Stage, Unknown, Unreachable
from gongyak.mail.post import MemoryPost, Post, Receipt
from tests.mail.letters import outgoing


async def send(post: Post, begun: list[bool], *, ours: bool = True) -> Receipt | None:
    def begin() -> bool:
        begun.append(ours)
        return ours

    async with post.connect() as line:
        return await line.send(outgoing(), begin)


def test_it_keeps_what_it_carries() -> None:
    post = MemoryPost()
    asyncio.run(send(post, []))
    assert (post.sent, post.lines) == ([outgoing()], 1)


def test_it_sends_nothing_that_is_no_longer_ours() -> None:
    post = MemoryPost()
    assert asyncio.run(send(post, [], ours=False)) is None
    assert post.sent == []


@pytest.mark.parametrize(
    ("fault", "is_begun"),
    [
        (Deferred(stage=Stage.RCPT, code=451), False),
        (Refused(stage=Stage.RCPT, code=550), False),
        (Deferred(stage=Stage.DATA, code=451), True),
        (Unknown(stage=Stage.ANSWER), True),
    ],
)
def test_it_fails_a_recipient_at_the_stage_of_the_fault(fault: MailError, is_begun: bool) -> None:  # noqa: FBT001 - a table's column
    post, begun = MemoryPost({"officer@example.kr": fault}), list[bool]()
    with pytest.raises(type(fault)):
        asyncio.run(send(post, begun))
    assert bool(begun) is is_begun
    assert post.sent == []


def test_it_may_be_closed() -> None:
    with pytest.raises(Unreachable):
        asyncio.run(send(MemoryPost(closed=Unreachable(stage=Stage.CONNECT)), []))
