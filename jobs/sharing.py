"""Half of a batch in a second process: Python computes in one thread at a time, and computers have two cores.

The second process is a copy of this one (fork), so it knows the facts and the form already.  It does its half
whole, down to the files, and hands back only what became of it.  Whatever it does not hand back is done here.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import NoReturn, TypeVar

_Part = TypeVar("_Part")
_Result = TypeVar("_Result")
Work = Callable[[Sequence[_Part]], Iterator[_Result]]
"""Makes one result of each part, in their order; doing a part twice does no harm."""


def can_share() -> bool:
    """Tell whether a copy of this process is of use, and safe: of several threads it would have but one."""
    two_cores = hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1
    return two_cores and threading.active_count() == 1


def share(parts: Sequence[_Part], work: Work[_Part, _Result]) -> Iterator[_Result]:
    """Yield what *work* makes of *parts*, in order; every second one is done by a copy of this process.

    No connection may be open: both would use it.
    """
    receiver, sender = Pipe(duplex=False)
    copy = os.fork()
    if not copy:
        receiver.close()
        _hand_over(sender, work(parts[1::2]))
    sender.close()
    try:
        theirs = _received(receiver, parts[1::2], work)
        for own in work(parts[::2]):
            yield own
            yield from islice(theirs, 1)
    finally:
        receiver.close()  # upon which the copy ends, if it has not yet
        os.waitpid(copy, 0)


def _hand_over(sender: Connection, results: Iterator[_Result]) -> NoReturn:
    """Send the *results* and end this process at once: whatever else it holds belongs to the original."""
    try:
        for result in results:
            sender.send(result)
    finally:
        os._exit(0)


def _received(receiver: Connection, parts: Sequence[_Part], work: Work[_Part, _Result]) -> Iterator[_Result]:
    """Yield the copy's results of *parts*; what is missing when it ends is done here, mistakes and all."""
    for number in range(len(parts)):
        try:
            yield receiver.recv()
        except EOFError:
            yield from work(parts[number:])
            return
