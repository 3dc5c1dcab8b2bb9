"""Half of the work in a copy of the process; each test in a process of its own, with one thread."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRELUDE = """
import os
from jobs.sharing import can_share, share
from gongyak.errors import GongyakError
from gongyak.halfyear import NotAHalfYear

original = os.getpid()

def work(parts):
    for part in parts:
        yield part, os.getpid() == original
"""


def run(code: str, *, expect: int = 0) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PRELUDE + code]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert answer.returncode == expect, answer.stderr
    return answer.stdout.strip()


@pytest.mark.parametrize("count", [0, 1, 2, 3, 10, 11])
def test_results_come_in_order_half_of_them_from_the_copy(count: int) -> None:
    told = run(f"print(list(share(range({count}), work)))")
    assert told == str([(number, number % 2 == 0) for number in range(count)])


def test_what_a_copy_that_dies_leaves_undone_is_done_here() -> None:
    code = """
def mortal(parts):
    for part, mine in work(parts):
        if part == 5 and not mine:
            os._exit(9)
        yield part, mine

print(list(share(range(8), mortal)))
"""
    here = {0, 2, 4, 5, 6, 7}
    assert run(code) == str([(number, number in here) for number in range(8)])


def test_a_mistake_in_the_copy_is_met_again_and_raised_here() -> None:
    code = """
def faulty(parts):
    for part in parts:
        if part == 3:
            raise NotAHalfYear(text=str(os.getpid() == original))
        yield part

results = share(range(6), faulty)
try:
    for result in results:
        print(result)
except NotAHalfYear as error:
    print(error.values["text"])
"""
    assert run(code).split() == ["0", "1", "2", "True"]


def test_an_error_among_the_results_arrives_with_its_values() -> None:
    code = """
def told(parts):
    for part in parts:
        yield NotAHalfYear(text=part)

print([error.values["text"] for error in share(range(4), told)])
"""
    assert run(code) == "[0, 1, 2, 3]"


def test_who_stops_listening_leaves_no_copy_behind() -> None:
    code = """
results = share(range(1000), work)
next(results)
results.close()
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no child")
"""
    assert run(code) == "no child"


def test_a_process_with_several_threads_shares_nothing() -> None:
    code = """
import threading
alone = can_share()
stop = threading.Event()
thread = threading.Thread(target=stop.wait)
thread.start()
print(alone == (len(os.sched_getaffinity(0)) > 1), can_share())
stop.set()
"""
    assert run(code) == "True False"
