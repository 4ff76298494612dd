"""Work that is spread over processes: in order, ended early, and with what goes wrong in it."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tabl10n.errors import InputError
from tabl10n.processes import spread


def double(number: int) -> tuple[int, int]:
    time.sleep(0.01 * (number % 3))
    return 2 * number, os.getpid()


def refuse(number: int) -> int:
    if number == 3:
        raise InputError("three is refused", path="x.md", line=3, next_step="leave it out")
    return number


def leave_a_file(path: Path) -> Path:
    time.sleep(0.05)
    path.touch()
    return path


@pytest.mark.parametrize("rounds", [1, 4, 100])
def test_results_are_in_order_whoever_made_them(rounds: int) -> None:
    results = list(spread(double, range(20), 2, rounds=rounds))
    assert [result for result, _ in results] == [2 * number for number in range(20)]
    assert os.getpid() not in {process for _, process in results}


def test_what_is_wrong_in_another_process_is_wrong_here_with_all_that_it_says() -> None:
    with pytest.raises(InputError) as caught:
        list(spread(refuse, range(10), 2))
    assert (caught.value.path, caught.value.line, caught.value.next_step) == ("x.md", 3, "leave it out")


def test_work_that_is_ended_early_begins_nothing_more(tmp_path: Path) -> None:
    results = spread(leave_a_file, [tmp_path / f"{number:02}" for number in range(40)], 2, rounds=40)
    assert next(results).name == "00"
    results.close()
    left = len(list(tmp_path.iterdir()))
    assert left < 20
    time.sleep(0.3)
    assert len(list(tmp_path.iterdir())) == left


def call_before(function: Callable[..., None], call: Callable[[], None]) -> Callable[..., None]:
    def called(*arguments: object) -> None:
        call()
        function(*arguments)

    return called


@pytest.mark.parametrize("method", ["start", "join"])  # the pool starts its thread, and waits for it at the end
def test_ctrl_c_is_an_interrupt_and_no_other_error_whenever_it_comes(
    method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt_once() -> None:
        monkeypatch.undo()
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(threading.Thread, method, call_before(getattr(threading.Thread, method), interrupt_once))
    with pytest.raises(KeyboardInterrupt):
        list(spread(leave_a_file, [tmp_path / f"{number:02}" for number in range(40)], 2, rounds=40))
    assert len(list(tmp_path.iterdir())) in ({"start": range(20), "join": [40]}[method])
