from __future__ import annotations

from threading import Event

from scheduler.loops import Loop, Timer


def test_a_loop_outlives_what_goes_wrong_in_it() -> None:
    taken: list[int] = []
    enough = Event()

    def step() -> None:
        taken.append(len(taken))
        if len(taken) < 3:
            message = "not yet"
            raise OSError(message)
        enough.set()

    loop = Loop("test", step, 0.01, backoff=0.02)
    loop.start()
    assert enough.wait(10)
    loop.stop(10)
    assert taken[:3] == [0, 1, 2]


def test_a_loop_that_is_woken_takes_its_step_at_once() -> None:
    steps = [Event(), Event()]
    pending = iter(steps)
    loop = Loop("test", lambda: next(pending, Event()).set(), 3600, backoff=1)
    loop.start()
    assert steps[0].wait(10)
    while not steps[1].wait(0.05):  # the wake may come while the first step ends
        loop.wake()
    loop.stop(10)


def test_a_timer_is_due_at_once_and_then_again_after_its_time() -> None:
    assert [Timer(3600).is_due(), Timer(3600).is_due()] == [True, True]
    long, short = Timer(3600), Timer(0)
    assert [long.is_due(), long.is_due()] == [True, False]
    assert [short.is_due(), short.is_due()] == [True, True]
